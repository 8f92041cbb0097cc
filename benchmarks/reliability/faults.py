"""Runs with overload, killed processes, and a long steady load."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from benchmarks.reliability.clients import SATURATION, WORKERS, Clients, alone, started
from benchmarks.reliability.report import Row
from tests.web.running import RunningServer

TIMES = 4
MOST_GROWTH = 40  # MB that a soak may add: what allocators keep, but nothing that grows with the requests


def load(seconds: float) -> Row:
    """Saturation, then four times as much, with clients that wait as asked and some that do not."""
    with started() as server:
        expected, runs, unhealthy = alone(server), [], 0
        for factor, pause, share in ((1, 1, 0.5), (TIMES, 1, 1), (TIMES, 0.05, 0.5)):
            with Clients(server, factor * SATURATION, expected, pause) as clients:
                unhealthy += _watch_health(server, seconds * share)
            print(f"{factor} × saturation: {clients.told()}; {clients.times()}", flush=True)
            runs.append(clients)
    ratio = runs[1].median() / runs[0].median()
    failed = sum(clients.failed() for clients in runs)
    measured = (
        f"{runs[1].told()}; {runs[1].times()}: {ratio:.2f} × that at saturation; "
        f"clients that do not wait: {runs[2].told()}; /health failed {unhealthy} times"
    )
    what = f"load at {TIMES} × saturation, {seconds:.0f} s, each answer held to its own article"
    must = "every request gets 200 or 503; accepted ones take ≤ 2 × as long as at saturation; /health always"
    return Row(what, must, measured, failed == 0 and unhealthy == 0 and ratio <= 2)


def _watch_health(server: RunningServer, seconds: float) -> int:
    failed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            failed += server.get("/health").status != 200
        except OSError:
            failed += 1
        time.sleep(0.2)
    return failed


def kill(seconds: float) -> Row:
    """Kill a web worker and a process that reads articles in turn, every two seconds."""
    with started() as server:
        expected, kills, most, chosen = alone(server), 0, 0, random.Random(1)
        with Clients(server, WORKERS * 2, expected) as clients:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                time.sleep(2)
                victims = server.children() if kills % 2 else server.extraction_processes()
                if victims:
                    os.kill(chosen.choice(victims), signal.SIGKILL)
                    most += (
                        WORKERS * 2 if kills % 2 else 1
                    )  # a web worker may hold all that are asked at once
                    kills += 1
        server.wait_until_ready()
        inside = server.get("/ready").json()["inside"]
    measured = (
        f"{kills} kills: {clients.told()}; {clients.failed()} failed of at most {most} in killed processes; "
        f"{inside} places still taken afterwards"
    )
    met = "mixed up" not in clients.counts and inside == 0 and clients.failed() <= most
    return Row(f"kill -9 every 2 s for {seconds:.0f} s under load", "only requests in it fail", measured, met)


def soak(seconds: float) -> Row:
    """A steady load that leaves places free."""
    with started() as server:
        expected, memory = alone(server), []
        with Clients(server, WORKERS, expected) as clients:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                time.sleep(seconds / 10)
                memory.append(_memory(server))
        print("memory (MB):", " ".join(f"{each:.0f}" for each in memory))
    growth = memory[-1] - memory[0]
    measured = (
        f"{clients.told()}; {clients.times()}; memory {memory[0]:.0f} MB after a tenth of the time, "
        f"{memory[-1]:.0f} MB at the end"
    )
    met = set(clients.counts) == {"200"} and growth <= MOST_GROWTH
    must = f"every request gets its answer; memory grows by ≤ {MOST_GROWTH} MB"
    return Row(f"soak, {seconds:.0f} s, {WORKERS} clients", must, measured, met)


def _memory(server: RunningServer) -> float:
    """The memory that all processes hold together, in MB; shared pages count once."""
    processes = [server.process.pid, *server.children(), *server.extraction_processes()]
    rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes]
    lines = [line for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024
