"""How sure an answer is: the probability that quote, speaker and name are right.

That the words are speech, and whose, has the probability of the learned choice (attribution/choosing.py);
that the name is right then, that of the learned choice of names (speakers/choosing.py), or, where there was
nothing to choose, a share by the way in which it was found (lexicons/confidence.toml).
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from service.extraction.attribution.attribution import Attribution
from service.extraction.speakers.discourse import Identity
from service.lexicons.lexicon import FOLDER

SUREST, LEAST = 0.99, 0.01


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "confidence.toml").read_text("utf-8"))


def confidence_of(attribution: Attribution, identity: Identity | None) -> float:
    """A probability, rounded to two decimals; without a speaker, that nobody can be told."""
    share = 1.0 if attribution.frame is None or identity is None else _of_name(identity)
    return _rounded(attribution.probability * share)


def confidence_of_report(identity: Identity) -> float:
    """The probability for an indirect quote, whose extent is read off the parse alone."""
    return _rounded(float(_table()["indirect"]["share"]) * _of_name(identity))


def _of_name(identity: Identity) -> float:
    """How likely a name is right that was found in this way, where the mention is."""
    if identity.resolved and identity.probability < 1:
        return identity.probability
    table = _table()
    share: float = table["basis"][identity.basis if identity.resolved else "unresolved"]
    return share


def _rounded(share: float) -> float:
    return round(min(SUREST, max(LEAST, share)), 2)
