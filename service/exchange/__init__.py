"""What the extractor is asked and how it answers, the same over HTTP and from files: knows neither."""
