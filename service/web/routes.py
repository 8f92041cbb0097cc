"""The addresses of the service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, g, request
from werkzeug.http import parse_options_header

from service.exchange import charsets
from service.exchange.answer import Json, dump
from service.exchange.bounds import problem_of_line
from service.exchange.page_text import PageRequest
from service.exchange.problems import KINDS, Problem, retry_later
from service.exchange.schemas import article_request, identified, query_options
from service.exchange.strict_json import parse
from service.web import compression, metrics, readers
from service.web.beside import beside
from service.web.body import gathered, read_lines, whole_body
from service.web.client import Client, client_of
from service.web.door import caller
from service.web.forms import check_offsets, response
from service.web.negotiation import CSV, JSON, JSON_LD, NDJSON, accepted_form
from service.web.service import Service, this_service

TEXT, HTML = "text/plain", "text/html"
API_DESCRIPTION = beside("openapi.yaml")
# The media types of bodies, and the encodings allowed in each.
_CHARSETS: dict[str, Callable[[str], bool]] = {
    JSON: charsets.is_utf_8,
    TEXT: charsets.is_of_texts,
    NDJSON: charsets.is_utf_8,
    HTML: charsets.is_of_pages,
}
# Addresses that accept a single kind of body, so that a generated client has an operation for each.
_KIND_AT = {"/v1/quotes/text": TEXT, "/v1/quotes/page": HTML, "/v1/quotes/batch": NDJSON}
blueprint = Blueprint("quotes", __name__)


@blueprint.post("/v1/quotes/text")
@blueprint.post("/v1/quotes/page")
@blueprint.post("/v1/quotes/batch")
@blueprint.post("/v1/quotes")
def quotes() -> Response:
    """The quotes of one article, or of each article of a batch."""
    kind = _body_kind()
    form = accepted_form(request, (NDJSON,) if kind == NDJSON else (JSON, CSV, JSON_LD))
    defaults = query_options(request.args.to_dict(flat=False)) if request.query_string else {}
    return _batch(defaults) if kind == NDJSON else _single(kind, form, defaults)


def _single(kind: str, form: str, defaults: dict[str, Any]) -> Response:
    service, client = this_service(), client_of(request.environ)
    settings = service.settings
    with whole_body(request.environ, settings.max_bytes, service.room) as body:
        said = _said(kind, body)
    wanted = defaults, settings.max_characters
    asked = PageRequest(said, *wanted) if kind == HTML else article_request(said, *wanted)
    check_offsets(form, asked.offsets)
    told = service.read(asked, form, service.enter(), client)
    g.log |= {"characters": told.characters, "language": told.language, "quotes": told.found}
    answer = response(form, told)
    answer.call_on_close(lambda: service.metrics.answer(told))
    return answer


def _said(kind: str, body: bytes) -> Any:
    """The contents of the body: a page's text, or an article as a request object."""
    if kind == JSON:
        return parse(body)
    _, charset = _media_type()
    return charsets.page(body, charset) if kind == HTML else {"text": charsets.text(body, charset or "utf-8")}


