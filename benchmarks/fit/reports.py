"""Which of the clauses that cues may report are annotated as quotes without marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from benchmarks.fit.logit import Choice
from benchmarks.fit.normal import in_normal_form
from benchmarks.gold import ALL_TYPES, WITH_REPORTS, Record, locate, records
from benchmarks.scorer.score import HALF, Document
from service.extraction.extractor import Extractor
from service.extraction.model import Options
from service.extraction.reading.article import Article
from service.extraction.reports.features import NO_CHOICE, report_flags, report_words
from service.extraction.reports.indirect import Report, possible_reports

PENALTY = 20.0  # on the weights


@cache
def choices() -> list[Choice]:
    """Each possible report in the articles whose quotes without marks are annotated: is it one?"""
    extractor = Extractor(reports=NO_CHOICE)
    gold = (in_normal_form(record) for name in WITH_REPORTS for record in records(*locate(name)))
    return [choice for record in gold for choice in _choices(record, extractor)]


def _choices(record: Record, extractor: Extractor) -> Iterator[Choice]:
    stages = extractor.stages(record["text"], Options(record["lang"], ALL_TYPES))
    article, document = stages.article, Document(record)
    for report in possible_reports(article, stages.frames, stages.attributions):
        body = _body(document, article, report)
        if not body or len(body & document.discard) >= HALF * len(body):
            continue
        right = any(_is_same(document, body, gold) for gold in record["attributions"])
        names = (*report_flags(article, report), *report_words(report))
        yield Choice(record["id"], (dict.fromkeys(names, 1.0), {}), (right, not right))


def _body(document: Document, article: Article, report: Report) -> set[int]:
    """The characters of a report that the scorer compares."""
    spans: Sequence[Any] = [(span.start, span.end) for span in map(article.span, report.parts)]
    return document.body(spans)


def _is_same(document: Document, body: set[int], gold: dict[str, Any]) -> bool:
    """Is it the same as the gold's content, by the scorer's relaxed rule?"""
    content = document.body(gold["content"])
    return len(body & content) >= HALF * len(body | content)
