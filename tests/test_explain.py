"""What `make explain` and `make accuracy ARGS=--rules` say about an answer is what made it."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from benchmarks import rules
from benchmarks.explain import explanation
from benchmarks.gold import ALL_TYPES
from benchmarks.reasons import Reasons, fired_in, reasons
from benchmarks.units import Verdict
from service.extraction.answers.answer import quotes_of
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.attribution.features.words import SPEAKER_WORDS
from service.extraction.extractor import Extractor
from service.extraction.model import Options
from service.extraction.ranking import MODELS, load_model
from service.extraction.stages import Stages

TEXT = (
    "Emmanuel Macron a parlé lundi à Berlin. « Nous sommes prêts », a déclaré le président. "
    "Selon la chancellerie, l'accord est « historique ». Il a ajouté que la France signerait vendredi."
)


@pytest.fixture(scope="module")
def stages() -> Stages:
    """A text with a direct, a mixed and an indirect quote."""
    return Extractor(languages=("fr",)).stages(TEXT, Options("fr", ALL_TYPES))


@pytest.fixture(scope="module")
def explained(stages: Stages) -> tuple[Reasons, ...]:
    """Its quotes with their reasons."""
    return reasons(stages, load_model(MODELS / "speakers.txt", SPEAKER_FEATURES, SPEAKER_WORDS))


def test_each_quote_is_explained(stages: Stages, explained: tuple[Reasons, ...]) -> None:
    assert [one.quote for one in explained] == list(quotes_of(stages))
    assert [one.quote.type for one in explained] == ["direct", "mixed", "indirect"]


def test_the_rules_are_those_of_the_quotes_cue_speaker_place_and_name(
    explained: tuple[Reasons, ...],
) -> None:
    assert [one.rules["speaker"] for one in explained] == ["incise_inverted", "according_to", "subject"]
    assert [one.rules["cue"] for one in explained] == ["tagged", "preposition", "tagged"]
    assert [one.rules["place"] for one in explained] == ["incise", "preposition", "governs"]
    assert all(one.rules["identity"] for one in explained)


def test_the_weights_add_up_to_the_odds_of_the_speaker_against_the_rival(
    explained: tuple[Reasons, ...],
) -> None:
    choices = [one.choice for one in explained if one.choice is not None]
    assert len(choices) == 2
    for choice in choices:
        odds = math.exp(sum(gain for _, gain in choice.weights))
        assert choice.rival is not None
        assert choice.probability >= choice.rival_probability
        # The speaker's probability is the sum over all candidates that name that speaker.
        assert choice.rival_probability * odds <= choice.probability + 1e-9


def test_a_choice_is_as_probable_as_the_answer_has_it(explained: tuple[Reasons, ...]) -> None:
    chosen = [(one.choice.probability, one.framed.probability) for one in explained if one.choice]
    assert len(chosen) == 2
    assert all(told == pytest.approx(answered) for told, answered in chosen)


def test_an_explanation_names_rules_rival_speaker_and_confidence(
    stages: Stages, explained: tuple[Reasons, ...]
) -> None:
    told = "\n".join(explanation(stages.article, explained[0]))
    for words in ("“a déclaré” [tagged]", "[incise_inverted]", "place      incise", "against", "Macron"):
        assert words in told
    assert f"confidence {explained[0].quote.confidence:.2f}" in told


def test_rules_are_counted_as_fired_right_and_wrong(stages: Stages, explained: tuple[Reasons, ...]) -> None:
    fired = fired_in(stages)
    assert fired["speaker", "incise_inverted"] == 1
    answers = [{"rules": one.rules} for one in explained[:2]]
    verdicts = [
        Verdict({}, answer, frozenset({1}), (), right, Counter())
        for answer, right in zip(answers, (True, False), strict=True)
    ]
    lines = {line[:36].strip(): line[36:].split() for line in rules.report(verdicts, fired).splitlines()}
    assert lines["speaker: incise_inverted"] == ["1", "1", "1", "0"]
    assert lines["speaker: according_to"] == ["1", "1", "0", "1"]
