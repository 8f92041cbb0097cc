"""Attacks with connections: they linger, stall, or are too many."""

from __future__ import annotations

import contextlib
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.reliability.hostile import Attack, Outcome
from benchmarks.reliability.hostile_server import HostileServer, limited, with_shared_memory

HEAD = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
ARTICLE = '{"text": "“We agree,” said Anna Smith on Friday."}'.encode()
_SECONDS = 40.0  # longer than a client has for its body
_ANSWER = 60.0  # seconds to wait for an answer

# A request whose answer says Connection: close.
_CLOSED = (
    HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(ARTICLE) + ARTICLE,
    b"GET /health HTTP/1.0\r\n\r\n",
    b"what is this\r\n\r\n",
    HEAD + b"Content-Length: 5000000\r\n\r\n" + b"x" * 5_000_000,
)


def lingering(server: HostileServer) -> Outcome:
    """Clients that do not close a connection although told that it is closed: in a row, then at once."""
    with _many() as sockets:
        began = time.monotonic()
        for number in range(20):
            _answer(_sent(server, sockets, _CLOSED[number % len(_CLOSED)]))
            if time.monotonic() - began > _ANSWER:
                break
        in_row, took = number + 1, time.monotonic() - began
        at_once = [_sent(server, sockets, _CLOSED[number % 3]) for number in range(24)]
        answered = sum(bool(_answer(each)) for each in at_once)
        time.sleep(10)
    told = f"{in_row} in a row were answered in {took:.1f} s; of 24 at once {answered}"
    return Outcome(told, answered == len(at_once) and in_row == 20)


def stalled(server: HostileServer) -> Outcome:
    """Half uploads, half heads and silent connections, all of them held."""
    with _many() as sockets:
        for _ in range(30):
            _sent(server, sockets, HEAD + b"Content-Length: 1000\r\n\r\n" + b"{")
        for _ in range(24):
            _sent(server, sockets, HEAD)
        for _ in range(100):
            _sent(server, sockets, b"")
        time.sleep(_SECONDS)
    return Outcome("")


def unread(server: HostileServer) -> Outcome:
    """Clients that ask for long answers and do not read them."""
    text = "“We agree on that,” said Anna Smith on Friday. " * 400
    body = text.encode()
    head = HEAD.replace(b"application/json", b"text/plain") + b"Content-Length: %d\r\n\r\n" % len(body)
    with _many() as sockets:
        for _ in range(20):
            _sent(server, sockets, head + body, receive=2048)
            time.sleep(0.5)
        time.sleep(_SECONDS / 2)
    return Outcome("")


def descriptors(server: HostileServer) -> Outcome:
    """As many connections as the server may have descriptors, and more."""
    refused = 0
    with _many() as sockets:
        for number in range(960 + 100):
            try:
                _sent(server, sockets, b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n" if number < 960 else b"")
            except OSError:
                refused += 1
        time.sleep(_SECONDS / 2)
    return Outcome(f"{refused} of 1060 refused")


def shared_memory(server: HostileServer) -> Outcome:
    """Fill /dev/shm, as another program may do, while articles are read."""
    free = Path(f"/proc/{server.process.pid}/root/dev/shm/full")
    with contextlib.suppress(OSError), free.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(65_536))
    for _ in range(5):  # each new process may need a place for its counts
        for path in ("/metrics", "/problems/saturated", "/nothing"):
            with contextlib.suppress(OSError):
                server.get(path)
        time.sleep(1)
    return Outcome("")


@contextmanager
def _many() -> Iterator[ExitStack]:
    """Room for thousands of sockets, which are closed at the end."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    with ExitStack() as sockets:
        yield sockets


def _sent(server: HostileServer, sockets: ExitStack, data: bytes, receive: int = 0) -> socket.socket:
    """A connection, kept by `sockets`, on which `data` has been sent as far as the server accepts it."""
    connection = sockets.enter_context(socket.socket())
    if receive:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    connection.settimeout(10)
    connection.connect(("127.0.0.1", server.port))
    with contextlib.suppress(OSError):
        connection.sendall(data)
    return connection


def _answer(connection: socket.socket) -> bytes:
    """The beginning of the answer; empty if none comes."""
    connection.settimeout(_ANSWER)
    try:
        return connection.recv(65_536)
    except OSError:
        return b""


LINGERING = Attack(
    "A",
    "clients that are told Connection: close and do not close: 20 in a row, 24 at once",
    lingering,
    must="all answered",
)
STALLED = Attack("B", "30 stalled uploads, 24 half heads, 100 silent connections for 40 s", stalled)
UNREAD = Attack("B", "20 clients that do not read long answers", unread)
DESCRIPTORS = Attack(
    "H",
    "ulimit -n 1024: 960 idle and 100 silent connections",
    descriptors,
    before=limited(1024),
)
SHARED_MEMORY = Attack(
    "H",
    "/dev/shm full",
    shared_memory,
    environment={"QUOTES_METRICS_DIR": ""},
    before=with_shared_memory(4),
)
