"""An early refusal is answered so that the client can read it, and is logged and counted like the rest."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from service.exchange.problems import KINDS
from tests.web.gates import gated
from tests.web.running import PATIENCE, RunningServer, eventually

POST = b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\n"
EXPECTING = POST + b"Expect: 100-continue\r\n"

NOT_PARSED = {
    "nonsense": (b"nonsense\r\n\r\n", "not-http"),
    "version": (b"GET / HTTP/9.9\r\n\r\n", "not-http"),
    "header name": (b"GET / HTTP/1.1\r\nBad Header: 1\r\n\r\n", "not-http"),
    "long address": (b"GET /%b HTTP/1.1\r\n\r\n" % (b"a" * 10_000), "target-too-long"),
    "long field": (b"GET / HTTP/1.1\r\nX-A: %b\r\n\r\n" % (b"a" * 10_000), "head-too-large"),
    "many fields": (b"GET / HTTP/1.1\r\n%b\r\n" % (b"X-A: a\r\n" * 200), "head-too-large"),
    "endless head": (b"GET / HTTP/1.1\r\n" + b"X-A: aaaaaaaa\r\n" * 100_000, "head-too-large"),
    "expectation": (POST + b"Expect: payment\r\nContent-Length: 5\r\n\r\n", "expectation-failed"),
    "coding": (POST + b"Transfer-Encoding: zstd, chunked\r\n\r\n", "not-implemented"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    """A server that is asked nothing that needs a model."""
    with gated() as running:
        yield running


@pytest.mark.parametrize(("sent", "kind"), NOT_PARSED.values(), ids=NOT_PARSED)
def test_what_the_parser_refuses_has_its_status_an_id_a_line_and_a_count(
    server: RunningServer, sent: bytes, kind: str
) -> None:
    status, title = KINDS[kind]
    sample = f'quotes_problems_total{{kind="{kind}"}}'
    before = server.count(sample)
    head, _, body = server.raw(sent).partition(b"\r\n\r\n")
    first, *fields = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
    assert first.startswith(f"HTTP/1.1 {status} ")
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert json.loads(body)["title"] == title
    (line,) = [line for line in server.log_lines() if line.get("request_id") == headers["x-request-id"]]
    assert (line["status"], line["problem"]) == (status, kind)
    eventually(lambda: server.count(sample) == before + 1)


TEN_MEGABYTES = b"a" * 10_000_000
TEXT = {"Content-Type": "text/plain"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/nowhere", TEXT, 404),
        ("POST", "/health", TEXT, 405),
        ("POST", "/v1/quotes", TEXT | {"Accept": "image/png"}, 406),
        ("POST", "/v1/quotes", TEXT, 413),
        ("POST", "/v1/quotes", {"Content-Type": "application/pdf"}, 415),
        ("POST", "/v1/quotes?offsets=inches", TEXT, 422),
    ],
)
def test_a_client_that_sends_all_of_a_large_body_reads_why_it_is_refused(
    server: RunningServer, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    for closing in ({}, {"Connection": "close"}):
        assert server.request(method, path, TEN_MEGABYTES, headers | closing).status == status


def test_a_connection_goes_on_after_a_large_body_that_was_refused(server: RunningServer) -> None:
    refused = POST + b"Content-Type: a/b\r\nContent-Length: %d\r\n\r\n" % len(TEN_MEGABYTES)
    received = server.raw(refused + TEN_MEGABYTES + b"GET /health HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 415 ")
    assert received.endswith(b'{"status":"alive"}')


# Expect: 100-continue


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (b"Content-Type: application/pdf\r\nContent-Length: 5\r\n", 415),
        (b"Content-Type: text/plain\r\nAccept: image/png\r\nContent-Length: 5\r\n", 406),
        (b"Content-Type: text/plain\r\nContent-Length: 9000000\r\n", 413),
    ],
)
def test_a_body_that_the_head_has_refused_is_not_asked_for(
    server: RunningServer, fields: bytes, status: int
) -> None:
    received = server.raw(EXPECTING + fields + b"\r\n")
    assert received.startswith(b"HTTP/1.1 %d " % status)
    assert b"\r\nConnection: close\r\n" in received


def test_a_body_that_will_be_read_is_asked_for_once(server: RunningServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(EXPECTING + b"Content-Type: text/plain\r\nContent-Length: 7\r\n\r\n")
        assert connection.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"Hello.\n")
        received = connection.recv(65_536)
    assert received.startswith(b"HTTP/1.1 ")
    assert b"\r\nConnection: keep-alive\r\n" in received
