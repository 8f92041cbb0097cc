"""What a change of the code changes in the answers: `python -m benchmarks.answers_diff BASE`.

Two revisions read the same texts, and the quotes that differ are counted and shown by field.
"""
