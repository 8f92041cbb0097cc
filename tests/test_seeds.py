"""The five articles that the service was made for: each of their quotes must be found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.people import one_person
from service.exchange.reading import Extract
from service.extraction.model import DEFAULT_TYPES, QUOTE_TYPES, Options, Quote, QuoteType, Span

SEEDS = Path(__file__).with_name("seeds.jsonl")
Find = Callable[["Expected"], tuple[Quote, ...]]


@dataclass(frozen=True)
class Expected:
    """A quote as a careful reader annotated it; of several names or sources any is right."""

    article: str
    type: QuoteType
    spans: tuple[Span, ...]
    text: str
    speakers: tuple[str, ...]
    sources: tuple[str, ...]
    optional: bool

    def __str__(self) -> str:
        return f"{self.article}: {' '.join(self.text.split()[:6])}"

    def touches(self, quote: Quote) -> bool:
        """Do the two have a character in common?"""
        return any(mine.overlaps(span) for mine in self.spans for span in quote.spans)

    def shared(self, quote: Quote) -> float:
        """Intersection over union of the two, in code points."""
        mine, other = (
            {i for span in spans for i in range(span.start, span.end)} for spans in (self.spans, quote.spans)
        )
        return len(mine & other) / len(mine | other)


def expectation(article: str, gold: dict[str, Any]) -> Expected:
    """A quote of the gold file as a value."""
    sources = gold["source"] if isinstance(gold["source"], list) else [gold["source"]]
    return Expected(
        article,
        gold["type"],
        tuple(Span(start, end) for start, end in gold["spans"]),
        gold["text"],
        tuple(gold["speaker"]),
        tuple(source for source in sources if source),
        gold["optional"],
    )


ARTICLES = {
    record["id"]: record for record in map(json.loads, SEEDS.read_text(encoding="utf-8").splitlines())
}
GOLD = [expectation(name, quote) for name, record in ARTICLES.items() for quote in record["quotes"]]
QUOTED = [gold for gold in GOLD if gold.type != "indirect" and not gold.optional]
REPORTED = [gold for gold in GOLD if gold.type == "indirect" and not gold.optional]
ECHOES = [gold for gold in GOLD if gold.optional]


@pytest.fixture(scope="module")
def read(extract: Extract) -> Callable[[str, tuple[QuoteType, ...]], tuple[Quote, ...]]:
    """A function that gives the quotes of a seed; each seed is read once for each choice of types."""

    @cache
    def quotes(article: str, types: tuple[QuoteType, ...]) -> tuple[Quote, ...]:
        record = ARTICLES[article]
        return extract(record["text"], Options(record["lang"], types)).quotes

    return quotes


@pytest.fixture(scope="module")
def find(read: Callable[[str, tuple[QuoteType, ...]], tuple[Quote, ...]]) -> Find:
    """A function that gives the answer's quotes that touch an expected one, if its type is asked for."""

    def touching(expected: Expected) -> tuple[Quote, ...]:
        types = QUOTE_TYPES if expected.type == "indirect" else DEFAULT_TYPES
        return tuple(quote for quote in read(expected.article, types) if expected.touches(quote))

    return touching


def is_right_speaker(quote: Quote, expected: Expected) -> bool:
    """Is the speaker one of those in the gold, in any spelling of the name?"""
    speaker = quote.speaker
    return speaker is not None and one_person(speaker.name, expected.speakers, speaker.id)


@pytest.mark.parametrize("expected", QUOTED, ids=str)
def test_each_quote_comes_verbatim_with_its_speaker_and_source(expected: Expected, find: Find) -> None:
    found = find(expected)
    assert [quote.text for quote in found] == [expected.text]
    assert found[0].spans == expected.spans
    assert is_right_speaker(found[0], expected), (found[0].speaker, expected.speakers)
    assert found[0].source is not None
    assert found[0].source.id in expected.sources


@pytest.mark.parametrize("expected", REPORTED, ids=str)
def test_each_indirect_report_is_found_on_demand_with_its_speaker_and_source(
    expected: Expected, find: Find
) -> None:
    best = max(find(expected), key=expected.shared, default=None)
    assert best is not None
    # Readers differ on where a reported clause ends; if half of it agrees, they mean the same one.
    assert expected.shared(best) >= 0.5, best.text
    assert is_right_speaker(best, expected), (best.speaker, expected.speakers)
    assert best.source is not None
    assert best.source.id in expected.sources


@pytest.mark.parametrize("expected", ECHOES, ids=str)
def test_an_echo_of_a_quote_comes_rightly_or_not_at_all(expected: Expected, find: Find) -> None:
    for quote in find(expected):
        assert expected.type == "indirect" or quote.spans == expected.spans
        assert quote.speaker is None or is_right_speaker(quote, expected), (quote.speaker, expected.speakers)


@pytest.mark.parametrize("article", ARTICLES)
def test_nothing_that_is_no_quote_is_returned(
    article: str, read: Callable[[str, tuple[QuoteType, ...]], tuple[Quote, ...]]
) -> None:
    gold = [expected for expected in GOLD if expected.article == article]
    found = read(article, DEFAULT_TYPES)
    assert found
    assert [quote.text for quote in found if not any(expected.touches(quote) for expected in gold)] == []