def _batch(defaults: dict[str, Any]) -> Response:
    """Takes a place for each article only when its turn has come, so that slow clients hold none."""
    service, client, environ = this_service(), client_of(request.environ), request.environ
    settings, held = service.settings, ExitStack()
    service.enter().release()
    if settings.gather_bytes:
        environ = held.enter_context(gathered(environ, settings.gather_bytes, service.room))
    g.log |= {"lines": 0, "problems": 0, "quotes": 0}
    batch = _Batch(service, client, defaults, request.root_path, caller(), counts=g.log)
    lines = read_lines(environ, settings.max_bytes, service.room)
    answer = Response(_answers(batch, lines), content_type=NDJSON)
    answer.call_on_close(held.close)
    return answer


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the lines of a batch share; they are answered when its request is no longer the current one."""

    service: Service
    client: Client
    defaults: dict[str, Any]
    prefix: str
    caller: str | None  # None if callers are not counted
    counts: dict[str, Any]


def _answers(batch: _Batch, lines: Iterator[bytes | Problem]) -> Iterator[bytes]:
    """One line for each line that is not blank; if the body breaks off, the last line is that problem."""
    number, counts = 0, batch.counts
    try:
        for number, line in enumerate(lines, 1):
            if isinstance(line, Problem) or line.strip():
                counts["lines"] += 1
                yield _line_answer(batch, number, line)
    except Problem as problem:
        counts["problems"] += 1
        counts["problem"] = problem.kind
        batch.service.metrics.problem(problem.kind)
        yield _line({"line": number + 1, **problem.as_json(batch.prefix)})


def _line_answer(batch: _Batch, number: int, line: bytes | Problem) -> bytes:
    """The answer to a line, or its problem with the line's number; with the line's `id` if it has one."""
    service, client = batch.service, batch.client
    named: Json = {}
    try:
        if isinstance(line, Problem):
            raise line
        if batch.caller:
            service.pace(batch.caller, client)
        value = parse(line)
        named = identified(value)
        article = article_request(value, batch.defaults, service.settings.max_characters, batch=True)
        told = service.read(article, NDJSON, service.wait(client), client)
        service.metrics.answer(told)
        batch.counts["quotes"] += told.found
        return told.body
    except Problem as problem:
        if problem.kind == "client-gone":
            raise  # nobody reads the rest
        failed = problem
    except Exception as error:  # one line's failure is not the batch's
        service.log.failure(error)
        failed = Problem("internal", "the failure has been logged")
    service.metrics.problem(failed.kind)
    batch.counts["problems"] += 1
    size = service.settings.max_bytes if isinstance(line, Problem) else len(line) + 1
    return _line(named | problem_of_line(failed, number, size, batch.prefix))


def _line(told: Json) -> bytes:
    return dump(told).encode() + b"\n"


def _body_kind() -> str:
    """The media type of the body; raises Problem if this address does not accept it or its compression."""
    only = _KIND_AT.get(str(request.url_rule))
    kinds = list(_CHARSETS) if only is None else [only]
    encoding = request.headers.get("Content-Encoding", compression.IDENTITY).strip().lower()
    if encoding not in (compression.IDENTITY, *compression.GZIP):
        headers = {"Accept-Encoding": compression.ACCEPTED}
        raise Problem("unsupported-encoding", "of Content-Encoding gzip is read, and no other", {}, headers)
    kind, charset = _media_type()
    if kind not in kinds or not _CHARSETS[kind](charset or "utf-8"):
        headers = {"Accept-Post": ", ".join(kinds)}
        told = f"Content-Type must be {' or '.join(kinds)}, JSON in UTF-8"
        raise Problem("unsupported-media-type", told, {"supported": kinds}, headers)
    return kind


def _media_type() -> tuple[str, str | None]:
    """The media type of the body and its charset, as far as its header field names them."""
    return _parsed(request.environ.get("CONTENT_TYPE", ""))


@lru_cache(64)  # clients send the same each time; the server limits a field to some kB
def _parsed(content_type: str) -> tuple[str, str | None]:
    name, options = parse_options_header(content_type)
    return name.lower(), options.get("charset")


@blueprint.get("/health")
def health() -> Response:
    """The process is alive."""
    return Response(dump({"status": "alive"}), content_type=JSON)


@blueprint.get("/ready")
def ready() -> Response:
    """The models are loaded (else nothing would answer), a reader answers, and a request finds room."""
    service = this_service()
    if not readers.answer():
        raise retry_later("no-reader", "no process that reads articles answers", service.settings.retry_after)
    load = {"inside": service.admission.inside(), "capacity": service.admission.capacity}
    if service.admission.saturated():
        raise retry_later("saturated", "no request would be let in now", service.retry_after())
    return Response(dump({"status": "ready", **load}), content_type=JSON)


@blueprint.get("/metrics")
def scrape() -> Response:
    """The metrics, for Prometheus."""
    service = this_service()
    return Response(service.metrics.scrape(service.admission.inside()), content_type=metrics.CONTENT_TYPE)


@blueprint.get("/openapi.yaml")
def api_description() -> Response:
    """The description of the API, in OpenAPI."""
    return Response(API_DESCRIPTION.read_bytes(), content_type="application/yaml")


@blueprint.get("/problems/<kind>")
def problem_kind(kind: str) -> Response:
    """What a problem's `type` means."""
    if kind not in KINDS:
        raise Problem("not-found", "there is no such kind of problem")
    status, title = KINDS[kind]
    told = {"type": f"{request.root_path}/problems/{kind}", "title": title, "status": status}
    return Response(dump(told), content_type=JSON)
