"""Access, if the operator restricts it: only callers with a key, each up to a limit per minute.

A request is refused by its head: its body is neither read nor asked for.
"""

from __future__ import annotations

from flask import Flask, current_app, g, request

from service.exchange.problems import Problem
from service.settings import Settings
from service.web import keys
from service.web.negotiation import NDJSON
from service.web.proxies import address_of
from service.web.rate import network_of
from service.web.service import Service, this_service

# These need a key: their answers cost something, or tell of other callers.  Pages and probes are open.
_LOCKED = ("quotes.quotes", "quotes.scrape")
_READS = "quotes.quotes"
_SCHEME = "bearer"
_CHALLENGE = 'Bearer realm="quotes"'


_KEYS = "keys"  # the key among the extensions


def register(app: Flask, service: Service) -> None:
    """Check keys and rates before the requests of `app`, if the settings ask for it.  Raises BadKeys."""
    if service.settings.api_keys_file:
        app.extensions[_KEYS] = keys.loaded(service.settings.api_keys_file)
        app.before_request(_check_key)
    if service.rate:
        app.before_request(_check_rate)


def check(settings: Settings) -> None:
    """Raise BadKeys if the operator's file is wrong; early, because loading models takes a while."""
    if settings.api_keys_file:
        keys.loaded(settings.api_keys_file)


def reload(app: Flask) -> str:
    """Use the keys that the operator's file has now; if it is wrong, keep the old ones and say why."""
    if _KEYS in app.extensions:
        try:
            app.extensions[_KEYS] = keys.loaded(app.extensions["service"].settings.api_keys_file)
        except keys.BadKeys as error:
            return str(error)
    return ""


def caller() -> str | None:
    """Who sent the current request: the name of a key, else an address; None if callers are not counted."""
    told: str | None = g.get("caller")
    return told


def _check_key() -> None:
    if request.endpoint in _LOCKED:
        g.log["key"] = _named(current_app.extensions[_KEYS])


def _check_rate() -> None:
    if request.endpoint != _READS or request.method == "OPTIONS":
        return
    g.caller = g.log.get("key") or network_of(address_of(request.environ))
    if request.mimetype != NDJSON:  # lines of a batch wait, one by one, until their turn has come
        this_service().allow(g.caller)


def _named(known: tuple[keys.Key, ...]) -> str:
    """The name of the caller; raises Problem key-missing, key-unknown or key-withdrawn."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != _SCHEME or not text.strip():
        told = "send your key as Authorization: Bearer KEY"
        raise Problem("key-missing", told, headers={"WWW-Authenticate": _CHALLENGE})
    key = keys.shown(known, text.strip())
    if key is None:
        headers = {"WWW-Authenticate": f'{_CHALLENGE}, error="invalid_token"'}
        raise Problem("key-unknown", "no caller has this key", headers=headers)
    if key.withdrawn:
        g.log["key"] = key.name
        headers = {"WWW-Authenticate": f'{_CHALLENGE}, error="insufficient_scope"'}
        raise Problem("key-withdrawn", "ask the operator of the service", headers=headers)
    return key.name
