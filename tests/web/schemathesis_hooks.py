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


@schemathesis.serializer("application/x-ndjson")
def ndjson(_context: Any, value: Any) -> bytes:
    """A batch of one line, whatever is generated; an example is its lines."""
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")


@schemathesis.serializer("text/html")
def page(_context: Any, value: Any) -> bytes:
    """A page with an article, for random characters are none, and what is generated in it."""
    text = value if isinstance(value, str) else json.dumps(value)
    if isinstance(value, str) and "<article>" not in text:
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
