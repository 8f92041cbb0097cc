"""The answer to one article, in the form that the caller accepts."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from service.exchange import table
from service.exchange.answer import Json, dump
from service.exchange.offsets import OffsetUnit
from service.exchange.problems import not_valid
from service.web import annotation
from service.web.negotiation import CSV, JSON, JSON_LD

_CSV = "text/csv; charset=utf-8; header=present"
# form → Content-Type, and the body for an answer and its article
_FORMS: dict[str, tuple[str, Callable[[Json, str], str]]] = {
    JSON: (JSON, lambda answer, _article: dump(answer)),
    CSV: (_CSV, lambda answer, _article: table.table(answer)),
    JSON_LD: (annotation.CONTENT_TYPE, lambda answer, article: dump(annotation.collection(answer, article))),
}


def check_offsets(form: str, unit: OffsetUnit) -> None:
    """Problem not-valid where the form does not count in `unit`."""
    if form == JSON_LD and unit != "codepoint":
        told = "Web Annotations count code points; ask for these, or for another form"
        raise not_valid([{"field": "offsets", "detail": told}])


def rendered(form: str, answer: Json, article: str) -> Response:
    """The response with `answer` to `article` in `form`."""
    content_type, body = _FORMS[form]
    return Response(body(answer, article), content_type=content_type, headers={"Vary": "Accept"})
