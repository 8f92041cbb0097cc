"""How a change of the code changes the answers: `python -m benchmarks.answers_diff BASE`.

Two revisions read the same texts; the quotes that differ are counted, and shown by field.
"""
