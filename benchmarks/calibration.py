"""Does `confidence` mean what it says?  Measured on the units with a prediction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.units import Verdict

BINS = 10
SURE = 0.9


@dataclass(frozen=True)
class Bin:
    """The units whose confidence lies in one tenth of the scale."""

    low: float
    high: float
    size: int
    confidence: float
    right: float


def outcomes(verdicts: Iterable[Verdict]) -> list[tuple[float, bool]]:
    """Confidence and rightness of each predicted unit.

    A unit is right if it is detected, attributed by the scorer's strict rule and named as in the gold; if the
    gold has no speaker, it must be detected and have none.  A false unit is wrong.
    """
    return [
        (float(verdict.answer["confidence"]), verdict.all_right)
        for verdict in verdicts
        if verdict.answer and verdict.answer.get("confidence") is not None
    ]


def bins(found: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The units in ten bins of equal width; empty bins are left out."""
    filled = []
    for i in range(BINS):
        inside = [(c, right) for c, right in found if min(int(c * BINS), BINS - 1) == i]
        if inside:
            size = len(inside)
            mean = sum(c for c, _ in inside) / size
            filled.append(Bin(i / BINS, (i + 1) / BINS, size, mean, sum(r for _, r in inside) / size))
    return filled


def calibration_error(found: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error: the bins' distances of confidence from rightness, weighted by size."""
    return sum(b.size * abs(b.confidence - b.right) for b in bins(found)) / len(found) if found else 0.0


def report(verdicts: Iterable[Verdict]) -> str:
    """The reliability table, the calibration error, and how right the confident answers are."""
    found = outcomes(verdicts)
    if not found:
        return "confidence: nothing was predicted"
    lines = ["| confidence | units | mean confidence | right |", "|---|---|---|---|"]
    lines += [
        f"| {b.low:.1f}–{b.high:.1f} | {b.size} | {b.confidence:.3f} | {b.right:.3f} |" for b in bins(found)
    ]
    sure = [right for confidence, right in found if confidence >= SURE]
    share = f"{sum(sure)} of {len(sure)} right ({100 * sum(sure) / len(sure):.1f} %)" if sure else "no unit"
    share += f", {100 * len(sure) / len(found):.0f} % of the units"
    lines += [
        "",
        f"expected calibration error {calibration_error(found):.3f} over {len(found)} units",
        f"confidence ≥ {SURE}: {share}",
    ]
    return "\n".join(lines)
