"""How sure an answer is: the probability that quote, speaker and name are right.

The learned choices tell how likely the words are speech of the speaker (attribution/choosing.py) and the name
is that of the mention (speakers/choosing.py).  What their odds, the way in which the name was found and the
language are worth together is fitted too (lexicons/models/confidence.txt): a logistic regression, which
corrects probabilities that are too high or too low (Platt, 1999).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import cache
from statistics import fmean
from typing import get_args

from service.extraction.attribution.attribution import Attribution
from service.extraction.model import SpeakerBasis
from service.extraction.ranking import MODELS, Model, load_model, probabilities, read_model
from service.extraction.speakers.discourse import Identity
from service.lexicons import LANGUAGES
from service.lexicons.lexicon import FOLDER

NAME = "confidence"
SUREST, LEAST = 0.99, 0.01
EXTREME = 0.001  # the odds of a probability are told up to so near to 0 and 1

# No annotated article comes with its date, and few tell their year: these are as sure as a title.
AS_FITTED: dict[SpeakerBasis, SpeakerBasis] = {"date": "title", "year": "title"}

NAMES: tuple[str, ...] = (
    *(f"basis-{basis}" for basis in get_args(SpeakerBasis) if basis not in AS_FITTED),
    *("nobody", "unresolved", "speaker-odds", "name-odds"),
)


def features_of(languages: Iterable[str]) -> tuple[str, ...]:
    """The features, each per language: what a probability is worth differs with the parse and the gold."""
    return tuple(sorted(f"{language}:{name}" for language in languages for name in NAMES))


FEATURES = features_of(LANGUAGES)

UNSURE = Model(dict.fromkeys(FEATURES, 0.0), {})  # to whom everything is as likely as not


@cache
def load_confidence() -> Model:
    """The fitted weights; a language that none were fitted on has the mean of the others'.

    Raises OSError or ModelError if they cannot be used.
    """
    path = MODELS / f"{NAME}.txt"
    fitted = sorted({name.partition(":")[0] for name in read_model(path).weights})
    model = load_model(path, features_of(language for language in fitted if language in LANGUAGES))
    means = {name: fmean(model.weights[f"{language}:{name}"] for language in fitted) for name in NAMES}
    new = {f"{language}:{name}": means[name] for language in LANGUAGES for name in NAMES}
    return Model({**new, **model.weights}, model.head)


@cache
def _share_of_reports() -> float:
    return float(tomllib.loads((FOLDER / "confidence.toml").read_text("utf-8"))["indirect"]["share"])


def confidence_of(attribution: Attribution, identity: Identity | None, language: str, model: Model) -> float:
    """A probability, rounded to two decimals; without a speaker, that nobody can be told."""
    return _rounded(_chance(_features(attribution.probability, identity, language), model))


def confidence_of_report(identity: Identity, language: str, model: Model) -> float:
    """The probability for an indirect quote, whose extent is read off the parse alone."""
    return _rounded(_share_of_reports() * _chance(_features(1.0, identity, language), model))


def _features(probability: float, identity: Identity | None, language: str) -> dict[str, float]:
    """What is known of an answer whose speaker is right with a probability: the features that are not 0."""
    found = {"speaker-odds": _log_odds(probability)}
    if identity is None:
        found["nobody"] = 1.0
    elif not identity.resolved:
        found["unresolved"] = 1.0
    else:
        found[f"basis-{AS_FITTED.get(identity.basis, identity.basis)}"] = 1.0
        if identity.probability < 1:
            found["name-odds"] = _log_odds(identity.probability)
    return {f"{language}:{name}": value for name, value in found.items() if value}


def _chance(features: dict[str, float], model: Model) -> float:
    """The probability that an answer with these features is right, against its being wrong."""
    return probabilities([model.score(features), 0.0])[0]


def _log_odds(probability: float) -> float:
    within = min(1 - EXTREME, max(EXTREME, probability))
    return math.log(within / (1 - within))


def _rounded(share: float) -> float:
    return round(min(SUREST, max(LEAST, share)), 2)
