"""Restores the case of texts in capitals (truecasing: Lita and others, tRuEcasIng, ACL 2003).

Whether a word has a capital is a learned choice, word by word (`features.py`), by how the word is written in
its language (`forms.py`), by known names (`names.py`) and spellings, and by the words beside it.
"""
