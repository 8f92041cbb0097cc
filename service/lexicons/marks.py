"""The costs of reading a language's quotation marks: marks.toml, and the same by mark and by pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.lexicons.schema import Mark


@dataclass(frozen=True, slots=True)
class MarkCost:
    """The cost of reading a mark in one way."""

    mark: Mark
    cost: float


@dataclass(frozen=True, slots=True)
class MarkCosts:
    """The costs of reading marks in one way; marks that are not listed cost nothing."""

    reason: str
    marks: tuple[MarkCost, ...]


@dataclass(frozen=True, slots=True)
class PairCost:
    """The cost of one mark closing what another has opened."""

    opens: Mark
    closes: Mark
    cost: float


@dataclass(frozen=True, slots=True)
class PairCosts:
    """The costs of pairs of marks."""

    reason: str
    pairs: tuple[PairCost, ...]


@dataclass(frozen=True, slots=True)
class MarksFile:
    """marks.toml: costs of reading quotation marks (see extraction/marks/costs.py for their scale).

    A `mirrored` pair is typed the wrong way round, so the spaces beside it tell nothing.
    """

    opening: MarkCosts
    closing: MarkCosts
    pairs: PairCosts
    mirrored: PairCosts


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The costs of quotation marks: of opening or closing with one, and of pairs; compared by identity."""

    opening: Mapping[str, float]
    closing: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    mirrored: Mapping[tuple[str, str], float]  # pairs typed the wrong way round


def read_marks(file: MarksFile) -> Marks:
    """The costs by mark and by pair."""
    return Marks(_costs(file.opening), _costs(file.closing), _pairs(file.pairs), _pairs(file.mirrored))


def _costs(table: MarkCosts) -> dict[str, float]:
    return {entry.mark: entry.cost for entry in table.marks}


def _pairs(table: PairCosts) -> dict[tuple[str, str], float]:
    return {(pair.opens, pair.closes): pair.cost for pair in table.pairs}
