"""The service as it is run: what only a server with sockets, processes and signals shows."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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


def test_nesting_that_exhausts_the_parser_is_400_and_kills_no_worker(server: RunningServer) -> None:
    before = server.children()
    for body in (b"[" * 1_000_000, b'{"text":' * 200_000):
        assert _kind(server.post(body)) == "not-json"
    assert server.children() == before


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
    """The most memory that they have held so far, in bytes."""
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


def test_a_batch_that_breaks_ends_with_a_problem(server: RunningServer) -> None:
    with _batch_connection(server) as connection:
        connection.sendall(_chunk(json.dumps(GOOD).encode() + b"\n") + b"zz\r\n")
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert b"/problems/broken-body" in received
