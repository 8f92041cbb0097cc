"""Starts contenders and services, with one thread of arithmetic each, and ends them again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.gold import QUOTED, ROOT
from benchmarks.speed.client import Client

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
SERVE = (sys.executable, "-m", "gunicorn", "--config", "service/gunicorn.conf.py")
PATIENCE = 120.0


class Unavailable(RuntimeError):
    """Something to be measured cannot be started here."""


@dataclass(frozen=True)
class Reading:
    """What reading some texts took and gave: seconds, quotes, texts that failed, peak memory so far in MB.

    `seconds` are by the clock; `processor` are those of the process's only thread, which other processes do
    not slow down.
    """

    seconds: float
    processor: float
    found: int
    failed: int
    peak: float


class Contender:
    """A process that reads texts when asked to; raises Unavailable if it cannot start."""

    def __init__(self, kind: str, language: str) -> None:
        self.kind = kind
        command = [sys.executable, "-m", "benchmarks.speed.contender", kind, language]
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._process.kill()
        self._process.communicate()
        self._errors.close()

    def _answer(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            self._errors.seek(0)
            last = self._errors.read().strip().splitlines()[-1:]
            raise Unavailable(f"{self.kind}: {''.join(last) or 'ended'}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def read(self, texts: Sequence[str], types: Sequence[str] = QUOTED) -> Reading:
        """Have the texts read."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"texts": list(texts), "types": list(types)}) + "\n")
        self._process.stdin.flush()
        return Reading(**self._answer())


class Server:
    """The service as `make serve` runs it, with so many workers.  Unavailable if it never gets ready."""

    def __init__(self, workers: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        if not (ROOT / SERVE[-1]).is_file():
            raise Unavailable(f"no {SERVE[-1]}")
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        started = time.perf_counter()
        self._process = subprocess.Popen(
            [*SERVE, "--workers", str(workers), "--bind", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD, "WEB_CONCURRENCY": str(workers), "PORT": str(self.port)},
            stdout=self._log,
            stderr=self._log,
        )
        try:
            self._wait()
        except Unavailable:
            self.__exit__()
            raise
        self.seconds_to_ready = time.perf_counter() - started

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _wait(self) -> None:
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            if self._process.poll() is not None:
                break
            try:
                with self.client() as client:
                    if client.request("GET", "/ready") == 200:
                        return
            except OSError:
                pass
            time.sleep(0.02)
        self._log.seek(0)
        last = self._log.read().strip().splitlines()[-1:]
        raise Unavailable(f"the service does not get ready: {''.join(last)}")

    def client(self) -> Client:
        """A client of this service."""
        return Client(self.port, PATIENCE)

    def memory(self) -> float:
        """The proportional memory (PSS) of all its processes together, in MB."""
        return memory_of(self._process.pid)


def memory_of(pid: int) -> float:
    """The proportional memory (PSS) of a process and all its descendants together, in MB."""
    return sum(map(_pss, _family(pid))) / 1024


def _family(pid: int) -> list[int]:
    """A process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _pss(pid: int) -> int:
    """Proportional set size of a process, in kB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
