"""The service as it is run: what only shows with a server, sockets, processes and signals."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.web.running import Reply, RunningServer

GOOD = {"text": "It rains.", "language": "en"}
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def long_article(seeds: list[dict[str, Any]]) -> str:
    """An article that keeps a process busy for a while."""
    return "\n\n".join(seed["text"] for seed in seeds if seed["lang"] == "en")[:15_000] * 3


def _kind(reply: Reply) -> str:
    assert reply.headers["content-type"] == PROBLEM
    return str(reply.json()["type"]).removeprefix("/problems/")


def _eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _all_free(server: RunningServer) -> bool:
    reply = server.get("/ready")
    return reply.status == 200 and reply.json()["inside"] == 0


def _one_worker(**settings: str) -> RunningServer:
    return RunningServer({"QUOTES_WORKERS": "1", **settings})


# bodies


def test_a_seed_article_gets_its_quotes(server: RunningServer, seeds: list[dict[str, Any]]) -> None:
    article = seeds[1]["text"]
    reply = server.post({"text": article})
    assert reply.status == 200
    assert all(quote["content"]["text"] in article for quote in reply.json()["quotes"])
    assert reply.json()["quotes"]


def test_a_chunked_body_is_read_whole(server: RunningServer) -> None:
    body = json.dumps(GOOD).encode()
    assert server.post(iter([body[:5], body[5:]])).status == 200


def test_a_chunked_body_past_the_limit_is_413_and_not_cut(server: RunningServer) -> None:
    body = (b'{"language": "en", "text": "It rains."}' + b" " * 100_000 for _ in range(40))
    reply = server.post(body)
    assert (reply.status, _kind(reply)) == (413, "too-long")


def test_a_client_that_is_still_sending_too_much_reads_its_413(server: RunningServer) -> None:
    reply = server.post(b"a" * 15_000_000, {"Content-Type": "text/plain"})
    assert (reply.status, reply.json()["size"]) == (413, 15_000_000)


def test_a_connection_goes_on_after_a_bad_request(server: RunningServer) -> None:
    good = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
    received = server.raw(good + b"\r\n\xff\xff\xff\xff\xff" + good + b"Connection: close\r\n\r\nHello")
    assert received.count(b"HTTP/1.1 ") == 2


@pytest.mark.parametrize(
    "framing",
    [
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\nHello\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nHelloXX0\r\n\r\n",
    ],
    ids=["size", "end of chunk"],
)
def test_a_body_with_broken_framing_is_400(server: RunningServer, framing: bytes) -> None:
    head = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
    received = server.raw(head + framing)
    assert received.startswith(b"HTTP/1.1 400 ")
    assert b"/problems/broken-body" in received


@pytest.mark.parametrize(
    "request_bytes",
    [b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nBad Header: 1\r\n\r\n"],
)
def test_what_is_not_http_is_a_problem_too(server: RunningServer, request_bytes: bytes) -> None:
    head, _, body = server.raw(request_bytes).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert PROBLEM.encode() in head
    assert json.loads(body)["type"] == "/problems/not-http"


def test_nesting_that_exhausts_the_parser_is_400_and_kills_no_worker(server: RunningServer) -> None:
    before = server.children()
    for body in (b"[" * 1_000_000, b'{"text":' * 200_000):
        assert _kind(server.post(body)) == "not-json"
    assert server.children() == before


# slow clients


@pytest.fixture(scope="module")
def impatient() -> Iterator[RunningServer]:
    """A server that gives clients one second."""
    with _one_worker(QUOTES_CLIENT_TIMEOUT="1", QUOTES_THREADS="4") as running:
        yield running


def _trickle(server: RunningServer, head: bytes, seconds: float = 10) -> bytes:
    """Send `head` and then a byte from time to time; all that comes back until the server closes."""
    received = b""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(head)
        connection.settimeout(0.2)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                piece = connection.recv(65536)
                if not piece:
                    return received
                received += piece
            except TimeoutError:
                connection.sendall(b"a")
            except ConnectionError:
                return received
    raise AssertionError("the server waited all the time")


def test_a_body_that_trickles_in_is_408(impatient: RunningServer) -> None:
    head = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\n"
    received = _trickle(impatient, head)
    assert received.startswith(b"HTTP/1.1 408 ")
    assert b"/problems/too-slow" in received


def test_headers_that_trickle_in_are_given_up(impatient: RunningServer) -> None:
    assert b"200 OK" not in _trickle(impatient, b"GET /health HTTP/1.1\r\nX-A: ")


def test_slow_clients_do_not_keep_others_out(impatient: RunningServer) -> None:
    connections = [socket.create_connection(("127.0.0.1", impatient.port)) for _ in range(8)]
    for connection in connections:
        connection.sendall(b"POST /v1/quotes HTTP/1.1\r\n")
    assert _eventually(lambda: impatient.post(GOOD).status == 200, seconds=10)
    for connection in connections:
        connection.close()


def test_clients_that_ask_without_a_pause_do_not_keep_others_out(impatient: RunningServer) -> None:
    done = threading.Event()

    def ask() -> int:
        answered = 0
        with closing(HTTPConnection("127.0.0.1", impatient.port, timeout=60)) as connection:
            while not done.is_set():
                connection.request("GET", "/health")
                answered += connection.getresponse().read() == b'{"status":"alive"}'
        return answered

    with ThreadPoolExecutor(8) as clients:
        asking = [clients.submit(ask) for _ in range(8)]
        try:
            assert [impatient.get("/health").status for _ in range(20)] == [200] * 20
        finally:
            done.set()
    assert all(asked.result() for asked in asking)


# batches


def _batch_connection(server: RunningServer) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    connection.sendall(
        b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    return connection


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def test_a_batch_is_answered_while_it_arrives(server: RunningServer) -> None:
    line = json.dumps({"id": 1, **GOOD}).encode() + b"\n"
    with _batch_connection(server) as connection:
        connection.sendall(_chunk(line * 200))
        received = b""
        while b'"language":"en"' not in received:
            received += connection.recv(65536)
        connection.sendall(b"0\r\n\r\n")
        while b"\r\n0\r\n\r\n" not in received:
            received += connection.recv(65536)
    assert received.count(b'{"id":1,') == 200


def _memory(processes: list[int]) -> int:
    """The most that they have held so far, in bytes."""
    told = "".join(Path(f"/proc/{process}/status").read_text() for process in processes)
    return 1024 * sum(int(most) for most in re.findall(r"^VmHWM:\s+(\d+) kB", told, re.MULTILINE))


def test_a_batch_takes_the_same_memory_however_long_it_is(server: RunningServer) -> None:
    lines = [b"a" * 60_000 + b"\n", b'{"text": ""}\n', b'{"text": "It rains.", "language": "en"}\n']
    short, long = 200, 2_000
    sizes = {}
    for number in (short, short, short, long):  # both workers take part
        body = (line for _ in range(number // 10) for line in [*lines[:1] * 9, lines[number % 2 + 1]])
        with ThreadPoolExecutor(1) as clients:
            reply = clients.submit(server.post, body, {"Content-Type": "application/x-ndjson"}).result()
        assert len(reply.body.splitlines()) == number
        sizes[number] = _memory(server.children())
    assert sizes[long] - sizes[short] < 20_000_000  # of 108 million bytes


def test_a_batch_whose_client_goes_away_is_given_up(server: RunningServer, long_article: str) -> None:
    line = json.dumps({"text": long_article}).encode() + b"\n"
    with _batch_connection(server) as connection:
        connection.sendall(_chunk(line * 10))
        time.sleep(0.3)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # closes with RST
    assert _eventually(lambda: _all_free(server))


def test_a_batch_that_breaks_ends_with_a_problem(server: RunningServer) -> None:
    with _batch_connection(server) as connection:
        connection.sendall(_chunk(json.dumps(GOOD).encode() + b"\n") + b"zz\r\n")
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert b"/problems/broken-body" in received
