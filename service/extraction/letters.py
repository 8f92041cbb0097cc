"""Character classes for the capitals and small letters of any alphabet: `re` has none of its own."""

from __future__ import annotations

_LETTERS = tuple(map(chr, range(0x2000)))  # beyond are symbols, and scripts without capitals
CAPITAL = f"[{''.join(filter(str.isupper, _LETTERS))}]"
SMALL = f"[{''.join(filter(str.islower, _LETTERS))}]"
