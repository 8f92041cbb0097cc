"""What is done around every request: its id, its log line and counts, and the headers of every answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, request

from service.web.logs import REQUEST_ID, request_id
from service.web.proxies import address_of
from service.web.service import Service

_METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"))


def register(app: Flask, service: Service) -> None:
    """Observe every request of `app`."""

    def begin() -> None:
        g.started = time.monotonic()
        g.request_id = request_id(request.headers.get(REQUEST_ID))
        g.log = {}

    def finish(response: Response) -> Response:
        response.headers[REQUEST_ID] = g.request_id
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-store")
        if "problem" in g:
            service.metrics.problem(g.problem)
            g.log["problem"] = g.problem
        response.call_on_close(_closing(service, response))
        return response

    app.before_request(begin)
    app.after_request(finish)


def _closing(service: Service, response: Response) -> Callable[[], None]:
    """Log and count when the last byte has been sent: a stream is not finished when it begins.

    The returned function holds neither request nor response: they would form a reference cycle with it, and
    stay in memory.
    """
    line = {
        "request_id": g.request_id,
        "method": request.method if request.method in _METHODS else "other",
        "endpoint": (request.endpoint or "none").rpartition(".")[2],
        "status": response.status_code,
        "bytes_in": request.content_length,
        "bytes_out": None if response.is_streamed else response.content_length,
    }
    if service.settings.log_addresses == "on":
        line["address"] = address_of(request.environ)
    started, log = g.started, g.log

    def close() -> None:
        told(service, line | log, time.monotonic() - started)

    return close


def told(service: Service, line: dict[str, Any], seconds: float) -> None:
    """Count and log a request that was answered after so many `seconds`."""
    if "key" in line:
        service.metrics.key(line["key"], line["status"])
    service.metrics.request(line["endpoint"], line["method"], line["status"], seconds)
    service.log.request(line | {"seconds": round(seconds, 4)})
