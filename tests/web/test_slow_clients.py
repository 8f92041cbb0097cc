"""Clients that are slow, silent, do not read or do not close cost nobody else anything."""

from __future__ import annotations

import json
import os
import resource
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from service.settings import Settings
from tests.web.gates import GOOD, Gate, gated
from tests.web.running import PATIENCE, RunningServer, eventually

PLACES = 60
POST = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
# No client's time ends during a test.
UNHURRIED = {"QUOTES_CLIENT_TIMEOUT": "3600", "QUOTES_KEEP_ALIVE": "3600"}

STALLED = {
    "told to close": b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "of HTTP/1.0": b"GET /health HTTP/1.0\r\n\r\n",
    "refused": b"nonsense\r\n\r\n",
    "too large": POST + b"Content-Length: 9000000\r\n\r\n",
    "half a head": b"GET /health HTTP/1.1\r\nX-A: ",
    "half a body": POST + b"Content-Length: 900\r\n\r\nHello",
    "half a chunk": POST + b"Transfer-Encoding: chunked\r\n\r\n384\r\nHello",
    "idle": b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n",
    "silent": b"",
    "not reading": b"GET /openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n" * 200,
}


@pytest.fixture(scope="module")
def unhurried() -> Iterator[RunningServer]:
    """A server that gives each client an hour, but has few places."""
    with gated(**UNHURRIED, QUOTES_CONNECTIONS=str(PLACES)) as running:
        yield running


