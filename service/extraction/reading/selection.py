"""Which parts of an article are analysed: parsing is expensive, and most of a text bears on no quotation.

For direct and mixed quotes these are the opening, where people are introduced, and the paragraphs with
quotation marks.  The paragraph before such a one often names the speaker, and is read unless the paragraph
itself has somebody's full name and refers to nobody by a pronoun.  Of a long quotation only the ends are
read: its middle says nothing about the speaker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from service.extraction.letters import CAPITAL
from service.extraction.marks.quotations import Quotation
from service.extraction.model import QuoteType, Span, touched
from service.extraction.reading.introductions import introductions
from service.extraction.reading.parts import PARAGRAPH
from service.extraction.reading.plain_text import without
from service.lexicons.lexicon import Lexicon

# Mostly a first and a last name.
NAME_OF_TWO_WORDS = re.compile(rf"(?<![\w.’'-]){CAPITAL}[\w.’'-]+ {CAPITAL}\w")
LETTERS = re.compile(r"[^\W\d_]+")
ANAPHORIC = frozenset({"subject", "impersonal", "possessive"})  # roles of pronouns
LEADING_PARAGRAPHS = 2
LONG_QUOTATION, FIRST_WORDS, LAST_WORDS = 10, 4, 3
SPACED_WORD = re.compile(r"\S+")


def parts_to_read(
    text: str, quotations: Sequence[Quotation], types: Collection[QuoteType], lexicon: Lexicon
) -> tuple[Span, ...]:
    """The stretches of `text` to analyse, in order and disjoint; none if nothing can be found."""
    paragraphs: Sequence[Span] = all_parts(text)
    if "indirect" not in types:
        if not quotations:
            return ()
        paragraphs = _around_quotations(text, paragraphs, quotations, lexicon)
        paragraphs = sorted([*paragraphs, *introductions(text, paragraphs, lexicon)], key=lambda p: p.start)
    return tuple(_less_middles(text, paragraphs, quotations))


def all_parts(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`."""
    return tuple(Span(*match.span()) for match in PARAGRAPH.finditer(text))


def _around_quotations(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], lexicon: Lexicon
) -> list[Span]:
    """The opening, the paragraphs with quotations, and the one before each that does not name the speaker."""
    wanted = set(range(min(LEADING_PARAGRAPHS, len(paragraphs))))
    quoting: dict[int, list[Span]] = defaultdict(list)  # the quotations of paragraphs; some go over several
    for quotation in quotations:
        for i in touched(paragraphs, quotation.outer):
            quoting[i].append(quotation.outer)
    for i, quoted in quoting.items():
        wanted.add(i)
        begins = any(place.start >= paragraphs[i].start for place in quoted)
        if begins and not _says_who(without(text, paragraphs[i], quoted), lexicon):
            wanted.add(max(0, i - 1))
    return [paragraph for i, paragraph in enumerate(paragraphs) if i in wanted]


def _says_who(narration: str, lexicon: Lexicon) -> bool:
    """Does the narration name somebody in full, and refer to nobody by a pronoun?"""
    if NAME_OF_TWO_WORDS.search(narration) is None:
        return False
    words = (lexicon.pronouns.get(word.lower()) for word in LETTERS.findall(narration))
    return not any(pronoun is not None and pronoun.role in ANAPHORIC for pronoun in words)


def _less_middles(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """The paragraphs without the middles of long quotations."""
    middles = [middle for q in quotations for span in q.spans if (middle := _middle(text, span)) is not None]
    for paragraph in paragraphs:
        start = paragraph.start
        for middle in (middles[i] for i in touched(middles, paragraph)):
            if start < middle.start:
                yield Span(start, middle.start)
            start = middle.end
        if start < paragraph.end:
            yield Span(start, paragraph.end)


def _middle(text: str, span: Span) -> Span | None:
    """The part of a long quotation that is not read; None if it is not long."""
    words = [match.span() for match in SPACED_WORD.finditer(text, span.start, span.end)]
    if len(words) <= LONG_QUOTATION:
        return None
    return Span(words[FIRST_WORDS][0], words[-LAST_WORDS][0])
