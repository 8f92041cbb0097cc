"""Prometheus metrics, summed over worker processes; their labels have a limited number of values."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from typing import ParamSpec

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess, values
from prometheus_client.mmap_dict import MmapedDict

from service.web import counts
from service.web.forms import Told

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_P = ParamSpec("_P")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_CHARACTERS = (500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 200_000)

# A gauge whose value all processes share.  None of them counts it, so it is not in their files.
_INSIDE = """# HELP quotes_requests_inside Requests in extraction or waiting for it
# TYPE quotes_requests_inside gauge
quotes_requests_inside {}
"""


class _WithoutHoles(MmapedDict):
    """Counts in a file whose space is allocated before it is mapped: see counts.py."""

    def _init_value(self, key: str) -> None:
        more = len(key.encode()) + 64
        if self._used + more > self._capacity:  # raises OSError if there is no room
            os.posix_fallocate(self._f.fileno(), 0, 2 * self._capacity)
        super()._init_value(key)  # type: ignore[no-untyped-call]


def count_as(name: str | None) -> None:
    """Keep this process's counts under `name`, where a successor continues them; None counts nothing.

    By default each process id has files of its own, so processes that come and go fill the directory.
    """
    global _name, _counts
    _name, _counts = name or _name, name is not None


_name, _counts = counts.MASTER, True
if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
    values.MmapedDict = _WithoutHoles  # type: ignore[attr-defined]
    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: _name)  # type: ignore[no-untyped-call]


def _counted(count: Callable[_P, None]) -> Callable[_P, None]:
    """Make a count do nothing if there is no room for it: the request must not fail."""

    @wraps(count)
    def counted(*args: _P.args, **named: _P.kwargs) -> None:
        if _counts:
            with suppress(OSError):
                count(*args, **named)

    return counted


class Metrics:
    """The service's counts, and their text for a scrape."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()

        # The counter for each set of labels is looked up once; the number of sets is limited.
        def counter(name: str, told: str, *labels: str) -> Callable[..., Counter]:
            return cache(Counter(name, told, labels, registry=registry).labels)

        self._requests = counter("quotes_requests_total", "Requests answered", "endpoint", "method", "status")
        told = "Time from request to answer"
        seconds = Histogram("quotes_request_seconds", told, ["endpoint"], buckets=_SECONDS, registry=registry)
        self._seconds = cache(seconds.labels)
        self._keys = counter("quotes_key_requests_total", "Requests with a key", "key", "status")
        told = "Length of articles"
        self._characters = Histogram(
            "quotes_article_characters", told, buckets=_CHARACTERS, registry=registry
        )
        self._articles = counter("quotes_articles_total", "Articles read", "language")
        self._quotes = counter("quotes_found_total", "Quotes found", "type", "language", "source")
        self._problems = counter("quotes_problems_total", "Problems answered", "kind")
        told = "Time that an article waited for a process that reads"
        self._queued = Histogram("quotes_queue_seconds", told, buckets=_SECONDS, registry=registry)
        told = "What happened to the processes that read articles"
        self._readers = counter("quotes_readers_total", told, "what")

    @_counted
    def request(self, endpoint: str, method: str, status: int, seconds: float) -> None:
        """Count a request; `endpoint` is the name of a route, never a path that somebody asked for."""
        self._requests(endpoint, method, str(status)).inc()
        self._seconds(endpoint).observe(seconds)

    @_counted
    def key(self, name: str, status: int) -> None:
        """Count a request with a key of this name, which is in the operator's file."""
        self._keys(name, str(status)).inc()

    @_counted
    def answer(self, told: Told) -> None:
        """Count an article and the quotes in the answer to it."""
        self._characters.observe(told.characters)
        self._articles(told.language).inc()
        for labels, count in told.quotes.items():
            self._quotes(*labels).inc(count)

    @_counted
    def problem(self, kind: str) -> None:
        """Count a problem, alone or in a batch."""
        self._problems(kind).inc()

    @_counted
    def queued(self, seconds: float) -> None:
        """Count an article that waited so many `seconds` for a process to read it."""
        self._queued.observe(seconds)

    @_counted
    def reader(self, what: str) -> None:
        """Count what happened to a process that reads articles."""
        self._readers(what).inc()

    def scrape(self, inside: int) -> bytes:
        """The text for Prometheus; `inside` is the number of requests that are in now."""
        registry = self._registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            registry = CollectorRegistry()
            multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry) + _INSIDE.format(inside).encode()
