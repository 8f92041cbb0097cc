"""What archives take: files (`python -m benchmarks.archive`) and Spark (`benchmarks.archive.spark`)."""
