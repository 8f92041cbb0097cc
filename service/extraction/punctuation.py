"""Punctuation by what it does between words: sets of tokens, and of single characters among them.

Quotation marks have a module of their own (marks/costs.py).
"""

from __future__ import annotations

HYPHENS = frozenset({"-", "‑", "‐"})
DASHES = HYPHENS | {"–", "—", "―", "--"}
INSIDE_WORDS = HYPHENS | {"'", "’"}  # join the parts of one word
BULLETS = DASHES | {"•"}

CALLS = frozenset({"?", "!"})
SENTENCE_ENDS = CALLS | {".", "…", "...", ".."}
SPEECH_ENDS = SENTENCE_ENDS | {","}  # close quoted words, inside the marks
AFTER_SPEECH = DASHES | {","}  # the same, outside them
BESIDE_SPEECH = DASHES | SPEECH_ENDS
BEFORE_SPEECH = frozenset({",", ":"})  # between a cue and the words

COLONS = frozenset({":", ";"})
PAUSES = COLONS | {","}
BREAKS = PAUSES | DASHES
FULL_STOPS = frozenset({".", ";"})  # between two main clauses
CLAUSE_ENDS = COLONS | {"."}
PHRASE_ENDS = CLAUSE_ENDS | {","}
STOPS = CLAUSE_ENDS | CALLS

BEFORE_APPOSITION = frozenset({",", "("})
CLOSING_BRACKETS = frozenset({")", "]"})
OPENING_BRACKETS = frozenset({"(", "["})
BRACKETS = CLOSING_BRACKETS | OPENING_BRACKETS
