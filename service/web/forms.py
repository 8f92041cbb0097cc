"""The answer to one article, in the form that the caller accepts.

The process that reads the article also puts the answer into its form: in a web worker a long answer would
keep all others waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from flask import Response

from service.exchange import table
from service.exchange.answer import Json, dump
from service.exchange.offsets import OffsetUnit
from service.exchange.page_text import PageRequest
from service.exchange.problems import not_valid
from service.exchange.reading import Read
from service.exchange.schemas import ArticleRequest
from service.web import annotation
from service.web.negotiation import CSV, JSON, JSON_LD, NDJSON

_CSV = "text/csv; charset=utf-8; header=present"
# form → Content-Type, and the body for an answer and its article
_FORMS: dict[str, tuple[str, Callable[[Json, str], str]]] = {
    JSON: (JSON, lambda answer, _article: dump(answer)),
    CSV: (_CSV, lambda answer, _article: table.table(answer)),
    JSON_LD: (annotation.CONTENT_TYPE, lambda answer, article: dump(annotation.collection(answer, article))),
    NDJSON: (NDJSON, lambda answer, _article: dump(answer) + "\n"),
}


class Told(NamedTuple):
    """An answer in its form, and its counts; a tuple is the quickest to pass between processes."""

    body: bytes
    characters: int  # of the article
    language: str
    quotes: Mapping[tuple[str, str, str], int]  # how many by type, language and source

    @property
    def found(self) -> int:
        """How many quotes there are."""
        return sum(self.quotes.values())


Tell = Callable[[ArticleRequest | PageRequest, str], Told]


def telling(read: Read) -> Tell:
    """A function that answers with `read`, in a form; the answer to a page has the article's text in it."""
    return partial(_told, read)


def _told(read: Read, asked: ArticleRequest | PageRequest, form: str) -> Told:
    article = asked.article() if isinstance(asked, PageRequest) else asked
    answer = read(article)
    quotes = dict(Counter(map(_labels, answer["quotes"])))
    if article is not asked:
        answer["article"] = article.text
    if article.id is not None:
        answer = {"id": article.id, **answer}
    body = _FORMS[form][1](answer, article.text).encode()
    return Told(body, len(article.text), answer["language"], quotes)


def _labels(quote: Json) -> tuple[str, str, str]:
    # ids are keys of the catalogue; the number of names would be unlimited
    source = (quote["source"]["id"] or "other") if quote["source"] else "none"
    return quote["type"], quote["language"], source


def check_offsets(form: str, unit: OffsetUnit) -> None:
    """Raise Problem not-valid if the form does not count in `unit`."""
    if form == JSON_LD and unit != "codepoint":
        told = "Web Annotations count code points; ask for these, or for another form"
        raise not_valid([{"field": "offsets", "detail": told}])


def response(form: str, told: Told) -> Response:
    """The response with an answer in `form`."""
    return Response(told.body, content_type=_FORMS[form][0], headers={"Vary": "Accept"})
