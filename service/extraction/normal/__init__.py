"""The text without its disguise: wrapped lines, markup, entities, invisible and compatibility characters.

`form.py` has the steps in order.  Every later stage reads the normal form; offsets and words of the answer
are those of the text as it was sent.
"""
