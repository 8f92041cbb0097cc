"""Sets of punctuation tokens, by what they do between words.

Quotation marks have a module of their own (marks/costs.py).
"""

from __future__ import annotations

COMMA = ","

HYPHENS = frozenset({"-", "‑", "‐"})
DASHES = HYPHENS | {"–", "—", "―", "--"}
INSIDE_WORDS = HYPHENS | {"'", "’"}  # join the parts of one word
BETWEEN_NAMES = INSIDE_WORDS | {COMMA, "."}  # between the names of an enumeration, and inside them
BULLETS = DASHES | {"•"}

CALLS = frozenset({"?", "!"})
SENTENCE_ENDS = CALLS | {".", "…", "...", ".."}
SPEECH_ENDS = SENTENCE_ENDS | {COMMA}  # close quoted words, inside the marks
AFTER_SPEECH = DASHES | {COMMA}  # close quoted words, outside the marks
BESIDE_SPEECH = DASHES | SPEECH_ENDS
BEFORE_SPEECH = frozenset({COMMA, ":"})  # between a cue and the words
BEFORE_MARKS = SPEECH_ENDS | {":"}  # right before the mark that opens

COLONS = frozenset({":", ";"})
PAUSES = COLONS | {COMMA}
BREAKS = PAUSES | DASHES
FULL_STOPS = frozenset({".", ";"})  # between two main clauses
CLAUSE_ENDS = COLONS | {"."}
PHRASE_ENDS = CLAUSE_ENDS | {COMMA}
STOPS = CLAUSE_ENDS | CALLS

BEFORE_APPOSITION = frozenset({COMMA, "("})
BEFORE_ENUMERATION = DASHES | BEFORE_APPOSITION | {":"}  # in apposition: "two senators – Ann Roy and …"
CLOSING_BRACKETS = frozenset({")", "]"})
OPENING_BRACKETS = frozenset({"(", "["})
BRACKETS = CLOSING_BRACKETS | OPENING_BRACKETS
ASIDE_ENDS = BRACKETS | {COMMA}
CLAUSE_BOUNDS = CLAUSE_ENDS | BRACKETS
BEFORE_SUBJECT = DASHES | BEFORE_APPOSITION  # between a quotation and the subject of its incise

# The names of marks in the features of the learned choices: beside a term or quotation, behind a report.
PAUSE_NAMES = {COMMA: "comma", ":": "colon"}
NAMES_BESIDE_TERM = PAUSE_NAMES | {"(": "bracket", ")": "bracket"}
NAMES_BESIDE_QUOTATION = NAMES_BESIDE_TERM | {".": "stop"}
NAMES_BEHIND_REPORT = PAUSE_NAMES | {";": "stop", ".": "stop"}
