"""Families of features, whose names are put together once: one for each kind, one for each bound."""

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
    """What gives, of a family of `kinds`, the features of the kinds that something has.

    It remembers each answer: words have few sets of kinds, all of them the lexicon's.
    """

    @cache
    def features(found: frozenset[str]) -> tuple[str, ...]:
        return each(pattern, (kind for kind in kinds if kind in found))

    return features


def exceeded(name: str, bounds: Sequence[int]) -> Callable[[int], tuple[str, ...]]:
    """What gives the features of the `bounds`, in rising order, that a number is over."""
    names = over(name, bounds)
    prefixes = [names[:count] for count in range(len(names) + 1)]

    def features(number: int) -> tuple[str, ...]:
        return prefixes[bisect_left(bounds, number)]

    return features
