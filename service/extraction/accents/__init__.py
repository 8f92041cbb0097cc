"""Restores the accents of texts typed without them (Yarowsky, Decision lists for lexical ambiguity
resolution: accent restoration in Spanish and French, ACL 1994).

The form of each word is a learned choice (`features.py`) among counted forms and known spellings
(`candidates.py`), by the words beside it.
"""
