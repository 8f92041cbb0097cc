"""HTTP in, HTTP out: knows no linguistics."""
