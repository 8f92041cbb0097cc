"""Turns every error of the service into an answer: problem details with their status and headers."""

from __future__ import annotations

import json

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from service.exchange.problems import KINDS, Problem

MEDIA_TYPE = "application/problem+json"
_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-long"}


def as_response(problem: Problem) -> Response:
    """The answer to the current request that carries `problem`."""
    body = json.dumps(problem.as_json(request.root_path))
    return Response(body, problem.status, dict(problem.headers), content_type=MEDIA_TYPE)


def _from_http(error: HTTPException) -> Problem:
    code = error.code or 500
    kind = _BY_STATUS.get(code, "internal" if code >= 500 else "not-http")
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return Problem(kind, KINDS[kind][1], headers=headers)


def register(app: Flask) -> None:
    """Make `app` answer every error as a problem, and leave its kind in `g.problem`."""

    def answer(error: Exception) -> Response:
        if isinstance(error, Problem):
            problem = error
        elif isinstance(error, HTTPException):
            problem = _from_http(error)
        else:
            app.extensions["service"].log.failure(error)
            problem = Problem("internal", "the failure has been logged")
        g.problem = problem.kind
        return as_response(problem)

    app.register_error_handler(Exception, answer)
