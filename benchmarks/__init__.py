"""What the extractor gets right, and how fast it is: `python -m benchmarks.accuracy`, `python -m benchmarks.speed`."""
