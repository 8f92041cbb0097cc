"""Which other sites' scripts may read the answers (CORS), for browsers.

Not flask-cors: it does not see the answers that the server gives before the application, and it takes half
of Flask's own time for each request.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, request

from service.settings import Settings
from service.web.logs import REQUEST_ID

_ALLOW_ORIGIN = "Access-Control-Allow-Origin"
_ANY = "*"
# Header fields that a script may read, and those that it may send.
_EXPOSED = (REQUEST_ID, "Retry-After", "Accept-Post", "Accept-Encoding", "Allow", "WWW-Authenticate")
_SENT = ("Accept", "Authorization", "Content-Encoding", "Content-Type", REQUEST_ID)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": ", ".join(_SENT),
    "Access-Control-Max-Age": "7200",  # seconds, the most that browsers accept
}


def register(app: Flask, settings: Settings) -> None:
    """Make `app` answer scripts of the sites that the operator named; does nothing if there are none."""
    if not settings.cors_origins:
        return
    allowed = frozenset(settings.cors_origins.split(","))

    def preflight() -> Response | None:
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return Response(status=204, headers=_PREFLIGHT)
        return None

    def told(response: Response) -> Response:
        response.headers.update(_headers(allowed, request.headers.get("Origin")))
        if _ANY not in allowed:
            response.vary.add("Origin")
        return response

    app.before_request(preflight)
    app.after_request(told)


def headers_for_all(settings: Settings) -> Mapping[str, str]:
    """The headers for an answer to an unreadable request.

    They let any site read it, or the only site that is allowed; with several sites there are none.
    """
    allowed = frozenset(filter(None, settings.cors_origins.split(",")))
    return _headers(allowed, *allowed) if len(allowed) == 1 else {}


def _headers(allowed: frozenset[str], origin: str | None) -> Mapping[str, str]:
    if _ANY in allowed:
        origin = _ANY
    elif origin not in allowed or origin is None:
        return {}
    return {_ALLOW_ORIGIN: origin, "Access-Control-Expose-Headers": ", ".join(_EXPOSED)}
