"""The text that the parser gets: without quotation marks, each character at its place in the article.

A parser reads « as a verb and breaks sentences at quotes, so the marks are taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.extraction.marks.costs import MARK_CHARS
from service.extraction.marks.quotations import Quotation
from service.extraction.model import Span
from service.lexicons.lexicon import Lexicon

DOUBLE_MARKS = re.compile(r"``|''|‘‘|’’|[“”„‟«»\"〝〞‹›]")
LONGEST_RUN = 120  # characters without a space: no word is as long, and the tokenizer slows down on more
# A short word that begins a sentence, as the prepositions do whose capitals lack their accent.
BEGINNING = re.compile(r"(?:^|(?<=[.!?…:;] ))[^\W\d_]{1,3}(?= )")
# "@jdoe": taggers know no handles, but take any word with a capital for a name.
HANDLE = re.compile(r"(?<![\w@.])@(?=\w{2,40}\b)")
TIGHT = frozenset(",.;:!?)]…")


def without_marks(text: str, quotations: Sequence[Quotation], parts: Sequence[Span]) -> tuple[str, list[int]]:
    """The parts less quotation marks and doubled spaces, and where each character comes from."""
    dropped = _marks(text, quotations, parts)
    kept: list[str] = []
    origin: list[int] = []
    run = 0
    for part in parts:
        if kept and kept[-1] != " ":
            kept.append(" ")
            origin.append(part.start)
        for i in range(part.start, part.end):
            char = text[i]
            if i in dropped and _stands_free(text, i):
                continue
            if i in dropped or char.isspace():
                char = " "
                if not kept or kept[-1] == " ":
                    continue
            run = 0 if char == " " else run + 1
            if run > LONGEST_RUN:
                kept.append(" ")
                origin.append(i)
                run = 1
            kept.append(char)
            origin.append(i)
    return "".join(kept), origin


def with_accents(plain: str, lexicon: Lexicon) -> str:
    """The text with the accents that capitals lack where they begin a sentence: "A Paris, le maire …"."""
    accented = dict(lexicon.accents)
    return BEGINNING.sub(lambda word: accented.get(word[0], word[0]), plain) if accented else plain


def with_names(plain: str) -> str:
    """The text with a capital for the sign before a handle: "a tweeté Xjdoe"."""
    return HANDLE.sub("X", plain) if "@" in plain else plain


def _marks(text: str, quotations: Sequence[Quotation], parts: Sequence[Span]) -> set[int]:
    """The places of the marks in the parts."""
    marks = (match for part in parts for match in DOUBLE_MARKS.finditer(text, part.start, part.end))
    found = {i for match in marks for i in range(*match.span())}
    edges = (edge for q in quotations for edge in (q.outer.start, q.outer.end - 1))
    found.update(edge for edge in edges if text[edge : edge + 1] in MARK_CHARS)
    return found


def _stands_free(text: str, mark: int) -> bool:
    """Does nothing part from each other what stands on both sides of a mark, if it is dropped?"""
    return not mark or text[mark - 1].isspace() or text[mark + 1 : mark + 2] in TIGHT


def quotation_of(places: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[int]:
    """The index of the quotation that each token lies in, -1 for those outside."""
    inside = []
    q = 0
    for start, _ in places:
        while q < len(quotations) and quotations[q].outer.end <= start:
            q += 1
        inside.append(q if q < len(quotations) and quotations[q].outer.start <= start else -1)
    return inside
