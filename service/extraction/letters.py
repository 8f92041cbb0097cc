"""Capitals and small letters of any alphabet, as pieces of patterns: `re` has no classes of them."""

from __future__ import annotations

_LETTERS = tuple(map(chr, range(0x2000)))  # what follows are signs, and scripts without capitals
CAPITAL = f"[{''.join(filter(str.isupper, _LETTERS))}]"
SMALL = f"[{''.join(filter(str.islower, _LETTERS))}]"
