"""Attacks with large bodies, batches, a frozen reader, and requests that are refused or abandoned."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from benchmarks.reliability.attacks_connections import HEAD
from benchmarks.reliability.clients import articles
from benchmarks.reliability.hostile import Attack, Outcome
from benchmarks.reliability.hostile_server import HostileServer

_LARGE = 2_400_000  # bytes: below QUOTES_MAX_BYTES, above QUOTES_MAX_CHARACTERS
_HUGE = 10_000_000
_BATCH_SECONDS = 20
_SHORT_LIMIT = 3  # seconds for one article while a reader is stopped
_PATIENCE = 60.0


def large_bodies(server: HostileServer) -> Outcome:
    """24 at once, three times, of each of three kinds."""
    bodies = (
        ("text/plain", b"a" * _LARGE),
        ("application/json", json.dumps({"text": "a" * (_LARGE - 20)}).encode()),
        ("application/json", b"[" + b'{"a":1},' * (_LARGE // 8)),
    )
    statuses: set[str] = set()
    with ThreadPoolExecutor(24) as clients:
        for kind, body in bodies:
            for _ in range(3):
                statuses |= set(clients.map(lambda _: _status(server, body, kind), range(24)))  # noqa: B023
    return Outcome("answers " + ", ".join(sorted(statuses)), statuses <= {"400", "413", "422", "503"})


def batches(server: HostileServer) -> Outcome:
    """Five clients, each of which sends one article after the other in a single batch."""
    lines = [json.dumps({"text": article}).encode() + b"\n" for article in articles()]
    end = time.monotonic() + _BATCH_SECONDS

    def body() -> Iterator[bytes]:
        number = 0
        while time.monotonic() < end:
            yield lines[number % len(lines)]
            number += 1
            time.sleep(0.1)  # so that in all about as many come as can be read in the time

    def ask(_: int) -> str:
        return _status(server, body(), "application/x-ndjson")

    before = _refused(server)
    with ThreadPoolExecutor(5) as clients:
        statuses = sorted(clients.map(ask, range(5)))
    return Outcome(f"the batches: {', '.join(statuses)}; {_refused(server) - before:.0f} × 503 counted")


def frozen_reader(server: HostileServer) -> Outcome:
    """SIGSTOP to all readers, with an article in them."""
    stopped = server.leaves()
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        began = time.monotonic()
        while time.monotonic() - began < _PATIENCE:
            try:
                if server.post({"text": articles()[0]}).status == 200:
                    break
            except (OSError, HTTPException):
                pass
            time.sleep(0.5)
        took = time.monotonic() - began
    finally:
        for process in stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)
    return Outcome(f"{took:.1f} s until an article is answered again", took <= 4 * _SHORT_LIMIT)


# Requests that the server's parser, or the application, refuses before reading the body, with the status due.
_REFUSED: dict[str, tuple[bytes, int]] = {
    "no request": (b"what is this\r\n\r\n", 400),
    "long line": (b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "long header": (b"GET /health HTTP/1.1\r\nHost: a\r\nA: " + b"a" * 100_000 + b"\r\n\r\n", 431),
    "many headers": (b"GET /health HTTP/1.1\r\nHost: a\r\n" + b"A: a\r\n" * 5_000 + b"\r\n", 431),
    "expectation": (HEAD + b"Expect: tea\r\nContent-Length: 2\r\n\r\n{}", 417),
    "kind": (b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\n", 415),
    "address": (b"POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n", 404),
    "form": (HEAD + b"Accept: a/b\r\n", 406),
    "option": (HEAD.replace(b"/v1/quotes", b"/v1/quotes?a=b"), 422),
}


def refusals(server: HostileServer) -> Outcome:
    """Each refusal is answered, logged and has an id, though the client is still sending."""
    wrong, unnamed, unlogged = [], [], []
    for name, (head, status) in _REFUSED.items():
        data = head if b"\r\n\r\n" in head else head + b"Content-Length: %d\r\n\r\n" % _HUGE + b"a" * _HUGE
        before = _told(server, status)
        answer = _exchanged(server, data)
        if not answer.startswith(b"HTTP/1.1 %d " % status):
            wrong.append(f"{name} {answer[9:12].decode('latin-1') or 'nothing'} for {status}")
        if b"x-request-id:" not in answer.lower():
            unnamed.append(name)
        if _told(server, status) == before:
            unlogged.append(name)
    parts = (("wrong status", wrong), ("without id", unnamed), ("not logged", unlogged))
    told = [f"{what}: {', '.join(names) or 'none'}" for what, names in parts]
    return Outcome("; ".join(told), not (wrong or unnamed or unlogged))


def read_for_nobody(server: HostileServer) -> Outcome:
    """How many of four long articles are read, by processor time, although their clients leave at once."""
    text = (" ".join(articles()) * 20)[:50_000].encode()
    one = _worked(server, text, stay=True)
    gone = _worked(server, text, stay=False, clients=4) / one
    return Outcome(f"clients that left: {gone:.1f} articles read for nobody, of 4", gone <= 1.5)


def _worked(server: HostileServer, text: bytes, *, stay: bool, clients: int = 1) -> float:
    """The processor time that `clients` cost."""
    head = HEAD.replace(b"application/json", b"text/plain") + b"Content-Length: %d\r\n\r\n" % len(text)
    server.settle()
    before = server.processor_seconds()
    for _ in range(clients):
        with socket.create_connection(("127.0.0.1", server.port), timeout=_PATIENCE) as connection:
            connection.sendall(head + text)
            if stay:
                connection.recv(1)
    time.sleep(1)
    server.settle()
    return server.processor_seconds() - before


def _exchanged(server: HostileServer, data: bytes) -> bytes:
    """Send all of `data`, then read, as simple clients do; empty if the connection breaks first."""
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=_PATIENCE) as connection:
            connection.sendall(data)
            return connection.recv(65_536)
    except OSError:
        return b""


def _told(server: HostileServer, status: int) -> int:
    """How many lines of the log have this status; a line is written just after the answer."""
    time.sleep(0.2)
    found = 0
    for line in server.log().splitlines():
        with contextlib.suppress(ValueError):
            found += json.loads(line).get("status") == status
    return found


def _status(server: HostileServer, body: bytes | Iterator[bytes], kind: str) -> str:
    try:
        return str(server.post(body, {"Content-Type": kind}).status)
    except (OSError, HTTPException) as error:
        return type(error).__name__


def _refused(server: HostileServer) -> float:
    """How many requests the server has counted as refused for want of a place."""
    lines = server.get("/metrics").body.decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if "saturated" in line and not line.startswith("#"))


LARGE_BODIES = Attack("F", "24 bodies of 2.4 MB at once, all refused, nine times", large_bodies)
BATCHES = Attack("G", f"five batches for {_BATCH_SECONDS} s", batches)
FROZEN_READER = Attack(
    "I",
    "SIGSTOP of the processes that read",
    frozen_reader,
    must=f"an article answered within {4 * _SHORT_LIMIT} s, the time limit being {_SHORT_LIMIT} s",
    environment={"QUOTES_TIME_LIMIT": str(_SHORT_LIMIT)},
)
REFUSALS = Attack(
    "K",
    "what the parser refuses, 10 MB that are refused, clients that leave",
    refusals,
    must="each with its status, an id and a log line; no article is read for nobody (≤ 1.5 of 4)",
    afterwards=read_for_nobody,
)
