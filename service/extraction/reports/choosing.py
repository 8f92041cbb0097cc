"""Which clauses that cues may report are indirect quotes: a learned choice (lexicons/models/reports.txt).

A clause that is more likely none is left out.  In "Song said Clinton had said that …" both reports are
returned, each with its own clause; an incise around a report ("…, says the Kremlin") only gives its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.extraction.ranking import Model, probabilities
from service.extraction.reading.article import Article
from service.extraction.reports.features import report_flags, report_words
from service.extraction.reports.indirect import Report

MAX_OPENING = 3
REPORT_FROM = 0.5  # the probability from which a clause is an indirect quote


def choose_reports(article: Article, possible: Sequence[Report], model: Model) -> tuple[Report, ...]:
    """The indirect quotes among what is `possible`, in text order, by the weights of `model`."""
    by_unit: dict[int, list[Report]] = {}
    for report in possible:
        if _chance(article, report, model) >= REPORT_FROM:
            by_unit.setdefault(article.words[report.frame.head].unit, []).append(report)
    kept = [report for reports in by_unit.values() for report in _once_each(reports)]
    return tuple(sorted(kept, key=lambda report: report.parts[0][0]))


def _chance(article: Article, report: Report, model: Model) -> float:
    """The probability that it is an indirect quote, against its being none, which scores 0."""
    score = model.score_flags(report_flags(article, report)) + model.score_words(report_words(report))
    return probabilities([score, 0.0])[0]


def _once_each(reports: Sequence[Report]) -> Iterator[Report]:
    """The reports that neither wrap nor belong to another, with the frames that wrap each as its `outer`."""
    for report in reports:
        if not any(_wraps(report, other) or _is_part(report, other) for other in reports):
            outer = tuple(other.frame for other in reports if _wraps(other, report))
            yield replace(report, outer=outer)


def _is_part(report: Report, other: Report) -> bool:
    """Does a weak cue only belong to what another one reports: "he says they will act to ensure that …"?"""
    weak = report.frame.strength < other.frame.strength
    return weak and report.words < other.words and report.frame.head in other.words


def _wraps(outer: Report, inner: Report) -> bool:
    """Is a report an incise or the like around another one: "Putin told him that …, says the Kremlin"?"""
    if outer is inner or not inner.words <= outer.words:
        return False
    if inner.words == outer.words:
        return outer.frame.head > inner.frame.head
    if outer.how == "governs":
        return False
    from_end_to_end = (
        inner.frame.start <= outer.parts[0][0] + MAX_OPENING and inner.parts[-1][-1] == outer.parts[-1][-1]
    )
    return from_end_to_end or 2 * len(inner.words) >= len(outer.words)
