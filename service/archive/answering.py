"""From a record to its answer or what is wrong with it; done in the processes that read articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.archive.records import Record
from service.exchange.answer import Json
from service.exchange.problems import Problem, too_long
from service.exchange.reading import Extract, read
from service.exchange.schemas import article_request
from service.exchange.strict_json import decode, parse

# An answer with its `id`, as it stands in the output.
Shape = Callable[[Json], str]


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes to the output, and how many quotes that is."""

    text: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The problem with a record, as the endpoint tells it."""

    problem: Json


Outcome = Answered | Refused


@dataclass(frozen=True, slots=True)
class Answering:
    """How records are answered: `defaults` are options for those that do not say otherwise."""

    extract: Extract
    shape: Shape
    defaults: Json
    max_bytes: int
    max_characters: int

    def __call__(self, record: Record) -> Outcome:
        """The answer to `record` in its shape, or its problem."""
        try:
            article = article_request(self._said(record), self.defaults, self.max_characters, batch=True)
            found = read(self.extract, article)
        except Problem as problem:
            return Refused(problem.as_json())
        named = {"id": record.place if article.id is None else article.id}
        return Answered(self.shape(named | found), len(found["quotes"]))

    def _said(self, record: Record) -> Any:
        """The request object that the record is, or that says the same."""
        if record.raw is None:
            raise too_long(self.max_bytes, record.size, "bytes")
        return {"text": decode(record.raw)} if record.line is None else parse(record.raw)
