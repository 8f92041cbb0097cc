"""The service behind proxies: the path below which clients see it, and their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service.settings import PREFIX, Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

WITHOUT_SLASH = "quotes.without_slash"  # the key of: was the prefix asked for without the slash at its end?


def register(app: Flask, settings: Settings) -> None:
    """Make `app` take account of its proxies; does nothing if there are none."""
    if settings.prefix or settings.trusted_proxies:
        app.wsgi_app = _UnderPrefix(app.wsgi_app, settings.prefix)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        # However many proxies there are, only one sets the prefix: those before it know nothing of it.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0, x_prefix=1
        )


def address_of(environ: dict[str, Any]) -> str:
    """The address of the caller, without a port; "unknown" if a proxy gave something else."""
    told = str(environ.get("REMOTE_ADDR", ""))
    for text in (told, told.rpartition(":")[0].strip("[]")):  # some proxies add the port
        try:
            return str(ip_address(text))
        except ValueError:
            continue
    return "unknown"


class _UnderPrefix:
    """Answers at addresses below a prefix, and at those from which a proxy has already removed it.

    A prefix that a trusted proxy names (X-Forwarded-Prefix) is one that it has removed.
    """

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path, prefix = environ["PATH_INFO"], self._prefix
        told = environ["SCRIPT_NAME"].rstrip("/")
        taken = told if PREFIX.fullmatch(told) else ""
        if path == prefix or path.startswith(prefix + "/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
            environ[WITHOUT_SLASH] = path == prefix
            environ["SCRIPT_NAME"] = taken + prefix
        else:
            environ["SCRIPT_NAME"] = taken or prefix
        return self._app(environ, start_response)
