"""Answers to requests that do not reach the application: not HTTP, too large a head, unsupported features."""

from __future__ import annotations

import json
from http import HTTPStatus

from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)

from service.exchange.problems import Problem
from service.web.cors import headers_for_all
from service.web.logs import REQUEST_ID, request_id
from service.web.observation import told
from service.web.problems import MEDIA_TYPE
from service.web.service import Service

_REFUSED: dict[type[ParseException], tuple[str, str]] = {
    LimitRequestLine: ("target-too-long", "the request line is longer than the server reads"),
    LimitRequestHeaders: ("head-too-large", "the header fields are more or longer than the server reads"),
    ExpectationFailed: ("expectation-failed", "of Expect, only 100-continue is met"),
    UnsupportedTransferCoding: ("not-implemented", "of transfer codings, only chunked is read"),
}


def not_parsed(error: ParseException) -> Problem:
    """The client's view of the parser's `error`, without its message, which repeats the request."""
    kind, detail = _REFUSED.get(type(error), ("not-http", f"the server cannot read it: {_words(error)}"))
    return Problem(kind, detail)


def _words(error: Exception) -> str:
    """`InvalidRequestLine` as "invalid request line"."""
    name = type(error).__name__
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def answer(service: Service, problem: Problem, seconds: float) -> bytes:
    """The whole answer, after which the connection closes; logged and counted, with an id of its own."""
    given = request_id(None)
    body = json.dumps(problem.as_json(service.settings.prefix)).encode()
    service.metrics.problem(problem.kind)
    line = {"request_id": given, "method": "other", "endpoint": "none", "status": problem.status}
    told(service, line | {"bytes_out": len(body), "problem": problem.kind}, seconds)
    fields = {
        **{"Content-Type": MEDIA_TYPE, "Content-Length": len(body), "Connection": "close"},
        **{REQUEST_ID: given, **headers_for_all(service.settings)},
    }
    lines = [f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
