"""From a record to its answer or its problem; runs in the processes that read articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.archive.fields import Fields
from service.archive.records import Record
from service.exchange import charsets
from service.exchange.answer import Json
from service.exchange.problems import Problem, too_long
from service.exchange.reading import Extract, read
from service.exchange.schemas import article_request
from service.exchange.strict_json import parse

# From an answer with its `id` to its text in the output.
Shape = Callable[[Json], str]
_BEFORE = b"\xef\xbb\xbf \t"  # what may stand before a line's object: a byte-order mark, blanks


@dataclass(frozen=True, slots=True)
class Answered:
    """Text for the output, and the number of quotes in it."""

    text: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The problem with a record, in the endpoint's form."""

    problem: Json


Outcome = Answered | Refused


@dataclass(frozen=True, slots=True)
class Answering:
    """How records are answered: `defaults` are options for records that do not set their own.

    `fields` say what the columns mean and which are copied to the answer.
    """

    extract: Extract
    shape: Shape
    defaults: Json
    max_bytes: int
    max_characters: int
    fields: Fields = field(default_factory=Fields)
    encoding: str = "utf-8"  # of texts

    def __call__(self, record: Record) -> Outcome:
        """The answer to `record` in its shape, or its problem."""
        if record.problem:
            return Refused(record.problem)
        try:
            said, beside = self._said(record)
            article = article_request(said, self.defaults, self.max_characters, batch=True)
            found = read(self.extract, article)
        except Problem as problem:
            return Refused(problem.as_json())
        named = {"id": record.place if article.id is None else article.id}
        text = {"article": article.text} if record.holds == "page" else {}
        return Answered(self.shape(named | beside | found | text), len(found["quotes"]))

    def _said(self, record: Record) -> tuple[Any, Json]:
        """The request in the record, and what is copied beside its answer; raises Problem."""
        if record.raw is None:
            raise too_long(self.max_bytes, record.size, "bytes")
        if record.holds == "text":
            return {"text": self._text(record.raw)}, {}
        if record.holds == "page":
            return _found(record.raw), {}
        if record.holds == "request" and not record.raw.lstrip(_BEFORE).startswith(b"{"):
            raise Problem("not-json", "the line is no object: --text reads a file as one article")
        value = parse(record.raw)
        said = self.fields.request(value, row=record.holds == "cells")
        return said, self.fields.told(value) if isinstance(value, dict) else {}

    def _text(self, raw: bytes) -> str:
        try:
            return charsets.text(raw, self.encoding)
        except Problem as problem:
            told = f"{problem.detail}: --encoding says what it is"
            raise Problem(problem.kind, told, problem.members) from None


def _found(page: bytes) -> Json:
    """The request for a page: its article, with the day that the page gives; raises Problem no-article."""
    # Imported here: a run without pages need not wait for it.
    from service.exchange.page_text import article_of

    text, day = article_of(charsets.page(page, None))
    return {"text": text} | ({"date": day} if day else {})
