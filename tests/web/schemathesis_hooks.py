"""How schemathesis makes requests of the service."""

from __future__ import annotations

import json
from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def ndjson(_context: Any, value: Any) -> bytes:
    """A batch of one line, whatever is generated; an example is its lines."""
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")


@schemathesis.hook
def map_query(_context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Random characters are in no supported language; said to be, they must be accepted."""
    return {"language": "en"} | (query or {}) if isinstance(query, dict | None) else query
