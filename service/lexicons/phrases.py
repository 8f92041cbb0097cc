"""Normalised text, and phrases looked up in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView
from typing import Generic, TypeVar

Value = TypeVar("Value")
FILED_CHARACTERS = 2  # phrases are also indexed by so many characters after their first run
FIRST_RUN = re.compile(r"[^\W_]+|.", re.DOTALL)
PLAIN_CHARACTERS = tuple(zip("’‐‑\xa0\u202f\u2009\n\t", "'--     ", strict=True))


def normalise(text: str) -> str:
    """`text` in lower case, with typewriter apostrophes, plain spaces and hyphens; equally long."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    # Character by character: on a long text this takes a tenth of the time of `translate`.
    for odd, plain in PLAIN_CHARACTERS:
        lowered = lowered.replace(odd, plain)
    return lowered


def first_run(text: str, at: int) -> str:
    """The run of letters and digits, or the single other character, at a place; phrases are indexed by it."""
    found = FIRST_RUN.match(text, at)
    return found.group() if found else ""


class Phrases(Generic[Value]):
    """Finds phrases in normalised running text, however a tokenizer would split it."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        table: dict[str, list[str]] = {}
        self._entries: dict[str, Value] = {}
        for phrase, value in entries:
            words = normalise(phrase)
            if words not in self._entries:
                self._entries[words] = value
                table.setdefault(first_run(words, 0), []).append(words)
        self._table = {first: _by_opening(first, found) for first, found in table.items()}
        # A phrase can begin only with one of these.
        self.first_runs: KeysView[str] = self._table.keys()

    def match(self, text: str, at: int, first: str | None = None) -> tuple[int, Value] | None:
        """Length in characters and value of the longest phrase that begins at `at` and ends with a word.

        `first` is the `first_run` at that place, for callers who know it.
        """
        if first is None:
            first = first_run(text, at)
        if (filed := self._table.get(first)) is None:
            return None
        by_opening, others = filed
        for length in by_opening.get(text[at : at + len(first) + FILED_CHARACTERS], others):
            end = at + length
            if (phrase := text[at:end]) not in self._entries:
                continue
            following = text[end : end + 1]
            joined = following.isalnum() or (following == "-" and text[end + 1 : end + 2].isalpha())
            if phrase[-1] == "'" or not joined:
                return len(phrase), self._entries[phrase]
        return None

    def get(self, phrase: str) -> Value | None:
        """The value of exactly this phrase."""
        return self._entries.get(phrase)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._entries


def _by_opening(first: str, phrases: Iterable[str]) -> tuple[dict[str, list[int]], list[int]]:
    """The lengths of phrases with one first run, longest first: by opening, and those of short phrases.

    An opening, the first run and what follows it, also lists the short phrases' lengths: anything may follow
    these.
    """
    opening = len(first) + FILED_CHARACTERS
    short = {len(phrase) for phrase in phrases if len(phrase) < opening}
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        if len(phrase) >= opening:
            found.setdefault(phrase[:opening], set(short)).add(len(phrase))
    return {key: _descending(lengths) for key, lengths in found.items()}, _descending(short)


def _descending(numbers: Iterable[int]) -> list[int]:
    return sorted(numbers, reverse=True)
