"""Gold in the normal form of its text, which the extractor reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from benchmarks.gold import TO_READ, Record, locate, records
from service.extraction.normal.form import normal_form
from service.extraction.normal.front import words_of
from service.extraction.normal.tracked import Tracked
from service.lexicons import LANGUAGES
from service.lexicons.lexicon import load_lexicon

FRONT = words_of(load_lexicon(language).front for language in LANGUAGES)
PARTS = ("source", "cue", "content")
Spans = Sequence[Sequence[int]]


def gold_to_fit() -> Iterator[Record]:
    """The articles that models are fitted on, in normal form."""
    for name in TO_READ:
        for record in records(*locate(name)):
            yield in_normal_form(record)


def in_normal_form(record: Record) -> Record:
    """A record in the scorer's form, with its text in normal form and its spans moved accordingly."""
    normal = normal_form(record["text"], FRONT)
    if normal is None:
        return record
    attributions = [
        {**gold, **{part: _places(normal, gold[part]) for part in PARTS if part in gold}}
        for gold in record["attributions"]
    ]
    quoted = (_places(normal, spans) for spans in record.get("quoted", ()))
    return {
        **record,
        "text": normal.text,
        "attributions": attributions,
        "discard": _places(normal, record.get("discard", ())),
        "quoted": [spans for spans in quoted if spans],
    }


def _places(normal: Tracked, spans: Spans) -> list[list[int]]:
    """Where spans of the original stand; parts that were taken out stand nowhere."""
    places = ([bisect_left(normal.starts, start), bisect_right(normal.ends, end)] for start, end in spans)
    return [[start, end] for start, end in places if start < end]
