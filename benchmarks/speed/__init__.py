"""How fast the extractor is, compared with reading the text with spaCy: `python -m benchmarks.speed`."""
