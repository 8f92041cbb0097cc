"""Who the sources of the frames are, and on whose authority they speak."""
