"""Comparing names: words folded to lower case without accents, and a dictionary of names by such words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

Value = TypeVar("Value")
Casing = Literal["any", "capital", "acronym"]

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_STRICTNESS: tuple[Casing, ...] = ("any", "capital", "acronym")
_LONGEST_ACRONYM = 6
REMEMBERED = 4_096  # names and words of names: the same ones are looked up over and over
LIGATURES = {"œ": "oe", "æ": "ae"}
_UNDECOMPOSED = dict(zip("’łøıđ", "'loid", strict=True)) | LIGATURES


class Word(NamedTuple):
    """A word as it is compared (`folded`) and as it stands (`raw`)."""

    folded: str
    raw: str


Words = tuple[Word, ...]


class _Folded(dict[int, str]):
    """What each letter becomes when it is compared, by its code point; found out at its first use."""

    def __missing__(self, letter: int) -> str:
        """Decomposed, less the marks that combine with a letter, in lower case."""
        small = chr(letter).lower()
        decomposed = unicodedata.normalize("NFKD", _UNDECOMPOSED.get(small, small))
        folded = self[letter] = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """`text` in lower case, without accents, with typewriter apostrophes."""
    return text.casefold() if text.isascii() else text.translate(_FOLDED)


@lru_cache(maxsize=REMEMBERED)
def split(text: str) -> Words:
    """The words of `text`, acronyms without their dots, hyphens and apostrophes as boundaries."""
    plain = text.replace("’", "'")
    if "." in plain:
        plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    if "'" in plain:
        plain = _POSSESSIVE.sub("", plain)
    return tuple([Word(fold(raw), raw) for raw in _WORD.findall(plain)])


def casing_of(name: str, cased: bool) -> Casing:
    """How strictly capitals count for `name`: for acronyms always (US is not us), else where `cased`.

    A name written in small letters, as French adjectives are, may stand with or without a capital.
    """
    letters = "".join(c for c in name if c.isalnum())
    if letters.isupper() and len(letters) <= _LONGEST_ACRONYM:
        return "acronym"
    return "capital" if cased and not name[0].islower() else "any"


def _fits(words: Words, casing: Casing) -> bool:
    """Are the words written with the capitals that the name needs?"""
    if casing == "acronym":
        return all(word.raw.isupper() or word.raw.isdigit() for word in words)
    if casing == "capital":
        return not words[0].raw[0].islower()
    return True


@dataclass
class Index(Generic[Value]):
    """Names -> values.  A name may have several values; they come in the order of adding."""

    entries: dict[tuple[str, ...], list[tuple[Value, Casing]]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)  # of the names that begin with a word

    def add(self, words: Words, value: Value, casing: Casing = "any") -> None:
        """Enter `value` under `words`; of two spellings of one name the laxer counts ("NATO", "Nato")."""
        if not words:
            return
        entry = self.entries.setdefault(tuple(word.folded for word in words), [])
        known = next((i for i, (other, _) in enumerate(entry) if other == value), None)
        if known is None:
            entry.append((value, casing))
        elif _STRICTNESS.index(casing) < _STRICTNESS.index(entry[known][1]):
            entry[known] = value, casing
        self.lengths.setdefault(words[0].folded, set()).add(len(words))

    def __contains__(self, first: str) -> bool:
        """Does a name begin with this folded word?"""
        return first in self.lengths

    def all(self, words: Words) -> list[Value]:
        """Every value whose name is exactly `words`."""
        entry = self.entries.get(tuple([word.folded for word in words]))
        if entry is None:
            return []
        return [value for value, casing in entry if _fits(words, casing)]

    def get(self, words: Words) -> Value | None:
        """The first value whose name is exactly `words`."""
        return next(iter(self.all(words)), None)

    def inside(self, words: Words) -> Iterator[tuple[Value, Words]]:
        """Each value whose name is a part of `words`, longest first, with the words that remain."""
        places = [(-n, i) for i, word in enumerate(words) for n in self.lengths.get(word.folded, ())]
        for length, start in sorted(places):
            end = start - length
            if end <= len(words):
                for value in self.all(words[start:end]):
                    yield value, words[:start] + words[end:]


def without(words: Sequence[Word], *dropped: frozenset[str]) -> Words:
    """`words` less those in `dropped`; all of them if nothing else would be left."""
    kept = words
    for group in dropped:
        kept = [word for word in kept if word.folded not in group]
    return tuple(kept or words)
