"""The normal form of a text, and the way back: an answer with the words and places of the text as sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from service.extraction.casing.casing import in_capitals
from service.extraction.model import Extraction, Passage, Quote, Source, Speaker
from service.extraction.normal import characters, front, glued, markup, wrapping
from service.extraction.normal.tracked import Edit, Step, Tracked, as_sent, edited

_Named = TypeVar("_Named", Speaker, Source)

# The order counts: an entity may stand for a bracket that is no tag's, a tag for the end of a line.
STEPS: tuple[Step, ...] = (
    markup.tags,
    markup.bbcode,
    markup.links,
    markup.emphasis,
    markup.underlined,
    markup.lines,
    markup.footnotes,
    characters.entities,
    characters.invisible,
    characters.composed,
    characters.compatible,
    characters.marks,
    characters.bullets,
    characters.dashes,
)


def normal_form(text: str, words: front.FrontWords, restored: Sequence[Step] = ()) -> Tracked | None:
    """The text without its disguise; None if it has none.

    `words` open bylines and credits, in the languages that the text may be in; `restored` are steps that
    restore its accents, and the case of lines in capitals, once these lines are unwrapped.
    """
    whole: tuple[Step, ...] = (_unwrapped_capitals, *restored) if restored else ()
    parted = (glued.headings, partial(glued.paragraphs, words=words))
    steps: tuple[Step, ...] = (
        *STEPS,
        *whole,
        *parted,
        partial(front.matter, words=words),
        wrapping.unwrapped,
    )
    tracked: Tracked | None = None
    for step in steps:
        edits = list(step(text if tracked is None else tracked.text))
        if edits:
            tracked = edited(as_sent(text) if tracked is None else tracked, edits)
    return tracked


def _unwrapped_capitals(text: str) -> Iterator[Edit]:
    """Join the lines of a text in capitals, so that each begins a sentence."""
    return wrapping.unwrapped(text) if in_capitals(text) else iter(())


def told_of(extraction: Extraction, sent: str, normal: Tracked) -> Extraction:
    """What was found in the `normal` form, with the places and words of the text as it was `sent`.

    Names and roles stay as they were read in the normal form.
    """
    return replace(extraction, quotes=tuple(_quote(quote, sent, normal) for quote in extraction.quotes))


def _quote(quote: Quote, sent: str, normal: Tracked) -> Quote:
    spans = tuple(map(normal.origin, quote.spans))
    return replace(
        quote,
        text=" […] ".join(span.text(sent) for span in spans),
        spans=spans,
        content=_passage(quote.content, sent, normal),
        cue=_mention(quote.cue, sent, normal),
        speaker=_with_mention(quote.speaker, sent, normal),
        source=_with_mention(quote.source, sent, normal),
    )


def _passage(passage: Passage, sent: str, normal: Tracked) -> Passage:
    span = normal.origin(passage.span)
    return Passage(span.text(sent), span)


def _mention(passage: Passage | None, sent: str, normal: Tracked) -> Passage | None:
    return None if passage is None else _passage(passage, sent, normal)


def _with_mention(named: _Named | None, sent: str, normal: Tracked) -> _Named | None:
    if named is None:
        return None
    return replace(named, mention=_mention(named.mention, sent, normal))
