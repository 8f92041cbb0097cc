"""The learned choice: probabilities of candidates, refused model files, and the fit that makes models."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from benchmarks.fit.logit import Choice, cross_validate, fit
from benchmarks.fit.writing import model_text
from service.extraction.casing.forms import read_forms
from service.extraction.ranking import (
    MODELS,
    Model,
    ModelError,
    load_model,
    probabilities,
    read_model,
)

FEATURES = ["a", "b"]
HEAD = "# format: 1\n"


def test_probabilities_are_the_softmax_of_the_scores() -> None:
    model = Model({"a": math.log(3), "b": 1.0}, {})
    assert probabilities([model.score({"a": 1.0}), model.score({})]) == pytest.approx([0.75, 0.25])
    assert sum(probabilities([1000.0, -1000.0, 3.0])) == pytest.approx(1.0)


def test_a_feature_that_the_model_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        Model({"a": 1.0}, {}).score({"c": 1.0})


def test_a_word_that_the_model_does_not_have_weighs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "model.txt"
    path.write_text(f"{HEAD}a 1.0\nb 1.0\nverb=say/en 0.5\n")
    model = load_model(path, FEATURES, words=("verb=",))
    assert model.score_words(["verb=say/en", "verb=croak/en"]) == 0.5
    with pytest.raises(ModelError, match="unknown features: verb=say/en"):
        load_model(path, FEATURES)


def test_a_model_that_was_written_is_read_again(tmp_path: Path) -> None:
    model = Model({"b": -0.25, "a": 1.5}, {"format": "1", "fitted on": "two articles"})
    path = tmp_path / "model.txt"
    path.write_text(model_text(model))
    assert load_model(path, FEATURES) == model


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a 1.0\nb 2.0\n", "format not told"),
        ("# format: 0\na 1.0\nb 2.0\n", "format 0"),
        (f"{HEAD}a 1.0\nb two\n", "line 3"),
        (f"{HEAD}a 1.0\nb\n", "line 3"),
        (f"{HEAD}a 1.0\nb nan\n", "line 3: no finite weight"),
        (f"{HEAD}b 1.0\na 1.0\n", "line 3: a stands after b"),
        (f"{HEAD}a 1.0\na 1.0\n", "line 3: a stands after a"),
        (f"{HEAD}a 1.0\n", "missing features: b"),
        (f"{HEAD}a 1.0\nb 1.0\nc 1.0\n", "unknown features: c"),
        (HEAD, "no features"),
    ],
)
def test_a_wrong_model_file_is_refused_and_told_where(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "model.txt"
    path.write_text(text)
    with pytest.raises(ModelError, match=problem):
        load_model(path, FEATURES)


def drawn(model: Model, number: int) -> list[Choice]:
    """Choices among three candidates, the right one drawn by the model's own probabilities."""
    lot = random.Random(1)
    found = []
    for i in range(number):
        candidates = [{"a": lot.gauss(0, 1), "b": 10 * lot.gauss(0, 1)} for _ in range(3)]
        chances = probabilities([model.score(candidate) for candidate in candidates])
        (right,) = lot.choices(range(3), chances)
        found.append(Choice(f"article {i % 50}", candidates, [k == right for k in range(3)]))
    return found


def test_the_fit_finds_the_weights_that_the_choices_were_drawn_with() -> None:
    true = Model({"a": 1.0, "b": -0.1}, {})
    weights = fit(drawn(true, 4000), FEATURES, l2=1.0)
    assert weights == pytest.approx(true.weights, abs=0.1)


def test_the_same_choices_give_the_same_model_file() -> None:
    choices = drawn(Model({"a": 1.0, "b": -0.1}, {}), 200)
    first, second = (model_text(Model(fit(choices, FEATURES, 1.0), {})) for _ in range(2))
    assert first == second


def test_cross_validation_asks_a_model_that_has_not_seen_the_article() -> None:
    # Each article has a feature of its own that marks the right candidate, which is useless for the others.
    names = [f"only-{i}" for i in range(10)]
    choices = [Choice(name, [{name: 1.0}, {name: -1.0}], [True, False]) for name in names for _ in range(5)]
    seen = Model(fit(choices, names, 0.1), {})
    assert probabilities([seen.score(c) for c in choices[0].candidates])[0] > 0.9
    unseen = cross_validate(choices, names, 0.1)
    assert all(p == pytest.approx([0.5, 0.5]) for p in unseen)


def test_the_models_of_the_project_can_be_read() -> None:
    tables = set(MODELS.glob("forms_*.txt"))  # counts of words
    assert tables
    for path in set(MODELS.glob("*.txt")) - tables:
        assert read_model(path).weights
    for path in tables:
        assert read_forms(path).words
