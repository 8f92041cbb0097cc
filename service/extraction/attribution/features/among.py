"""Features of a cue among others: how it reports, from which side and how near, and what else it may report.

"« A » selon X mais « B » d'après Y": a preposition beside the marks is surer than one far off, and a cue that
closes the quotation before is used up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from service.extraction.attribution.attribution import How
from service.extraction.attribution.candidates import Candidate, cued
from service.extraction.attribution.features.names import DISTANCES
from service.extraction.attribution.setting import Setting
from service.lexicons.schema import Strength

DISTANCE_BOUNDS = (0, 3, 9)  # most words between for each of DISTANCES but the last


def among_flags(setting: Setting, quotation: int, candidate: Candidate) -> list[str]:
    """The features of a cue that are 1; none for other candidates."""
    frame, place = candidate.frame, candidate.place
    if frame is None or place is None:
        return []
    gap = DISTANCES[bisect_left(DISTANCE_BOUNDS, len(place.between))]
    stands = _stands(place.how, place.before, gap, frame.strength)
    return [*stands, *_serves(setting, quotation, candidate)]


@cache
def _stands(how: How, before: bool, gap: str, strength: Strength) -> Sequence[str]:
    side = "left" if before else "right"
    return f"{how}-{side}-{gap}", f"{how}-{side}-strength-{strength}"


def _serves(setting: Setting, quotation: int, candidate: Candidate) -> Iterator[str]:
    """How the cue may report the quotation before and the one after."""
    for side, other in (("before", quotation - 1), ("after", quotation + 1)):
        if 0 <= other < len(setting.article.quoted) and setting.article.quoted[other]:
            how = cued(setting, other).ways.get(id(candidate.frame))
            if how is not None:
                yield f"serves-{side}-{how}"
