"""Joins the pieces of a quote that an incise interrupts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.extraction.attribution.attribution import Attribution
from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article


def join_pieces(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions; a quotation that continues after an incise is joined to the one before it."""
    found: list[Attribution] = []
    for attribution in attributions:
        if found and (
            _in_same_marks(article, found[-1], attribution) or _goes_on(article, found[-1], attribution)
        ):
            found[-1] = replace(found[-1], joined=(*found[-1].joined, attribution.quotation))
        else:
            found.append(attribution)
    return tuple(found)


def _in_same_marks(article: Article, before: Attribution, this: Attribution) -> bool:
    """Does an incise inside the marks separate the two: « A, dit X. B »?"""
    attributed = before.frame is not None and this.frame is not None
    return attributed and article.quotations[this.quotation].goes_on and this.quotation == before.last + 1


def _goes_on(article: Article, before: Attribution, this: Attribution) -> bool:
    """Does an incise between commas, the frame of both, separate the two: “A,” he said, “B.”?"""
    frame = before.frame
    if frame is None or this.frame is not frame or before.how not in ("incise", "final") or frame.near:
        return False
    last = article.quoted[before.last][-1]
    first = article.quoted[this.quotation][0]
    if not last < frame.start <= frame.end < first:
        return False
    gap = article.words[frame.end + 1 : first]
    return bool(gap) and gap[0].text == COMMA and all(w.punctuation or w.i in article.asides for w in gap)
