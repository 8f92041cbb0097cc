"""Clients that ask without a pause and compare each answer with that of its own article."""

from __future__ import annotations

import json
import random
import statistics
import threading
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.web.running import RunningServer

SEEDS = Path(__file__).parents[2] / "tests" / "seeds.jsonl"
WORKERS, QUEUE = 2, 4
SATURATION = WORKERS + QUEUE


def started() -> RunningServer:
    """A server whose places are all taken by SATURATION clients."""
    return RunningServer({"QUOTES_WORKERS": str(WORKERS), "QUOTES_QUEUE": str(QUEUE)})


def articles() -> list[str]:
    """Each seed in several cuts, so that answers differ."""
    texts = [json.loads(line)["text"] for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    return [text[start:] for text in texts for start in (0, 200, 400, 600)]


def alone(server: RunningServer) -> dict[str, Any]:
    """Each article's answer while nothing else is asked."""
    return {article: server.post({"text": article}).json() for article in articles()}


class Clients:
    """So many clients, each asking for one article after the other, while the block runs.

    `pause` is what a client waits after a 503, in seconds: 1 is what Retry-After asks for.
    """

    def __init__(
        self, server: RunningServer, number: int, expected: dict[str, Any], pause: float = 1
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.accepted: list[float] = []
        self.refused: list[float] = []
        self._server, self._expected, self._pause = server, expected, pause
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._ask, args=(seed,)) for seed in range(number)]

    def __enter__(self) -> Clients:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, seed: int) -> None:
        chosen, known = random.Random(seed), list(self._expected)
        while not self._stop.is_set():
            began = time.monotonic()
            kind = self._kind(chosen.choice(known))
            seconds = time.monotonic() - began
            with self._lock:
                self.counts[kind] += 1
                (self.accepted if kind == "200" else self.refused).append(seconds)
            if kind.startswith("503"):
                self._stop.wait(self._pause)

    def _kind(self, article: str) -> str:
        try:
            reply = self._server.post({"text": article})
        except (OSError, HTTPException) as error:
            return f"lost ({type(error).__name__})"
        if reply.status == 200 and reply.json() != self._expected[article]:
            return "mixed up"
        if reply.status == 503:
            return "503 " + str(reply.json()["type"]).removeprefix("/problems/")
        return str(reply.status)

    def failed(self) -> int:
        """How many requests got neither their right answer nor the 503 of a full service."""
        return sum(count for kind, count in self.counts.items() if kind not in ("200", "503 saturated"))

    def told(self) -> str:
        """The counts in words."""
        return ", ".join(f"{count} × {kind}" for kind, count in sorted(self.counts.items()))

    def median(self) -> float:
        """The seconds that an accepted request took, as the median."""
        return statistics.median(self.accepted)

    def times(self) -> str:
        """How long the requests took, in words."""
        times = sorted(self.accepted)
        at_95 = times[int(len(times) * 0.95)]
        refused = f", refused {statistics.median(self.refused) * 1000:.0f} ms" if self.refused else ""
        return f"accepted: median {self.median() * 1000:.0f} ms, 95 % {at_95 * 1000:.0f} ms{refused}"
