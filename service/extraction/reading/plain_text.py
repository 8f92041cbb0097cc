"""The text that the parser gets: without quotation marks, each character at its place in the article.

A parser reads « as a verb and breaks sentences at quotes, so the marks are taken out before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.extraction.marks.costs import MARK_CHARS
from service.extraction.marks.quotations import Quotation
from service.extraction.model import Span
from service.lexicons.lexicon import Lexicon

ANY_DOUBLE_MARK = re.compile(r"``|''|‘‘|’’|[“”„‟«»\"〝〞‹›]")
STRETCH = re.compile(r"\S+(?: \S+)*")  # words separated by single spaces
LONGEST_RUN = 120  # characters without a space: no word is as long, and the tokenizer slows down on more
TOO_LONG = re.compile(r"\S{121,}")
# A short word that begins a sentence, where a capital may lack its accent.
FIRST_LETTERS = re.compile(r"(?:^|(?<=[.!?…:;] ))[^\W\d_]{1,3}(?= )")
# "@jdoe": taggers know no handles, but take any word with a capital for a name.
HANDLE = re.compile(r"(?<![\w@.])@(?=\w{2,40}\b)")
TIGHT = frozenset(",.;:!?)]…")


def without_marks(text: str, quotations: Sequence[Quotation], parts: Sequence[Span]) -> tuple[str, list[int]]:
    """The parts without quotation marks and doubled spaces, and where each character comes from."""
    marks = sorted(_marks(text, quotations, parts))
    plain = _Plain(text)
    for part in parts:
        plain.space(part.start)
        end = part.start
        for match in STRETCH.finditer(text, part.start, part.end):
            start = match.start()
            if start > end:
                plain.space(end)
            end = match.end()
            for mark in marks[bisect_left(marks, start) : bisect_left(marks, end)]:
                plain.keep(start, mark)
                if not _stands_free(text, mark):
                    plain.space(mark)
                start = mark + 1
            plain.keep(start, end)
        if end < part.end:
            plain.space(end)
    return _parted("".join(plain.kept), plain.origin)


@dataclass(slots=True)
class _Plain:
    """What is kept of a text so far, and where each character of it comes from."""

    text: str
    kept: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)

    def space(self, at: int) -> None:
        """Keep a space, unless nothing or a space is before it."""
        if self.kept and self.kept[-1][-1] != " ":
            self.kept.append(" ")
            self.origin.append(at)

    def keep(self, start: int, end: int) -> None:
        """Keep a stretch of the text that has only single spaces."""
        if start < end and self.text[start] == " ":
            self.space(start)
            start += 1
        if start < end:
            self.kept.append(self.text[start:end])
            self.origin.extend(range(start, end))


def _parted(plain: str, origin: list[int]) -> tuple[str, list[int]]:
    """The text and the origins of its characters, with spaces put into runs longer than any word."""
    kept: list[str] = []
    places: list[int] = []
    done = 0
    for match in TOO_LONG.finditer(plain):
        for at in range(match.start() + LONGEST_RUN, match.end(), LONGEST_RUN):
            kept += (plain[done:at], " ")
            places += (*origin[done:at], origin[at])
            done = at
    return ("".join([*kept, plain[done:]]), places + origin[done:]) if done else (plain, origin)


def with_accents(plain: str, lexicon: Lexicon) -> str:
    """The text with the accents that capitals lack where they begin a sentence: "A Paris, le maire …"."""
    accented = dict(lexicon.accents)
    return FIRST_LETTERS.sub(lambda word: accented.get(word[0], word[0]), plain) if accented else plain


def with_names(plain: str) -> str:
    """The text with a capital for the sign before a handle: "a tweeté Xjdoe"."""
    return HANDLE.sub("X", plain) if "@" in plain else plain


def _marks(text: str, quotations: Sequence[Quotation], parts: Sequence[Span]) -> set[int]:
    """The places of the marks in the parts."""
    marks = (match for part in parts for match in ANY_DOUBLE_MARK.finditer(text, part.start, part.end))
    found = {i for match in marks for i in range(*match.span())}
    edges = (edge for q in quotations for edge in (q.outer.start, q.outer.end - 1))
    found.update(edge for edge in edges if text[edge : edge + 1] in MARK_CHARS)
    return found


def _stands_free(text: str, mark: int) -> bool:
    """Can a mark be dropped without a space in its place?"""
    return not mark or text[mark - 1].isspace() or text[mark + 1 : mark + 2] in TIGHT


def without(text: str, place: Span, taken: Iterable[Span]) -> str:
    """The text at a place, with a space instead of each of the stretches `taken`, which are in order."""
    kept, at = [], place.start
    for span in taken:
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*kept, text[at : place.end]])


def quotation_of(places: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[int]:
    """The index of the quotation that each token lies in, -1 for those outside."""
    inside = [-1] * len(places)
    for number, quotation in enumerate(quotations):
        first, stop = (bisect_left(places, (edge,)) for edge in (quotation.outer.start, quotation.outer.end))
        inside[first:stop] = [number] * (stop - first)
    return inside
