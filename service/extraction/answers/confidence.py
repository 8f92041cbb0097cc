"""How sure an answer is: the probability that quote, speaker and name are right.

The learned choices give the probability that the speaker said the words (attribution/choosing.py) and that
the mention has this name (speakers/choosing.py).  A fitted logistic regression
(lexicons/models/confidence.txt) combines these with how speaker and name were found, the length of the quote
and the language; it corrects probabilities that are too high or too low (Platt, 1999).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from statistics import fmean
from typing import NamedTuple, get_args

from service.extraction.attribution.attribution import Framed, How
from service.extraction.model import DEFAULT_TYPES, QuoteType, SpeakerBasis, SpeakerKind
from service.extraction.ranking import MODELS, Model, load_model, probabilities, read_model
from service.extraction.speakers.discourse import Identity
from service.lexicons import LANGUAGES
from service.lexicons.all_languages import share_of_reports

MOST_CONFIDENT, LEAST_CONFIDENT = 0.99, 0.01
EXTREME = 0.001  # the closest to 0 and 1 that a probability comes before its odds are taken

# No annotated article comes with its date, and few give their year: these count as a title does.
AS_FITTED: dict[SpeakerBasis, SpeakerBasis] = {"date": "title", "year": "title"}

# What a probability is worth depends on the parse and the annotation, so each language has its own weights.
OF_EACH: tuple[str, ...] = (
    *(f"basis-{basis}" for basis in get_args(SpeakerBasis) if basis not in AS_FITTED),
    *("nobody", "unresolved", "speaker-odds", "name-odds", "both"),
)
# Features of length, each with the most words of such a quote.
LENGTHS = {"length-1": 1.0, "length-2": 2.0, "length-4": 4.0, "length-8": 8.0, "length-more": math.inf}
OF_ALL: tuple[str, ...] = (
    *(f"how-{how}" for how in get_args(How)),
    *(f"type-{kind}" for kind in DEFAULT_TYPES),
    *LENGTHS,
    *(f"kind-{kind}" for kind in get_args(SpeakerKind)),
)
# The rule that found the name; one that a model does not know weighs nothing.
CONFIDENCE_WORDS = ("rule=",)


def features_of(languages: Iterable[str]) -> tuple[str, ...]:
    """The features of a model for some languages."""
    return tuple(sorted([*(f"{language}:{name}" for language in languages for name in OF_EACH), *OF_ALL]))


CONFIDENCE_FEATURES = features_of(LANGUAGES)

UNSURE = Model(dict.fromkeys(CONFIDENCE_FEATURES, 0.0), {})  # holds everything to be as likely as not


@cache
def load_confidence() -> Model:
    """The fitted weights; a language without fitted weights gets the mean of the others'.

    Raises OSError, ModelError or LexiconError if they, or the share of reports, cannot be used.
    """
    share_of_reports()
    path = MODELS / "confidence.txt"
    fitted = sorted({name.partition(":")[0] for name in read_model(path).weights if ":" in name})
    model = load_model(
        path, features_of(language for language in fitted if language in LANGUAGES), CONFIDENCE_WORDS
    )
    means = {name: fmean(model.weights[f"{language}:{name}"] for language in fitted) for name in OF_EACH}
    new = {f"{language}:{name}": means[name] for language in LANGUAGES for name in OF_EACH}
    return Model({**new, **model.weights}, model.head)


class Answered(NamedTuple):
    """A quote before its confidence is computed: its frame, speaker, type, text and language."""

    framed: Framed
    identity: Identity | None
    type: QuoteType
    text: str
    language: str


def confidence_of(answered: Answered, model: Model) -> float:
    """The probability that an answer is right, to two decimals; no speaker is an answer, too.

    The extent of an indirect quote comes from the parse alone, which is right only for a share of them.
    """
    share = 1.0
    if answered.type == "indirect":
        answered, share = answered._replace(type="mixed"), share_of_reports()
    chance = probabilities([model.score_known(_features(answered)), 0.0])[0]  # right against wrong
    return round(min(MOST_CONFIDENT, max(LEAST_CONFIDENT, share * chance)), 2)


def _features(answered: Answered) -> dict[str, float]:
    """The features of an answer that are not 0."""
    framed, identity = answered.framed, answered.identity
    size = len(answered.text.split())
    length = next(name for name, most in LENGTHS.items() if size <= most)
    found = dict.fromkeys((f"how-{framed.how}", f"type-{answered.type}", length), 1.0)
    own = _of_choices(framed.probability, identity)
    found |= {f"{answered.language}:{name}": value for name, value in own.items() if value}
    if identity is not None:
        found |= {f"kind-{identity.kind}": 1.0, f"rule={identity.rule}": 1.0}
    return found


def _of_choices(probability: float, identity: Identity | None) -> dict[str, float]:
    """The features from the learned choices; `probability` is that of the speaker."""
    found = {"speaker-odds": _log_odds(probability)}
    if identity is None:
        return {**found, "nobody": 1.0}
    found |= {"name-odds": _log_odds(identity.probability), "both": probability * identity.probability}
    if identity.resolved:
        return {**found, f"basis-{AS_FITTED.get(identity.basis, identity.basis)}": 1.0}
    return {**found, "unresolved": 1.0}


def _log_odds(probability: float) -> float:
    within = min(1 - EXTREME, max(EXTREME, probability))
    return math.log(within / (1 - within))
