"""What the extractor gets right, and how fast it is.

`python -m benchmarks.accuracy` measures the one, `python -m benchmarks.speed` the other.
"""
