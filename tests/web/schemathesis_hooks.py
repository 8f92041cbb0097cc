"""How schemathesis generates requests for the service."""

from __future__ import annotations

import html
import json
from typing import Any

import schemathesis
from schemathesis.core.media_types import YAML_MEDIA_TYPES

_PARAGRAPH = (
    "“We will study the answer,” Vladimir Putin said on Friday in Moscow, after a talk with the French"
    " president, Emmanuel Macron, who had called him in the morning to speak of the crisis."
)


def _text(value: Any) -> str:
    """A generated value as text: random bytes are hardly ever UTF-8, and blank text is no article."""
    raw = getattr(value, "data", value)
    if isinstance(raw, bytes):
        raw = raw.decode("utf-8", "replace").strip() or _PARAGRAPH
    return raw if isinstance(raw, str) else json.dumps(raw)


@schemathesis.serializer("text/plain")
def plain(_context: Any, value: Any) -> bytes:
    """An article, whatever was generated."""
    return _text(value).encode("utf-8", "surrogatepass")


@schemathesis.serializer("application/x-ndjson")
def ndjson(_context: Any, value: Any) -> bytes:
    """A batch, whatever was generated; an example gives its lines."""
    return _text(value).encode("utf-8", "surrogatepass")


@schemathesis.serializer("text/html")
def page(_context: Any, value: Any) -> bytes:
    """A page with an article that contains what was generated, because random characters are none."""
    text = _text(value)
    if "<article>" not in text:
        text = f"<article><p>{_PARAGRAPH}</p><p>{html.escape(text)}</p></article>"
    return text.encode("utf-8", "surrogatepass")


@schemathesis.hook
def map_query(_context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Name a language if the query does not: random characters are in none that is supported."""
    return {"language": "en"} | (query or {}) if isinstance(query, dict | None) else query


@schemathesis.hook
def map_body(_context: Any, body: Any) -> Any:
    """As for the query: with null the language is detected, and a few random words may be in any."""
    if isinstance(body, dict) and "language" in body and body["language"] is None:
        return body | {"language": "en"}
    return body


@schemathesis.deserializer(*YAML_MEDIA_TYPES)
def document(_context: Any, response: Any) -> str:
    """The service's description of itself as text, which generated clients get, too."""
    return str(response.text)
