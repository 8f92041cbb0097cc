"""Fits a conditional logit: one weight for each feature, by maximum likelihood with an L2 penalty.

If several candidates of a choice are right, the sum of their probabilities is maximised.  For the penalty,
features are scaled to a standard deviation of 1 (rare ones to less); the weights returned are those of the
unscaled features.  Everything is computed in one thread and in a fixed order, so that the same choices give
the same weights to the last bit.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.fit.writing import DECIMALS
from service.extraction.ranking import Features, Model, probabilities

Array = NDArray[np.float64]
Loss = Callable[[Array], tuple[float, Array]]

FOLDS, SEED = 5, 0
LEAST_ARTICLES = 5  # articles that must have a word which is a feature
LEAST_SPREAD = 0.15  # so that a feature seen twice weighs little
MEMORY, MAX_STEPS, TOLERANCE = 12, 400, 1e-4
SUFFICIENT, SHRINK, MAX_HALVINGS = 1e-4, 0.5, 30


@dataclass(frozen=True)
class Choice:
    """One choice of an article: the features of each candidate, and which candidates are right (some are)."""

    article: str
    candidates: Sequence[Features]
    right: Sequence[bool]


@dataclass(frozen=True)
class _Table:
    """All candidates of all choices; the features that are not 0 are triples (row, column, value)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Array
    right: Array
    starts: NDArray[np.int64]
    choice: NDArray[np.int64]
    size: int


def fit(choices: Sequence[Choice], features: Sequence[str], l2: float) -> dict[str, float]:
    """The weights of `features`, rounded as in their file; `l2` is the weight of the penalty."""
    features = all_features(choices, features)
    table = _table(choices, features)
    spread = _spread(table, len(features))
    scaled = _Table(
        table.rows,
        table.columns,
        table.values / spread[table.columns],
        table.right,
        table.starts,
        table.choice,
        table.size,
    )
    weights = minimise(_loss(scaled, len(features), l2), np.zeros(len(features))) / spread
    return {name: round(float(w), DECIMALS) for name, w in zip(features, weights, strict=True)}


def counted(choices: Sequence[Choice], times: Mapping[str, int], others: int) -> list[Choice]:
    """Each choice, repeated as often as its article counts by the beginning of its id."""
    return [choice for choice in choices for _ in range(_times(choice.article, times, others))]


def _times(article: str, times: Mapping[str, int], others: int) -> int:
    return next((count for begin, count in times.items() if article.startswith(begin)), others)


def without_rare(choices: Sequence[Choice], beginnings: tuple[str, ...]) -> list[Choice]:
    """The choices without the features that begin so, words, and occur in few articles."""
    articles: dict[str, set[str]] = defaultdict(set)
    for choice in choices:
        for name in {name for known in choice.candidates for name in known if name.startswith(beginnings)}:
            articles[name].add(choice.article)
    rare = {name for name, those in articles.items() if len(those) < LEAST_ARTICLES}
    return [replace(one, candidates=[_less(known, rare) for known in one.candidates]) for one in choices]


def _less(known: Features, names: set[str]) -> Features:
    return {name: value for name, value in known.items() if name not in names}


def all_features(choices: Sequence[Choice], features: Sequence[str]) -> list[str]:
    """The features that a model is to have: those given, and any others in the choices (words)."""
    return sorted({*features, *(name for one in choices for known in one.candidates for name in known)})


def unseeing(choices: Sequence[Choice], features: Sequence[str], l2: float) -> list[Model]:
    """For each fold (see fold_of) a model fitted without its articles."""
    of = fold_of({choice.article for choice in choices})
    features = all_features(choices, features)
    return [
        Model(fit([c for c in choices if of[c.article] != fold], features, l2), {}) for fold in range(FOLDS)
    ]


def cross_validate(choices: Sequence[Choice], features: Sequence[str], l2: float) -> list[list[float]]:
    """The probabilities of each choice's candidates, by a model that has not seen its article."""
    models, of = unseeing(choices, features, l2), fold_of({choice.article for choice in choices})
    return [
        probabilities([models[of[choice.article]].score(candidate) for candidate in choice.candidates])
        for choice in choices
    ]


