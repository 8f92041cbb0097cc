"""How sure an answer is: the probability that quote and speaker are both right (lexicons/confidence.toml).

It is the share of right answers where the cue stands as it does here, less for each reason to doubt: another
cue in the sentence, a source that is not the cue's own subject, a weak verb, marks inside the marks.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from service.extraction.attribution.attribution import Attribution
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.lexicons.lexicon import FOLDER

SUREST = 0.99
BARE = frozenset({"label", "signature"})
IN_SENTENCE = frozenset({"incise", "colon", "before", "governs", "final"})
AWAY_FROM_SUBJECT = IN_SENTENCE - {"incise"}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "confidence.toml").read_text("utf-8"))


def confidence_of(article: Article, attribution: Attribution, identity: Identity | None) -> float:
    """A probability, rounded to two decimals, by the kind of evidence that the attribution rests on."""
    table = _table()
    if attribution.frame is None or identity is None:
        return float(table["how"]["none"])
    share: float = table["how"][attribution.how] * _of_speaker(identity)
    doubts = _doubts(article, attribution, attribution.frame)
    share *= math.prod(table["doubt"][doubt]["factor"] for doubt in doubts)
    return round(min(SUREST, share), 2)


def confidence_of_report(identity: Identity) -> float:
    """The probability for an indirect quote, whose extent is read off the parse alone."""
    table = _table()
    share: float = table["how"]["indirect"] * _of_speaker(identity)
    return round(min(SUREST, share), 2)


def _of_speaker(identity: Identity) -> float:
    """How much surer or less sure the way makes it in which the name was found."""
    table = _table()
    share: float = table["basis"][identity.basis if identity.resolved else "unresolved"]
    if identity.basis == "description":
        share *= table["kind"][identity.kind]
    return share


def _doubts(article: Article, attribution: Attribution, frame: Frame) -> Iterator[str]:
    """The reasons to doubt an attribution to `frame`: names of the table's tables."""
    table = _table()["doubt"]
    if attribution.how in IN_SENTENCE and any(map(_is_rival, attribution.outer)):
        yield "rival"
    bare = attribution.how in BARE or frame.group == "label"
    if attribution.how in AWAY_FROM_SUBJECT and frame.kind == "verb" and not _has_own_subject(article, frame):
        yield "subject"
    if frame.group == "noun":
        yield "noun"
    if frame.strength < table["verb"]["below"] and not bare:
        yield "verb"
    spans = article.quotations[attribution.quotation].spans
    if any(mark in span.text(article.text) for span in spans for mark in table["nested"]["marks"]):
        yield "nested"
    if len(article.quoted[attribution.quotation]) <= table["length"]["words"]:
        yield "length"


def _is_rival(frame: Frame) -> bool:
    """May a frame further out be the one that reports the words?"""
    speech = frame.kind == "verb" and frame.speech
    strong: bool = frame.strength >= _table()["doubt"]["rival"]["strength"]
    return frame.kind == "preposition" or (speech and strong)


def _has_own_subject(article: Article, frame: Frame) -> bool:
    """Did the parser find the source as the subject of the cue?"""
    if frame.source_head is None:
        return False
    source = article.words[frame.source_head]
    return source.head == frame.head and article.has_dep(source, "subject")
