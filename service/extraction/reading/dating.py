"""The year of an article: that of its dateline; without one, not before the latest that it names."""

from __future__ import annotations

import re

from service.extraction.model import Span
from service.extraction.punctuation import SENTENCE_ENDS
from service.extraction.reading.article import Article, once
from service.extraction.reading.plain_text import without
from service.lexicons.phrases import normalise

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER_BEFORE = frozenset(",.$€£")  # right before four digits that are part of an amount
AFTER_YEAR = frozenset(".,;:!?)]—–\n")  # may follow a year; an amount is followed by what it counts
MONTH_CHARACTERS = 24  # characters before a year, among which its month is
MOST_PHRASE = 4  # most words of a phrase before a future year
LINE_ENDS = tuple(SENTENCE_ENDS)
MOST_WORDS = 8  # of a line that says when the article was written, and no sentence


@once
def dated_year(article: Article, latest: int) -> int | None:
    """The year of the article's dateline, at most `latest`; None if it has none."""
    lines = [line.strip() for line in article.text.split("\n") if len(line.split()) <= MOST_WORDS]
    lines = [*(line for line in lines if not line.endswith(LINE_ENDS)), *article.front]
    return max((year for line in lines for year in _years(article, line) if year <= latest), default=None)


@once
def latest_year(article: Article, latest: int) -> int | None:
    """The latest year, at most `latest`, that the narration names as past or present; None without one."""
    # Quotations are left out, as speakers name future years.
    quoted = sorted(span for quotation in article.quotations for span in quotation.spans)
    narration = without(article.text, Span(0, len(article.text)), quoted)
    return max((year for year in _years(article, narration) if year <= latest), default=None)


def _years(article: Article, text: str) -> list[int]:
    return [int(match[0]) for match in YEAR.finditer(text) if _is_year(article, text, match.span())]


def _is_year(article: Article, text: str, place: tuple[int, int]) -> bool:
    """Are four digits a year: closed by a mark or the line's end, or after a month?"""
    start, end = place
    if text[start - 1 : start] in NUMBER_BEFORE and start:
        return False
    words = normalise(text[max(0, start - MONTH_CHARACTERS) : start]).replace(",", " ").split()
    deadlines = article.lexicon.prepositions["deadline"]
    if any(" ".join(words[-n:]) in deadlines for n in range(1, MOST_PHRASE + 1)):
        return False
    after = text[end : end + 2].strip(" ")[:1] or "\n"
    return after in AFTER_YEAR or any(article.lexicon.is_noun(word, "time") for word in words[-2:])
