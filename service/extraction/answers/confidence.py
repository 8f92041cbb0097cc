"""How sure an answer is: the probability that quote and speaker are both right (lexicons/confidence.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from service.extraction.attribution.attribution import Attribution
from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.lexicons.lexicon import FOLDER

SUREST = 0.99


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "confidence.toml").read_text("utf-8"))


def confidence_of(article: Article, attribution: Attribution, identity: Identity | None) -> float:
    """A probability, rounded to two decimals, by the kind of evidence that the attribution rests on."""
    table = _table()
    if attribution.frame is None or identity is None:
        return float(table["how"]["none"])
    share: float = table["how"][attribution.how]
    share *= _of_speaker(identity)
    if attribution.how == "governs" and attribution.score < table["weak"]["below"]:
        share *= table["weak"]["factor"]
    if len(article.quoted[attribution.quotation]) <= table["length"]["words"]:
        share *= table["length"]["factor"]
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
