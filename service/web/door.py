"""Who is let in, where the operator has a door: callers with a key, and as much as each may ask in a minute.

A request is refused by its head: its body is not read, nor asked for.
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

# What needs a key: whose answers cost something, or tell of others.  Pages and probes are open.
_LOCKED = ("quotes.quotes", "quotes.scrape")
_READS = "quotes.quotes"
_SCHEME = "bearer"
_CHALLENGE = 'Bearer realm="quotes"'


_KEYS = "keys"  # the key among the extensions


def register(app: Flask, service: Service) -> None:
    """Put a door before `app`, where there is to be one; else nothing is done for any request.  BadKeys."""
    if service.settings.api_keys_file:
        app.extensions[_KEYS] = keys.loaded(service.settings.api_keys_file)
        app.before_request(_check_key)
    if service.rate:
        app.before_request(_check_rate)


def check(settings: Settings) -> None:
    """BadKeys where the operator's file is wrong: soon, for models take a while."""
    if settings.api_keys_file:
        keys.loaded(settings.api_keys_file)


def reload(app: Flask) -> str:
    """Let in the keys that the operator's file has now; where it is wrong, those it had, and say what is."""
    if _KEYS in app.extensions:
        try:
            app.extensions[_KEYS] = keys.loaded(app.extensions["service"].settings.api_keys_file)
        except keys.BadKeys as error:
            return str(error)
    return ""


def caller() -> str | None:
    """Who asks, where that is counted: the name of a key, else an address; for the current request."""
    told: str | None = g.get("caller")
    return told


def _check_key() -> None:
    if request.endpoint in _LOCKED:
        g.log["key"] = _named(current_app.extensions[_KEYS])


def _check_rate() -> None:
    if request.endpoint != _READS or request.method == "OPTIONS":
        return
    g.caller = g.log.get("key") or network_of(address_of(request.environ))
    if request.mimetype != NDJSON:  # each line of a batch waits until its turn has come
        this_service().allow(g.caller)


def _named(known: tuple[keys.Key, ...]) -> str:
    """The name of who asks; Problem key-missing, key-unknown or key-withdrawn."""
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
