"""The server's worker, with what gunicorn's threaded worker leaves open."""

from __future__ import annotations

import json
import socket
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from service.web.logs import Log
from service.web.problems import MEDIA_TYPE, Problem


class ProblemWorker(ThreadWorker):  # type: ignore[misc]
    """Answers also what is no HTTP, and so reaches no application, with problem details.

    gunicorn would answer it with HTML that repeats parts of the request, and log them.
    """

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read (400) or that the application let fall (500)."""
        if isinstance(exc, ParseException):
            problem = Problem("not-http", f"the server cannot read it: {_words(type(exc).__name__)}")
        else:
            Log().failure(exc)
            problem = Problem("internal", "the failure has been logged")
        body = json.dumps(problem.as_json()).encode()
        head = (
            f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\n"
            f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        try:
            client.settimeout(1)
            client.sendall(head.encode("ascii") + body)
        except OSError:
            pass  # nobody reads it


def _words(name: str) -> str:
    """`InvalidRequestLine` as "invalid request line"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
