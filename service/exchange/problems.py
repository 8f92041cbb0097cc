"""Errors in a request or a record, as RFC 9457 problem details.

Details name limits, fields and offsets, and never repeat what the request said: an error answer must not
carry pieces of somebody's article into logs and tickets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# slug → status, title.  The slugs are part of the contract: they end the `type` of each problem.
KINDS: dict[str, tuple[int, str]] = {
    "not-http": (400, "The request is not valid HTTP"),
    "not-json": (400, "The body is not JSON"),
    "not-utf8": (400, "The body is not UTF-8"),
    "broken-body": (400, "The body ended early or is not framed as it says"),
    "key-missing": (401, "A key is needed"),
    "key-unknown": (401, "The key is not known"),
    "key-withdrawn": (403, "The key is withdrawn"),
    "not-found": (404, "There is nothing at this address"),
    "method-not-allowed": (405, "This address does not take this method"),
    "not-acceptable": (406, "No form of the answer is acceptable"),
    "too-slow": (408, "The request took too long to arrive"),
    "too-long": (413, "The article or the body is too long"),
    "target-too-long": (414, "The address is too long"),
    "unsupported-media-type": (415, "The body is in a form that is not read"),
    "unsupported-encoding": (415, "The body is compressed in a way that is not read"),
    "expectation-failed": (417, "What the request expects is not met"),
    "not-valid": (422, "The request is not valid"),
    "no-article": (422, "No article is found in the page"),
    "empty-text": (422, "The article is empty"),
    "unsupported-language": (422, "The article is in a language that is not supported"),
    "too-many-requests": (429, "More is asked than is allowed"),
    "head-too-large": (431, "The header fields are too large"),
    "client-gone": (499, "The client closed its side of the connection before its answer"),
    "internal": (500, "The service failed"),
    "not-implemented": (501, "The body is in a transfer coding that is not read"),
    "saturated": (503, "All workers are busy"),
    "time-limit": (503, "The article took too long to read"),
    "interrupted": (503, "The worker was lost while it read the article"),
    "no-reader": (503, "No process reads articles now"),
}


@dataclass(eq=False)
class Problem(Exception):
    """An error to answer with: its kind, a sentence for people, further members, headers."""

    kind: str
    detail: str
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind][0]

    def as_json(self, prefix: str = "") -> dict[str, Any]:
        """The problem object of RFC 9457; `prefix` is the path under which its type can be looked up."""
        status, title = KINDS[self.kind]
        return {
            "type": f"{prefix}/problems/{self.kind}",
            "title": title,
            "status": status,
            "detail": self.detail,
            **self.members,
        }


def too_long(limit: int, size: int | None, unit: str) -> Problem:
    """Problem too-long: more than `limit` in this `unit`; `size` is None if not counted to the end."""
    told = f"{size} {unit}" if size is not None else f"more than {limit} {unit}"
    members = {"limit": limit, "unit": unit} | ({"size": size} if size is not None else {})
    return Problem("too-long", f"{told} came, {limit} {unit} is the limit", members)


def not_valid(errors: Sequence[Mapping[str, str | None]]) -> Problem:
    """Problem not-valid with all `errors`, each {"field": …, "detail": …}; the first one is its detail."""
    first = errors[0]
    told = f"{first['field']}: {first['detail']}" if first["field"] else str(first["detail"])
    return Problem("not-valid", told, {"field": first["field"], "errors": list(errors)})


def unsupported_language(language: str, supported: Sequence[str], detected: bool) -> Problem:
    """Problem unsupported-language: `language`, detected or asked for, is not among `supported`."""
    how = "detected" if detected else "asked for"
    detail = f"the language {how} is {language}; supported are {', '.join(supported)}"
    members = {"field": "text" if detected else "language", "supported": list(supported)}
    return Problem("unsupported-language", detail, members | {"detected" if detected else "asked": language})


def time_limit_passed(limit: float) -> Problem:
    """Problem time-limit: reading the article took longer than `limit` seconds."""
    told = f"reading it took more than {limit:g} seconds"
    return Problem("time-limit", told, {"limit": limit, "unit": "seconds"})


def retry_later(kind: str, detail: str, seconds: int) -> Problem:
    """A problem after which the request may be tried again in `seconds`."""
    return Problem(kind, detail, {"retry_after": seconds}, {"Retry-After": str(seconds)})
