"""How schemathesis makes requests of the service."""

from __future__ import annotations

import html
import json
from typing import Any

import schemathesis

_PARAGRAPH = (
    "“We will study the answer,” Vladimir Putin said on Friday in Moscow, after a talk with the French"
    " president, Emmanuel Macron, who had called him in the morning to speak of the crisis."
)


def _text(value: Any) -> str:
    """What is generated as a text: random bytes are hardly ever UTF-8, and no article is all white space."""
    raw = getattr(value, "data", value)
    if isinstance(raw, bytes):
        raw = raw.decode("utf-8", "replace").strip() or _PARAGRAPH
    return raw if isinstance(raw, str) else json.dumps(raw)


@schemathesis.serializer("text/plain")
def plain(_context: Any, value: Any) -> bytes:
    """An article, whatever is generated."""
    return _text(value).encode("utf-8", "surrogatepass")


@schemathesis.serializer("application/x-ndjson")
def ndjson(_context: Any, value: Any) -> bytes:
    """A batch, whatever is generated; an example is its lines."""
    return _text(value).encode("utf-8", "surrogatepass")


@schemathesis.serializer("text/html")
def page(_context: Any, value: Any) -> bytes:
    """A page with an article, for random characters are none, and what is generated in it."""
    text = _text(value)
    if "<article>" not in text:
        text = f"<article><p>{_PARAGRAPH}</p><p>{html.escape(text)}</p></article>"
    return text.encode("utf-8", "surrogatepass")


@schemathesis.hook
def map_query(_context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Random characters are in no supported language; said to be, they must be accepted."""
    return {"language": "en"} | (query or {}) if isinstance(query, dict | None) else query


@schemathesis.hook
def map_body(_context: Any, body: Any) -> Any:
    """As for the query: null has the language detected, and that of a few random words may be any."""
    if isinstance(body, dict) and "language" in body and body["language"] is None:
        return body | {"language": "en"}
    return body
