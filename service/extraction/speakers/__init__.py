"""Who the speakers of the frames are, and on whose authority they speak."""