def _connect(server: RunningServer, data: bytes = b"") -> socket.socket:
    """A client that has sent `data`, or as much of it as the server takes."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # soon full if it is not read
    connection.connect(("127.0.0.1", server.port))
    connection.setblocking(False)
    try:
        while data:
            data = data[connection.send(data) :]
    except (BlockingIOError, ConnectionError):
        pass
    connection.settimeout(PATIENCE)
    return connection


def _received(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    received = b""
    try:
        while piece := connection.recv(65_536):
            received += piece
    except ConnectionError:
        pass
    return received


@pytest.mark.parametrize("number", [24, 500])
@pytest.mark.parametrize("stalled", STALLED.values(), ids=STALLED)
def test_however_many_clients_stall_others_are_answered(
    unhurried: RunningServer, stalled: bytes, number: int
) -> None:
    workers = unhurried.children()
    with ExitStack() as open_ones:
        for _ in range(number):
            open_ones.enter_context(_connect(unhurried, stalled))
        assert [unhurried.get("/health").status for _ in range(5)] == [200] * 5
        assert unhurried.post(GOOD).status == 200
    assert unhurried.children() == workers


def test_where_all_places_are_taken_an_idle_connection_gives_way_before_one_that_sends(
    unhurried: RunningServer,
) -> None:
    with ExitStack() as open_ones:
        sending = open_ones.enter_context(_connect(unhurried, POST + b"Content-Length: 5\r\n\r\nHe"))
        for _ in range(2 * PLACES):
            open_ones.enter_context(_connect(unhurried))
        assert unhurried.get("/health").status == 200
        sending.sendall(b"llo")
        assert sending.recv(65_536).startswith(b"HTTP/1.1 200 ")


def test_a_request_that_waits_for_its_answer_gives_way_to_nobody(
    unhurried: RunningServer, tmp_path: Path
) -> None:
    gate = Gate(tmp_path / "gate")
    with ThreadPoolExecutor(1) as clients, ExitStack() as open_ones:
        waiting = clients.submit(unhurried.post, gate.article)
        gate.wait_for_reader()
        for _ in range(2 * PLACES):
            open_ones.enter_context(_connect(unhurried))
        assert unhurried.get("/health").status == 200
        gate.open()
        assert waiting.result().status == 200


def test_clients_that_ask_without_a_pause_do_not_keep_others_out(unhurried: RunningServer) -> None:
    done = Event()

    def ask() -> int:
        answered = 0
        with closing(HTTPConnection("127.0.0.1", unhurried.port, timeout=PATIENCE)) as connection:
            while not done.is_set():
                connection.request("GET", "/health")
                answered += connection.getresponse().read() == b'{"status":"alive"}'
        return answered

    with ThreadPoolExecutor(8) as clients:
        asking = [clients.submit(ask) for _ in range(8)]
        try:
            assert [unhurried.get("/health").status for _ in range(20)] == [200] * 20
        finally:
            done.set()
    assert all(asked.result() for asked in asking)


def test_a_client_that_sends_without_a_pause_does_not_keep_others_out(unhurried: RunningServer) -> None:
    done = Event()
    head = POST.replace(b"text/plain", b"application/x-ndjson") + b"Transfer-Encoding: chunked\r\n\r\n"

    def send() -> None:
        with _connect(unhurried, head) as connection:
            while not done.is_set():
                connection.sendall(b"10000\r\n%b\r\n" % (b"\n" * 0x10000))

    with ThreadPoolExecutor(8) as clients:
        sending = [clients.submit(send) for _ in range(8)]
        try:
            assert [unhurried.get("/health").status for _ in range(20)] == [200] * 20
            assert unhurried.post(GOOD).status == 200
        finally:
            done.set()
    assert [sent.result() for sent in sending] == [None] * 8


# the end of a client's time


@pytest.fixture(scope="module")
def impatient() -> Iterator[RunningServer]:
    """A server that gives clients one second."""
    with gated(QUOTES_CLIENT_TIMEOUT="1", QUOTES_KEEP_ALIVE="1") as running:
        yield running


def _trickle(server: RunningServer, head: bytes) -> bytes:
    """Send `head` and then one byte after the other; returns all that comes until the server closes."""
    done = Event()
    with _connect(server, head) as connection, ThreadPoolExecutor(1) as clients:
        receiving = clients.submit(_received, connection)
        receiving.add_done_callback(lambda _: done.set())
        try:
            while not done.wait(0.05):
                connection.sendall(b"a")
        except ConnectionError:
            pass
        return receiving.result()


@pytest.mark.parametrize(
    "head",
    [
        b"GET /health HTTP/1.1\r\nX-A: ",
        POST + b"Content-Length: 900000\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n100000\r\n",
    ],
    ids=["head", "body", "chunk"],
)
def test_what_trickles_in_is_408_however_often_a_byte_comes(impatient: RunningServer, head: bytes) -> None:
    received = _trickle(impatient, head)
    assert received.startswith(b"HTTP/1.1 408 ")
    assert b"/problems/too-slow" in received
    assert b"\r\nConnection: close\r\n" in received


def test_a_batch_has_a_time_for_each_piece_and_not_for_all(impatient: RunningServer) -> None:
    head = POST.replace(b"text/plain", b"application/x-ndjson") + b"Transfer-Encoding: chunked\r\n\r\n"
    received = _trickle(impatient, head + b"100000\r\n")
    assert b"/problems/too-slow" in received


def test_connections_on_which_nothing_is_asked_are_closed(impatient: RunningServer) -> None:
    with _connect(impatient) as silent, _connect(impatient, STALLED["idle"]) as idle:
        assert _received(silent) == b""
        assert _received(idle).endswith(b'{"status":"alive"}')


def test_a_client_that_does_not_take_its_answer_is_given_up(impatient: RunningServer) -> None:
    with _connect(impatient, STALLED["not reading"]) as connection:
        eventually(lambda: _open_connections(impatient) == 0)
        assert connection.fileno() > 0


def _open_connections(server: RunningServer) -> int:
    """How many connections the worker has, by the system's own table."""
    (worker,) = server.children()
    handles = [os.readlink(handle) for handle in _handles(worker)]
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    ours = {
        f"socket:[{fields[9]}]"
        for fields in map(str.split, lines)
        if fields[1].endswith(f":{server.port:04X}") and fields[3] != "0A"
    }
    return len(ours.intersection(handles))


def _handles(process: int) -> list[Path]:
    return [path for path in Path(f"/proc/{process}/fd").iterdir() if path.is_symlink()]


# what a worker may run out of


def test_a_worker_without_a_descriptor_left_goes_on_when_there_is_one(unhurried: RunningServer) -> None:
    (worker,) = unhurried.children()
    usual = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    taken = {int(path.name) for path in _handles(worker)}
    try:
        none_left = next(number for number in count() if number not in taken)
        resource.prlimit(worker, resource.RLIMIT_NOFILE, (none_left, usual[1]))
        with ExitStack() as open_ones:
            for _ in range(10):  # the system accepts them, but the worker cannot
                open_ones.enter_context(_connect(unhurried))
            eventually(lambda: any("OSError" in line.get("failure", "") for line in unhurried.log_lines()))
    finally:
        resource.prlimit(worker, resource.RLIMIT_NOFILE, usual)
    assert unhurried.get("/health").status == 200
    assert unhurried.children() == [worker]


def test_connections_are_no_more_than_the_files_that_may_be_open() -> None:
    limited = ["prlimit", "--nofile=256:256"]
    with gated(limited, **UNHURRIED) as server, ExitStack() as open_ones:
        workers = server.children()
        for _ in range(300):
            open_ones.enter_context(_connect(server, STALLED["half a body"]))
        assert server.post(GOOD).status == 200
        assert server.children() == workers
        assert not [line for line in server.log_lines() if line["level"] == "error"]


