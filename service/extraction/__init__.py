"""Text in, quotes out: knows no HTTP."""
