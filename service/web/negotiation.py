"""Which form the answer has: what the caller accepts, against what there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flask import Request
from werkzeug.http import parse_list_header, parse_options_header

from service.exchange.problems import Problem

JSON, CSV, JSON_LD, NDJSON = "application/json", "text/csv", "application/ld+json", "application/x-ndjson"
ANNOTATION_PROFILE = "http://www.w3.org/ns/anno.jsonld"
_PROFILES = {JSON_LD: ANNOTATION_PROFILE}
_QUALITY = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def accepted_form(request: Request, available: Sequence[str]) -> str:
    """The media type among `available` (best first) that the request prefers; raises Problem not-acceptable.

    A range that names a form takes precedence over a wildcard: `text/csv, */*` asks for CSV.
    """
    return _preferred(request.headers.get("Accept", ""), tuple(available))


@lru_cache(64)  # clients send the same each time; the server limits a field to some kB
def _preferred(accept: str, available: tuple[str, ...]) -> str:
    if not accept.strip():
        return available[0]
    ranges = [_range(one) for one in parse_list_header(accept)]
    rated = {kind: _rating(kind, ranges) for kind in available}
    best = max(available, key=lambda kind: rated[kind])
    if rated[best][0] <= 0:
        told = f"the answer is {' or '.join(available)}"
        raise Problem("not-acceptable", told, {"available": list(available)})
    return best


def _range(text: str) -> tuple[str, dict[str, str], float]:
    """A media range, its parameters and its quality; an invalid quality counts as 1."""
    name, options = parse_options_header(text)
    quality = options.pop("q", "1")
    return name, options, float(quality) if _QUALITY.fullmatch(quality) else 1.0


def _rating(kind: str, ranges: Sequence[tuple[str, dict[str, str], float]]) -> tuple[float, int]:
    """The quality that the most specific range gives `kind`, and how specific that is."""
    fitting = [
        (_specificity(kind, name, options), quality)
        for name, options, quality in ranges
        if _specificity(kind, name, options)
    ]
    if not fitting:
        return 0.0, 0
    specificity, quality = max(fitting)
    return quality, specificity


def _specificity(kind: str, name: str, options: dict[str, str]) -> int:
    """3 if the range names `kind`, 2 if its family, 1 if everything, 0 if it does not match.

    Parameters do not matter, except a profile: another profile is another form of JSON-LD.
    """
    name = name.lower()
    if name == kind:
        profiles = options.get("profile", "").split()
        return 3 if not profiles or _PROFILES.get(kind) in (None, *profiles) else 0
    if name == kind.partition("/")[0] + "/*":
        return 2
    return 1 if name in ("*/*", "*") else 0
