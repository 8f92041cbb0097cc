"""A learned choice among candidates: named features, a weight each, and a probability for every candidate.

The score of a candidate is the sum of its features, each times its weight; the probabilities of the
candidates of one choice are the softmax of their scores (a conditional logit).  Models are text files in
lexicons/models, which `make fit` writes; the README there says how to read one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from pathlib import Path

from service.lexicons.files import FOLDER

MODELS = FOLDER / "models"
FORMAT = "1"  # of the files
FORMAT_KEY = "format"

Features = Mapping[str, float]  # by name; what is 0 may be left out


class ModelError(ValueError):
    """A model file that cannot be used: says which, where, and why."""


@dataclass(frozen=True)
class Model:
    """The weights of a choice, by feature, and what the head of the file says about the fit."""

    weights: Mapping[str, float]
    head: Mapping[str, str]

    def score(self, features: Features, aspect: str = "") -> float:
        """The log-odds of a candidate, up to a term that all candidates of its choice share.

        With an `aspect`, "a" stands for the feature "aspect:a".  Scores add up, so features that several
        candidates share may be scored once.  Raises KeyError for a feature that the model does not know.
        """
        weights = self._aspects[aspect] if aspect else self.weights
        return sum([weights[name] * value for name, value in features.items() if value])

    def score_known(self, features: Features) -> float:
        """The score of features some of which the model may not know: those weigh nothing."""
        weights = self.weights
        return sum([weights.get(name, 0.0) * value for name, value in features.items()])

    def score_flags(self, names: Iterable[str], aspect: str = "") -> float:
        """The score of features that are all 1."""
        return sum(map((self._aspects[aspect] if aspect else self.weights).__getitem__, names))

    def score_words(self, names: Iterable[str]) -> float:
        """The score of words, as features of 1; a word that the model does not know weighs nothing."""
        return sum([self.weights.get(name, 0.0) for name in names])

    @cached_property
    def _aspects(self) -> Mapping[str, Mapping[str, float]]:
        """The weights of the features of each aspect, by the rest of their names."""
        found: dict[str, dict[str, float]] = {}
        for name, weight in self.weights.items():
            aspect, apart, rest = name.partition(":")
            if apart:
                found.setdefault(aspect, {})[rest] = weight
        return found


def one_word(words: str) -> str:
    """Words as a part of a feature's name, which has no spaces."""
    return words if words.isalnum() else "_".join(words.split())


def dot(weights: Sequence[float], values: Sequence[float]) -> float:
    """The score of the values of some features, whose weights are given in the same order.

    There may be fewer values than weights: missing ones are 0.
    """
    score: float = sum(map(mul, weights, values))
    return score


def probabilities(scores: Sequence[float]) -> list[float]:
    """The probability of each candidate of a choice, from the scores of all; they sum to 1."""
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def load_model(path: Path, features: Collection[str], words: tuple[str, ...] = ()) -> Model:
    """The model of a file, whose features must be `features`, plus any that begin with one of `words`.

    Raises OSError if the file cannot be read, ModelError if it is not of this format or these features.
    """
    model = read_model(path)
    known = set(features)
    missing = known - model.weights.keys()
    unknown = {name for name in model.weights.keys() - known if not name.startswith(words)}
    for problem, names in (("unknown", unknown), ("missing", missing)):
        if names:
            raise ModelError(f"{path.name}: {problem} features: {', '.join(sorted(names))}; fit it anew")
    return model


def read_model(path: Path) -> Model:
    """The model of a file, whatever its features; raises as load_model does."""
    head, lines = read_lines(path)
    weights: dict[str, float] = {}
    last = ""
    for number, line in lines:
        where = f"{path.name}, line {number}"
        try:
            name, text = line.split()
            weight = float(text)
        except ValueError:
            raise ModelError(f"{where}: not a feature and its weight: {line!r}") from None
        if not math.isfinite(weight):
            raise ModelError(f"{where}: no finite weight: {line!r}")
        if name <= last:
            raise ModelError(f"{where}: {name} stands after {last}: features are sorted, each once")
        weights[name] = weight
        last = name
    if not weights:
        raise ModelError(f"{path.name}: no features")
    return Model(weights, head)


def read_lines(path: Path) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The head of a model file, and its other lines with their numbers; raises as load_model does."""
    head: dict[str, str] = {}
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head[key.strip()] = value.strip()
        else:
            lines.append((number, line))
    if head.get(FORMAT_KEY) != FORMAT:
        raise ModelError(f"{path.name}: format {head.get(FORMAT_KEY, 'not told')}, not {FORMAT}")
    return head, lines
