"""What other clients see of a server while one client is hostile."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.client import HTTPException
from typing import Any

from benchmarks.reliability.clients import articles
from benchmarks.reliability.hostile_server import HostileServer

SLOWEST_HEALTH = 0.5  # seconds
PATIENCE = 30.0  # seconds in which an ordinary client wants its answer, including refusals
_PAUSE = 0.1  # seconds between two requests
_ARTICLES = 8


class Witness:
    """Asks /health, and has ordinary articles read, without a pause while the block runs.

    A client that gets a 503 asks again after the time it is told, until its patience ends.
    """

    def __init__(self, server: HostileServer) -> None:
        self._server = server
        self._stop = threading.Event()
        self._expected = self._alone()
        self._workers = set(server.children())
        self.lost_workers: set[int] = set()
        self.health: list[float] = []
        self.waits: list[float] = []
        self.counts: Counter[str] = Counter()
        tasks = (self._ask_health, self._ask_articles, self._watch_workers)
        self._threads = [threading.Thread(target=task) for task in tasks]

    def __enter__(self) -> Witness:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def holds(self) -> bool:
        """Was /health quick, no worker lost, and every ordinary article answered as usual?"""
        quick = bool(self.health) and max(self.health) <= SLOWEST_HEALTH
        fine = set(self.counts) <= {"200", "503"} and bool(self.counts["200"])
        return quick and fine and not self.lost_workers and not self.counts["health failed"]

    def told(self) -> str:
        """What it saw, in words."""
        counts = ", ".join(f"{count} × {kind}" for kind, count in sorted(self.counts.items()))
        health = f"/health at most {max(self.health):.2f} s" if self.health else "/health never"
        longest = f", the longest wait {max(self.waits):.1f} s" if self.waits else ""
        return f"{health}; {len(self.lost_workers)} workers lost; ordinary articles: {counts}{longest}"

    def _alone(self) -> list[tuple[str, Any]]:
        chosen = articles()[:_ARTICLES]
        return [(article, self._server.post({"text": article}).json()) for article in chosen]

    def _ask_health(self) -> None:
        while not self._stop.wait(_PAUSE):
            began = time.monotonic()
            try:
                if self._server.get("/health").status != 200:
                    self.counts["health failed"] += 1
            except (OSError, HTTPException):
                self.counts["health failed"] += 1
            self.health.append(time.monotonic() - began)

    def _ask_articles(self) -> None:
        number = 0
        while not self._stop.wait(_PAUSE):
            article, expected = self._expected[number % len(self._expected)]
            number += 1
            began = time.monotonic()
            while not self._answered(article, expected):
                if time.monotonic() - began > PATIENCE:
                    self.counts["given up"] += 1
                    break
                if self._stop.is_set():
                    break
            self.waits.append(time.monotonic() - began)

    def _answered(self, article: str, expected: Any) -> bool:
        """Ask once; False if it is worth asking again, after the pause that was asked for."""
        try:
            reply = self._server.post({"text": article})
        except (OSError, HTTPException) as error:
            self.counts[f"lost ({type(error).__name__})"] += 1
            return True
        if reply.status == 200 and reply.json() != expected:
            self.counts["mixed up"] += 1
            return True
        self.counts[str(reply.status)] += 1
        if reply.status == 503:
            self._stop.wait(float(reply.headers.get("retry-after", 1)))
        return reply.status != 503

    def _watch_workers(self) -> None:
        while not self._stop.wait(_PAUSE):
            self.lost_workers |= self._workers - set(self._server.children())
