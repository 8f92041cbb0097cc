"""Texts in capitals as they would stand in ordinary type (truecasing: Lita and others, tRuEcasIng, ACL 2003).

Which words have a capital is a learned choice, word by word (`features.py`), on what is known of the word in
its language (`forms.py`), of names (`names.py`) and of spellings, and on what stands beside it.
"""
