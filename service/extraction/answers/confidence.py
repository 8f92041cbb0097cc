"""How sure an answer is: the probability that quote, speaker and name are right.

The learned choices tell how likely the words are speech of the speaker (attribution/choosing.py) and the name
is that of the mention (speakers/choosing.py).  What these, the ways in which speaker and name were found, the
length of the quote and the language are worth together is fitted too (lexicons/models/confidence.txt): a
logistic regression, which corrects probabilities that are too high or too low (Platt, 1999).
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
EXTREME = 0.001  # the odds of a probability are told up to so near to 0 and 1

# No annotated article comes with its date, and few tell their year: these are as sure as a title.
AS_FITTED: dict[SpeakerBasis, SpeakerBasis] = {"date": "title", "year": "title"}

# What a probability is worth differs with the parse and the gold: these are told apart by language.
OF_EACH: tuple[str, ...] = (
    *(f"basis-{basis}" for basis in get_args(SpeakerBasis) if basis not in AS_FITTED),
    *("nobody", "unresolved", "speaker-odds", "name-odds", "both"),
)
# The most words of a quote of each length.
LENGTHS = {"length-1": 1.0, "length-2": 2.0, "length-4": 4.0, "length-8": 8.0, "length-more": math.inf}
OF_ALL: tuple[str, ...] = (
    *(f"how-{how}" for how in get_args(How)),
    *(f"type-{kind}" for kind in DEFAULT_TYPES),
    *LENGTHS,
    *(f"kind-{kind}" for kind in get_args(SpeakerKind)),
)
# The rule that told the name; of those that a model does not know it thinks nothing.
CONFIDENCE_WORDS = ("rule=",)


def features_of(languages: Iterable[str]) -> tuple[str, ...]:
    """The features of a model for some languages."""
    return tuple(sorted([*(f"{language}:{name}" for language in languages for name in OF_EACH), *OF_ALL]))


CONFIDENCE_FEATURES = features_of(LANGUAGES)

UNSURE = Model(dict.fromkeys(CONFIDENCE_FEATURES, 0.0), {})  # to whom everything is as likely as not


@cache
def load_confidence() -> Model:
    """The fitted weights; a language that none were fitted on has the mean of the others'.

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
    """A quote before its confidence is told: its frame, who speaks, its type, text and language."""

    framed: Framed
    identity: Identity | None
    type: QuoteType
    text: str
    language: str


def confidence_of(answered: Answered, model: Model) -> float:
    """A probability, rounded to two decimals; without a speaker, that nobody can be told.

    Of an indirect quote the extent is read off the parse alone, which is right for a share of them.
    """
    share = 1.0
    if answered.type == "indirect":
        answered, share = answered._replace(type="mixed"), share_of_reports()
    chance = probabilities([model.score_known(_features(answered)), 0.0])[0]  # right against wrong
    return round(min(MOST_CONFIDENT, max(LEAST_CONFIDENT, share * chance)), 2)


def _features(answered: Answered) -> dict[str, float]:
    """What is known of an answer: the features that are not 0."""
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
    """What the choices tell where the speaker is right with a probability."""
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
