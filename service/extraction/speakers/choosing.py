"""Which candidate a mention means: the likeliest by the learned weights (lexicons/models/identities.txt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from service.extraction.model import SpeakerBasis
from service.extraction.ranking import MODELS, Model, load_model, probabilities
from service.extraction.speakers.asking import Asked, IdentityCandidate
from service.extraction.speakers.discourse import CHOSEN, Identity
from service.extraction.speakers.features.names import IDENTITY_FEATURES
from service.extraction.speakers.features.noun_words import IDENTITY_WORDS, noun_words

MODEL_NAME = "identities"
LIKELY = 0.5


class Choosing(Protocol):
    """Something that chooses among the candidates of a mention."""

    def choose(
        self, asked: Asked, candidates: Sequence[IdentityCandidate], features: Sequence[Mapping[str, float]]
    ) -> Identity:
        """The identity of a mention; `features` has one item per candidate, in the same order."""
        ...


@dataclass(frozen=True)
class Chooser:
    """Chooses among the candidates of mentions; the model overrules the rules if it is sure enough.

    Its choice must be more likely right than wrong: a wrong name is worse than none.
    """

    model: Model

    def choose(
        self, asked: Asked, candidates: Sequence[IdentityCandidate], features: Sequence[Mapping[str, float]]
    ) -> Identity:
        """The identity of a mention, with its probability."""
        words = noun_words(asked, candidates)
        scores = [
            self.model.score(row, asked.kind) + self.model.score_words(own)
            for row, own in zip(features, words, strict=True)
        ]
        chances = probabilities(scores)
        best = max(range(len(chances)), key=chances.__getitem__)
        rules = next(i for i, candidate in enumerate(candidates) if candidate.rules)
        if chances[best] < LIKELY:
            best = rules
        return chosen(asked, candidates[best], chances[best])


def chosen(asked: Asked, candidate: IdentityCandidate, probability: float) -> Identity:
    """The candidate as the speaker that the mention stands for."""
    if candidate.rules or candidate.nobody:
        return candidate.identity._replace(probability=probability)
    basis: SpeakerBasis = (
        "pronoun" if asked.pronoun else "title" if asked.category == "title" else "description"
    )
    return candidate.identity._replace(basis=basis, probability=probability, rule=CHOSEN)


@cache
def load_chooser() -> Chooser:
    """The chooser with the fitted weights; raises OSError or ModelError if they cannot be used."""
    return Chooser(load_model(MODELS / f"{MODEL_NAME}.txt", IDENTITY_FEATURES, IDENTITY_WORDS))
