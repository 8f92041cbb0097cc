"""The text that the parser gets: without quotation marks, each character at its place in the article.

A parser reads « as a verb and breaks sentences at quotes, so the marks are taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.extraction.marks.costs import MARK_CHARS
from service.extraction.marks.quotations import Quotation
from service.extraction.model import Span
from service.extraction.reading.article import CAPTION

DOUBLE_MARKS = re.compile(r"``|''|‘‘|’’|[“”„‟«»\"〝〞‹›]")
LONGEST_RUN = 120  # characters without a space: no word is as long, and the tokenizer slows down on more
TIGHT = frozenset(",.;:!?)]…")


def without_marks(text: str, quotations: Sequence[Quotation], parts: Sequence[Span]) -> tuple[str, list[int]]:
    """The parts less quotation marks and doubled spaces, and where each character comes from.

    A space parts the credit of a caption from the word that it is glued to.
    """
    marks = (match for part in parts for match in DOUBLE_MARKS.finditer(text, part.start, part.end))
    dropped = {i for match in marks for i in range(*match.span())}
    for quotation in quotations:
        for edge in (quotation.outer.start, quotation.outer.end - 1):
            if text[edge : edge + 1] in MARK_CHARS:
                dropped.add(edge)
    credits = {match.start() for part in parts for match in CAPTION.finditer(text, part.start, part.end)}
    kept: list[str] = []
    origin: list[int] = []
    run = 0
    for part in parts:
        if kept and kept[-1] != " ":
            kept.append(" ")
            origin.append(part.start)
        for i in range(part.start, part.end):
            char = text[i]
            if i in dropped:
                if not i or text[i - 1].isspace() or text[i + 1 : i + 2] in TIGHT:
                    continue
                char = " "
            elif char.isspace():
                char = " "
            if char == " " and (not kept or kept[-1] == " "):
                continue
            run = 0 if char == " " else run + 1
            if run > LONGEST_RUN or i in credits:
                kept.append(" ")
                origin.append(i)
                run = 1
            kept.append(char)
            origin.append(i)
    return "".join(kept), origin


def quotation_of(places: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[int]:
    """The index of the quotation that each token lies in, -1 for those outside."""
    inside = []
    q = 0
    for start, _ in places:
        while q < len(quotations) and quotations[q].outer.end <= start:
            q += 1
        inside.append(q if q < len(quotations) and quotations[q].outer.start <= start else -1)
    return inside