def fold_of(articles: set[str]) -> dict[str, int]:
    """The fold of each article: drawn by lot, and the same in each run."""
    order = sorted(articles)
    random.Random(SEED).shuffle(order)
    return {article: i % FOLDS for i, article in enumerate(order)}


def _table(choices: Sequence[Choice], features: Sequence[str]) -> _Table:
    column = {name: i for i, name in enumerate(features)}
    candidates = [candidate for choice in choices for candidate in choice.candidates]
    counts = [len(candidate) for candidate in candidates]
    sizes = [len(choice.candidates) for choice in choices]
    return _Table(
        rows=np.repeat(np.arange(len(candidates)), counts),
        columns=np.array([column[name] for candidate in candidates for name in candidate], dtype=np.int64),
        values=np.array([value for candidate in candidates for value in candidate.values()], dtype=float),
        right=np.array([right for choice in choices for right in choice.right], dtype=float),
        starts=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64),
        choice=np.repeat(np.arange(len(choices)), sizes),
        size=len(candidates),
    )


def _spread(table: _Table, features: int) -> Array:
    """The standard deviation of each feature over all candidates, at least LEAST_SPREAD."""
    mean = np.bincount(table.columns, table.values, features) / table.size
    square = np.bincount(table.columns, table.values**2, features) / table.size
    spread = np.sqrt(np.maximum(0.0, square - mean**2))
    return np.maximum(spread, LEAST_SPREAD)


def _loss(table: _Table, features: int, l2: float) -> Loss:
    """The penalised negative log-likelihood with its gradient, as a function of the weights."""

    def loss(weights: Array) -> tuple[float, Array]:
        score = np.bincount(table.rows, table.values * weights[table.columns], table.size)
        score -= np.maximum.reduceat(score, table.starts)[table.choice]
        odds = np.exp(score)
        all_odds = np.add.reduceat(odds, table.starts)
        right_odds = np.add.reduceat(odds * table.right, table.starts) + 1e-300
        value = float(np.sum(np.log(all_odds) - np.log(right_odds)) + l2 / 2 * (weights * weights).sum())
        pull = odds / all_odds[table.choice] - odds * table.right / right_odds[table.choice]
        gradient = np.bincount(table.columns, table.values * pull[table.rows], features) + l2 * weights
        return value, gradient

    return loss


def minimise(loss: Loss, start: Array) -> Array:
    """The argument that minimises a smooth function, by L-BFGS with backtracking."""
    at, (value, gradient) = start, loss(start)
    steps: list[tuple[Array, Array]] = []
    for _ in range(MAX_STEPS):
        if np.abs(gradient).max() < TOLERANCE * max(1.0, abs(value)):
            break
        direction = -_inverse_times(steps, gradient)
        slope = (direction * gradient).sum()
        size = 1.0 if steps else 1.0 / max(1.0, float(np.abs(gradient).max()))
        for _ in range(MAX_HALVINGS):
            new_value, new_gradient = loss(at + size * direction)
            if new_value <= value + SUFFICIENT * size * slope:
                break
            size *= SHRINK
        else:
            break
        step, turn = size * direction, new_gradient - gradient
        if (step * turn).sum() > 0:
            steps = [*steps[-MEMORY + 1 :], (step, turn)]
        at, value, gradient = at + step, new_value, new_gradient
    return at


def _inverse_times(steps: Sequence[tuple[Array, Array]], gradient: Array) -> Array:
    """The inverse Hessian, estimated from the last steps, times the gradient (two-loop recursion)."""
    product = gradient.copy()
    shares = []
    for step, turn in reversed(steps):
        share = (step * product).sum() / (step * turn).sum()
        shares.append(share)
        product -= share * turn
    if steps:
        step, turn = steps[-1]
        product *= (step * turn).sum() / (turn * turn).sum()
    for (step, turn), share in zip(steps, reversed(shares), strict=True):
        product += (share - (turn * product).sum() / (step * turn).sum()) * step
    return product