def test_bodies_in_arrival_take_so_much_memory_and_the_slowest_gives_way() -> None:
    body = json.dumps({**GOOD, "text": "go on " * 10_000}).encode()
    with gated(**UNHURRIED, QUOTES_ARRIVING_BYTES="100000") as server:
        with _connect(server, POST + b"Content-Length: 90001\r\n\r\n" + b"a" * 90_000) as stalled:
            eventually(lambda: server.post(body).status == 200)
            received = _received(stalled)
        assert received.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: 1\r\n" in received
        reply = server.post(b"a" * 150_000, {"Content-Type": "text/plain"})
        assert (reply.status, reply.headers["retry-after"]) == (503, "1")


# clients that leave


def _inside(server: RunningServer) -> int:
    return int(server.get("/metrics").body.split(b"quotes_requests_inside ")[-1])


@pytest.mark.parametrize("reset", [False, True], ids=["FIN", "RST"])
def test_who_leaves_the_queue_frees_a_place_and_is_not_read(
    unhurried: RunningServer, tmp_path: Path, reset: bool
) -> None:
    gate, left = Gate(tmp_path / "gate"), Gate(tmp_path / "left")
    left.open()
    article = json.dumps(left.article).encode()
    gone = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nX-Request-ID: %b\r\nContent-Type: application/json\r\n"
    name = f"gone-{reset}"
    sample = 'quotes_requests_total{endpoint="quotes",method="POST",status="499"}'
    before = unhurried.count(sample)
    with ThreadPoolExecutor(1) as clients:
        waiting = clients.submit(unhurried.post, gate.article)
        gate.wait_for_reader()
        head = gone % name.encode() + b"Content-Length: %d\r\n\r\n" % len(article)
        connection = _connect(unhurried, head + article)
        eventually(lambda: _inside(unhurried) == 2)
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()
        eventually(lambda: _inside(unhurried) == 1)
        gate.open()
        assert waiting.result().status == 200
    assert unhurried.post(GOOD).status == 200  # the reader has skipped it
    assert not left.begun
    eventually(lambda: unhurried.count(sample) == before + 1)
    (line,) = [line for line in unhurried.log_lines() if line.get("request_id") == name]
    assert (line["status"], line["problem"]) == (499, "client-gone")


def test_a_batch_whose_client_leaves_is_given_up(unhurried: RunningServer, tmp_path: Path) -> None:
    gate, left = Gate(tmp_path / "gate"), Gate(tmp_path / "left")
    left.open()
    lines = b"".join(json.dumps(each.article).encode() + b"\n" for each in (gate, left))
    head = POST.replace(b"text/plain", b"application/x-ndjson")
    with _connect(unhurried, head + b"Content-Length: %d\r\n\r\n" % len(lines) + lines):
        gate.wait_for_reader()
    eventually(lambda: _inside(unhurried) == 0)
    gate.open()
    assert unhurried.post(GOOD).status == 200
    assert not left.begun


# many batches


def test_batches_leave_single_articles_a_place(tmp_path: Path) -> None:
    gates = [Gate(tmp_path / f"gate{number}") for number in range(5)]
    places = Settings(workers=1, queue=4)
    assert places.batch_capacity < min(places.capacity, len(gates))
    with gated(QUOTES_QUEUE="4") as server, ThreadPoolExecutor(10) as clients:
        batches = [clients.submit(_batch, server, [gate.article] * 3) for gate in gates]
        eventually(lambda: _inside(server) == places.batch_capacity)
        single = clients.submit(server.post, GOOD)
        eventually(lambda: _inside(server) == places.batch_capacity + 1)
        for gate in gates:
            gate.open()
        assert single.result().status == 200
        for batch, gate in zip(batches, gates, strict=True):
            assert [line["seen"] for line in batch.result()] == [gate.article["text"]] * 3


def _batch(server: RunningServer, articles: list[dict[str, str]]) -> list[Any]:
    body = b"".join(json.dumps(article).encode() + b"\n" for article in articles)
    reply = server.post(body, {"Content-Type": "application/x-ndjson"})
    return [json.loads(line) for line in reply.body.splitlines()]


def test_idle_and_stalled_connections_do_not_keep_the_server_from_stopping() -> None:
    with gated(**UNHURRIED, QUOTES_GRACEFUL_TIMEOUT="3600") as server, ExitStack() as open_ones:
        for stalled in (STALLED["idle"], STALLED["silent"]):
            open_ones.enter_context(_connect(server, stalled))
        assert server.get("/health").status == 200
        assert server.stop() == 0
