"""Families of features, one for each kind or bound: their names are built once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache


def each(pattern: str, kinds: Iterable[object]) -> tuple[str, ...]:
    """A feature for each of the kinds: "is-subject", "is-object"."""
    return tuple(pattern.format(kind) for kind in kinds)


def over(name: str, bounds: Iterable[int]) -> tuple[str, ...]:
    """A number as features: is it over each of the bounds?"""
    return tuple(f"{name}>{bound}" for bound in bounds)


def holding(pattern: str, kinds: Sequence[str]) -> Callable[[frozenset[str]], tuple[str, ...]]:
    """A function from the kinds that something has to its features in the family of `kinds`.

    It caches each answer: words have few sets of kinds, all of them from the lexicon.
    """

    @cache
    def features(found: frozenset[str]) -> tuple[str, ...]:
        return each(pattern, (kind for kind in kinds if kind in found))

    return features


def exceeded(name: str, bounds: Sequence[int]) -> Callable[[int], tuple[str, ...]]:
    """A function from a number to the features of the `bounds` (in ascending order) that it exceeds."""
    names = over(name, bounds)
    prefixes = [names[:count] for count in range(len(names) + 1)]

    def features(number: int) -> tuple[str, ...]:
        return prefixes[bisect_left(bounds, number)]

    return features
