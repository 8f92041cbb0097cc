"""How fast the extractor is, next to reading the text with spaCy: `python -m benchmarks.speed`."""
