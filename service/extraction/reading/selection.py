"""What of an article has to be analysed: parsing is what costs, and most of a text is told by no quotation.

For direct and mixed quotes these are the paragraphs with quotation marks and the one before each, where the
speaker of the next words is often named, and the opening, where people are introduced.  Of a long quotation
only the ends are read: its middle says nothing of who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from service.extraction.model import QuoteType, Span
from service.extraction.reading.marks import Quotation

PARAGRAPH = re.compile(r"[^\n]+")
OPENING = 2
LONG_QUOTATION, FIRST_WORDS, LAST_WORDS = 10, 4, 3
WORD = re.compile(r"\S+")


def parts_to_read(
    text: str, quotations: Sequence[Quotation], types: Collection[QuoteType]
) -> tuple[Span, ...]:
    """The stretches of `text` to analyse, in order and disjoint; none if nothing can be found."""
    paragraphs = [Span(*match.span()) for match in PARAGRAPH.finditer(text)]
    if "indirect" not in types:
        if not quotations:
            return ()
        paragraphs = _around_quotations(paragraphs, quotations)
    return tuple(_less_middles(text, paragraphs, quotations))


def _around_quotations(paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> list[Span]:
    """The opening, the paragraphs with quotations, and the one before each of them."""
    wanted = set(range(min(OPENING, len(paragraphs))))
    at = 0
    for quotation in quotations:
        while at < len(paragraphs) and paragraphs[at].end <= quotation.outer.start:
            at += 1
        last = at
        while last < len(paragraphs) and paragraphs[last].start < quotation.outer.end:
            wanted.add(last)
            last += 1
        wanted.add(max(0, at - 1))
    return [paragraph for i, paragraph in enumerate(paragraphs) if i in wanted]


def _less_middles(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """The paragraphs without the middles of long quotations."""
    middles = [middle for q in quotations for span in q.spans if (middle := _middle(text, span)) is not None]
    m = 0
    for paragraph in paragraphs:
        start = paragraph.start
        while m < len(middles) and middles[m].end <= paragraph.start:
            m += 1
        while m < len(middles) and middles[m].start < paragraph.end:
            if start < middles[m].start:
                yield Span(start, middles[m].start)
            start = middles[m].end
            if middles[m].end > paragraph.end:
                break
            m += 1
        if start < paragraph.end:
            yield Span(start, paragraph.end)


def _middle(text: str, span: Span) -> Span | None:
    """What of a long quotation is left unread."""
    words = [match.span() for match in WORD.finditer(text, span.start, span.end)]
    if len(words) <= LONG_QUOTATION:
        return None
    return Span(words[FIRST_WORDS][0], words[-LAST_WORDS][0])
