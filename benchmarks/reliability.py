"""Reliability under load, faults and hostile bodies: what takes too long for the tests.

    python -m benchmarks.reliability load [--seconds 60]     4 × saturation: each gets its own answer or 503
    python -m benchmarks.reliability kill [--seconds 60]     kill -9 of a process every 2 seconds under load
    python -m benchmarks.reliability fuzz [--bodies 100000]  mutated seeds, random bytes, broken JSON
    python -m benchmarks.reliability soak [--seconds 600]    steady load: nothing lost, memory

Each starts a server of its own on this machine, prints what it counted, and exits with 1
where something was lost, mixed up or answered with a 5xx other than 503.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.web.running import RunningServer

SEEDS = Path(__file__).parents[1] / "tests" / "seeds.jsonl"
WORKERS, QUEUE = 2, 4
SATURATION = WORKERS + QUEUE


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description="Reliability under load, faults and hostile bodies.")
    parser.add_argument("what", choices=("load", "kill", "fuzz", "soak"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--bodies", type=int, default=100_000)
    options = parser.parse_args()
    runs: dict[str, Callable[[], bool]] = {
        "load": lambda: load(options.seconds),
        "kill": lambda: kill(options.seconds),
        "fuzz": lambda: fuzz(options.bodies),
        "soak": lambda: soak(options.seconds),
    }
    sys.exit(0 if runs[options.what]() else 1)


def _articles() -> list[str]:
    """Each seed in several cuts, so that answers differ."""
    texts = [json.loads(line)["text"] for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    return [text[start:] for text in texts for start in (0, 200, 400, 600)]


class Clients:
    """So many clients that ask without a pause, each with articles in turn, and check their answers."""

    def __init__(self, server: RunningServer, number: int, expected: dict[str, Any], polite: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.accepted: list[float] = []
        self.refused: list[float] = []
        self._server, self._expected, self._polite = server, expected, polite
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
        chosen = random.Random(seed)
        articles = list(self._expected)
        while not self._stop.is_set():
            article = chosen.choice(articles)
            started = time.monotonic()
            try:
                reply = self._server.post({"text": article})
                kind = str(reply.status)
                if reply.status == 200 and reply.json() != self._expected[article]:
                    kind = "mixed up"
                elif reply.status == 503:
                    kind = "503 " + reply.json()["type"].removeprefix("/problems/")
            except (OSError, HTTPException) as error:
                kind = f"lost ({type(error).__name__})"
            seconds = time.monotonic() - started
            with self._lock:
                self.counts[kind] += 1
                (self.accepted if kind == "200" else self.refused).append(seconds)
            if kind.startswith("503") and self._polite:
                self._stop.wait(1)


def _started() -> RunningServer:
    return RunningServer({"QUOTES_WORKERS": str(WORKERS), "QUOTES_QUEUE": str(QUEUE)})


def _alone(server: RunningServer) -> dict[str, Any]:
    return {article: server.post({"text": article}).json() for article in _articles()}


def _show(name: str, clients: Clients) -> None:
    times = sorted(clients.accepted) or [float("nan")]
    at_95 = times[int(len(times) * 0.95)]
    refused = statistics.median(clients.refused) if clients.refused else float("nan")
    counts = ", ".join(f"{kind}: {count}" for kind, count in sorted(clients.counts.items()))
    print(f"{name}: {counts}")
    print(
        f"  accepted: median {statistics.median(times) * 1000:.0f} ms, 95 % {at_95 * 1000:.0f} ms; "
        f"refused: median {refused * 1000:.0f} ms",
        flush=True,
    )


def load(seconds: float) -> bool:
    """At saturation, then at four times as much."""
    with _started() as server:
        expected, medians, good = _alone(server), [], True
        for factor in (1, 4):
            with Clients(server, factor * SATURATION, expected, polite=True) as clients:
                unhealthy = _watch_health(server, seconds)
            _show(f"{factor} x saturation, {factor * SATURATION} clients", clients)
            print(f"  /health failed {unhealthy} times")
            good &= unhealthy == 0 and set(clients.counts) <= {"200", "503 saturated"}
            medians.append(statistics.median(clients.accepted))
        print(f"latency of the accepted at 4 x against 1 x saturation: {medians[1] / medians[0]:.2f}")
        return good


def _watch_health(server: RunningServer, seconds: float) -> int:
    failed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            failed += server.get("/health").status != 200
        except OSError:
            failed += 1
        time.sleep(0.2)
    return failed


def kill(seconds: float) -> bool:
    """A web worker and an extraction process in turn, every two seconds."""
    with _started() as server:
        expected, kills, chosen = _alone(server), 0, random.Random(1)
        with Clients(server, WORKERS * 2, expected, polite=True) as clients:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                time.sleep(2)
                victims = server.children() if kills % 2 else server.extraction_processes()
                if victims:
                    os.kill(chosen.choice(victims), signal.SIGKILL)
                    kills += 1
        server.wait_until_ready()
        _show(f"{kills} processes killed", clients)
        inside = server.get("/ready").json()["inside"]
        failed = sum(count for kind, count in clients.counts.items() if kind not in ("200", "503 saturated"))
        print(f"  failed: {failed}, at most {kills} x {WORKERS * 2} may; still counted as inside: {inside}")
        return "mixed up" not in clients.counts and inside == 0 and failed <= kills * WORKERS * 2


def fuzz(bodies: int) -> bool:
    """Bodies that nobody would send, over the whole endpoint."""
    chosen, counts = random.Random(1), Counter[int]()
    with _started() as server:
        seeds = [{"text": article[:600]} for article in _articles()]
        processes = server.children() + server.extraction_processes()
        for _ in range(bodies):
            kind = chosen.choice(("application/json", "text/plain", "application/x-ndjson"))
            reply = server.post(_body(chosen, seeds), {"Content-Type": kind})
            counts[reply.status] += 1
        alive = server.children() + server.extraction_processes() == processes
    print(
        f"{bodies} bodies: {dict(sorted(counts.items()))}; processes that died: {'none' if alive else 'some'}"
    )
    return alive and not [status for status in counts if status >= 500 and status != 503]


def _body(chosen: random.Random, seeds: list[dict[str, str]]) -> bytes:
    body = bytearray(json.dumps(chosen.choice(seeds), ensure_ascii=chosen.random() < 0.5).encode())
    way = chosen.random()
    if way < 0.1:
        return chosen.randbytes(chosen.randrange(400))
    if way < 0.2:
        return bytes(body[: chosen.randrange(len(body))])
    for _ in range(chosen.randrange(1, 20)):
        place = chosen.randrange(len(body))
        piece = chosen.choice(
            (b'"', b"\\", b"{", b"[", b"\xff", b"\x00", b"\\ud800", b",", "”".encode(), b"1e999")
        )
        body[place : place + chosen.randrange(3)] = piece
    return bytes(body)


def soak(seconds: float) -> bool:
    """A steady load below saturation."""
    with _started() as server:
        expected = _alone(server)
        with Clients(server, WORKERS, expected, polite=True) as clients:
            end, memory = time.monotonic() + seconds, []
            while time.monotonic() < end:
                memory.append(_memory(server))
                time.sleep(seconds / 10)
        _show(f"{seconds:.0f} s", clients)
        print("  memory (PSS, MB):", " ".join(f"{each:.0f}" for each in memory))
        return set(clients.counts) == {"200"}


def _memory(server: RunningServer) -> float:
    processes = [server.process.pid, *server.children(), *server.extraction_processes()]
    rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes]
    lines = [line for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024


if __name__ == "__main__":
    main()
