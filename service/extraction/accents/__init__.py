"""Texts without accents as they would stand with them (Yarowsky, Decision lists for lexical ambiguity
resolution: accent restoration in Spanish and French, ACL 1994).

Which form a word has is a learned choice, word by word (`features.py`), among the forms that were counted and
the spellings that are known (`candidates.py`), by what stands beside it.
"""
