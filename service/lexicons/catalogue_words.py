"""Comparing names: words folded to lower case without accents, and a dictionary of names by such words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from typing import Generic, Literal, TypeVar

Value = TypeVar("Value")
Strictness = Literal["any", "capital", "acronym"]

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"[^\W_]+")
_STRICTNESS: tuple[Strictness, ...] = ("any", "capital", "acronym")
_LONGEST_ACRONYM = 6
REMEMBERED = 4_096  # names and words of names: the same ones are looked up over and over
LIGATURES = {"œ": "oe", "æ": "ae"}
_UNDECOMPOSED = dict(zip("’łøıđ", "'loid", strict=True)) | LIGATURES


class FoldedWords:
    """Words as they are compared (`folded`) and as they are written (`raw`); immutable."""

    __slots__ = ("folded", "raw")

    def __init__(self, folded: tuple[str, ...], raw: tuple[str, ...]) -> None:
        self.folded = folded
        self.raw = raw

    def __len__(self) -> int:
        return len(self.folded)

    def where(self, kept: Sequence[bool]) -> FoldedWords:
        """The words for which `kept` is true."""
        return FoldedWords(tuple(compress(self.folded, kept)), tuple(compress(self.raw, kept)))

    def between(self, start: int, end: int) -> FoldedWords:
        """The words from place `start` up to `end`."""
        return FoldedWords(self.folded[start:end], self.raw[start:end])

    def around(self, start: int, end: int) -> FoldedWords:
        """The words before place `start` and those from `end` on."""
        return FoldedWords(self.folded[:start] + self.folded[end:], self.raw[:start] + self.raw[end:])


class _Folded(dict[int, str]):
    """What each letter, by its code point, becomes for comparison; filled at first use."""

    def __missing__(self, letter: int) -> str:
        """The letter decomposed, without combining marks, in lower case."""
        small = chr(letter).lower()
        decomposed = unicodedata.normalize("NFKD", _UNDECOMPOSED.get(small, small))
        folded = self[letter] = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """`text` in lower case, without accents, with typewriter apostrophes."""
    return text.casefold() if text.isascii() else text.translate(_FOLDED)


@cache
def _endings(genitives: frozenset[str]) -> re.Pattern[str]:
    """What ends an owner's name, from the apostrophe on."""
    return re.compile(rf"(?<=\w)(?:{'|'.join(map(re.escape, genitives))})(?!\w)", re.IGNORECASE)


def split(text: str, genitives: frozenset[str]) -> FoldedWords:
    """The words of `text` without `genitives`; acronyms lose their dots, hyphens and apostrophes separate."""
    plain = text.replace("’", "'")
    if "." in plain:
        plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    if "'" in plain:
        plain = _endings(genitives).sub("", plain)
    raw = tuple(_WORD.findall(plain))
    return FoldedWords(tuple(map(fold, raw)), raw)


def casing_of(name: str, cased: bool) -> Strictness:
    """How strictly the capitals of `name` count: always for an acronym (US is not us), else if `cased`.

    A name in small letters, such as a French adjective, may stand with or without a capital.
    """
    letters = "".join(c for c in name if c.isalnum())
    if letters.isupper() and len(letters) <= _LONGEST_ACRONYM:
        return "acronym"
    return "capital" if cased and not name[0].islower() else "any"


def _fits(words: FoldedWords, casing: Strictness) -> bool:
    """Are the words written with the capitals that the name needs?"""
    if casing == "acronym":
        return all(word.isupper() or word.isdigit() for word in words.raw)
    if casing == "capital":
        return not words.raw[0][0].islower()
    return True


@dataclass
class Index(Generic[Value]):
    """Names -> values.  A name may have several values, which come in the order in which they were added."""

    entries: dict[tuple[str, ...], list[tuple[Value, Strictness]]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)  # of names, by their first word

    def add(self, words: FoldedWords, value: Value, casing: Strictness = "any") -> None:
        """Enter `value` under `words`; of two spellings ("NATO", "Nato") the laxer one counts."""
        if not words:
            return
        entry = self.entries.setdefault(words.folded, [])
        known = next((i for i, (other, _) in enumerate(entry) if other == value), None)
        if known is None:
            entry.append((value, casing))
        elif _STRICTNESS.index(casing) < _STRICTNESS.index(entry[known][1]):
            entry[known] = value, casing
        self.lengths.setdefault(words.folded[0], set()).add(len(words))

    def begins_in(self, words: FoldedWords) -> bool:
        """Does a name begin at one of `words`?"""
        return not self.lengths.keys().isdisjoint(words.folded)

    def all(self, words: FoldedWords) -> list[Value]:
        """Every value whose name is exactly `words`."""
        entry = self.entries.get(words.folded)
        return [] if entry is None else [value for value, casing in entry if _fits(words, casing)]

    def get(self, words: FoldedWords) -> Value | None:
        """The first value whose name is exactly `words`."""
        found = self.all(words)
        return found[0] if found else None

    def inside(self, words: FoldedWords) -> Iterator[tuple[Value, FoldedWords]]:
        """Each value whose name is a part of `words`, the longest names first, with the remaining words."""
        return self._inside(words) if self.begins_in(words) else iter(())

    def _inside(self, words: FoldedWords) -> Iterator[tuple[Value, FoldedWords]]:
        places = [(-n, i) for i, word in enumerate(words.folded) for n in self.lengths.get(word, ())]
        for length, start in sorted(places):
            end = start - length
            if end <= len(words):
                for value in self.all(words.between(start, end)):
                    yield value, words.around(start, end)


def without(words: FoldedWords, dropped: frozenset[str]) -> FoldedWords:
    """`words` without those in `dropped`; all of them if nothing would be left."""
    if dropped.isdisjoint(words.folded):
        return words
    kept = [word not in dropped for word in words.folded]
    return words.where(kept) if any(kept) else words
