"""What archives take: files by `python -m benchmarks.archive`, Spark by `python -m benchmarks.archive.spark`."""
