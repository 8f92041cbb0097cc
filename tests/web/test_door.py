"""If the operator has a door, who has no key or asks too much is refused before the body is read."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings
from service.web import keys
from service.web.rate import MINUTE, Rate, network_of
from tests.documents import block
from tests.web.gates import GOOD, gated
from tests.web.running import PATIENCE, ROOT, RunningServer, eventually

ENDPOINT = "/v1/quotes"
NDJSON = {"Content-Type": "application/x-ndjson"}


def _made(file: Path, name: str) -> str:
    """A key of that name, added to the file by the command in the documentation."""
    command = block("docs/proxy.md", "python -m service key").code
    command = command.replace("newsroom", shlex.quote(name), 1).replace(" keys ", f" {file} ", 1)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    made = subprocess.run(
        ["sh", "-c", command],
        **{"cwd": ROOT, "env": os.environ | {"PATH": path}, "check": True},
        **{"capture_output": True, "text": True, "timeout": PATIENCE},
    )
    return str(made.stdout).strip()


def _shown(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operator's file of keys."""
    return tmp_path_factory.mktemp("keys") / "keys"


@pytest.fixture(scope="module")
def key(file: Path) -> str:
    """A key of the caller `newsroom`."""
    return _made(file, "newsroom")


@pytest.fixture(scope="module")
def server(file: Path, key: str) -> Iterator[RunningServer]:
    """A server with that door."""
    with gated(QUOTES_API_KEYS_FILE=str(file)) as running:
        yield running


# keys


@pytest.mark.parametrize(
    ("headers", "kind", "told"),
    [
        ({}, "key-missing", 'Bearer realm="quotes"'),
        ({"Authorization": "Basic bmV3c3Jvb206"}, "key-missing", 'Bearer realm="quotes"'),
        ({"Authorization": "Bearer "}, "key-missing", 'Bearer realm="quotes"'),
        ({"Authorization": "Bearer guessed"}, "key-unknown", 'Bearer realm="quotes", error="invalid_token"'),
        ({"Authorization": "Bearer gu\xe9"}, "key-unknown", 'Bearer realm="quotes", error="invalid_token"'),
    ],
)
def test_who_shows_no_key_is_refused(
    server: RunningServer, headers: dict[str, str], kind: str, told: str
) -> None:
    for answer in (server.post(GOOD, headers), server.get("/metrics", headers)):
        assert (answer.status, answer.json()["type"]) == (401, f"/problems/{kind}")
        assert answer.headers["www-authenticate"] == told


def test_who_shows_a_key_is_let_in_and_named_in_log_and_metrics(server: RunningServer, key: str) -> None:
    for headers in (_shown(key), {"Authorization": f"bearer  {key}"}):
        assert server.post(GOOD, headers | {"X-Request-ID": "with-a-key"}).status == 200
    eventually(lambda: [line for line in server.log_lines() if line.get("request_id") == "with-a-key"])
    assert {line["key"] for line in server.log_lines() if line.get("request_id") == "with-a-key"} == {
        "newsroom"
    }
    metrics = server.get("/metrics", _shown(key)).body.decode()
    assert re.search(r'^quotes_key_requests_total\{key="newsroom",status="200"\} 2', metrics, re.MULTILINE)
    assert key not in server.log() + metrics


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/health", "/ready", "/openapi.yaml", "/problems/key-missing"]
)
def test_pages_and_probes_are_open(server: RunningServer, path: str) -> None:
    assert server.get(path).status == 200


def test_who_is_refused_is_not_asked_for_the_body(server: RunningServer) -> None:
    with socket.create_connection((server.address, server.port), timeout=PATIENCE) as connection:
        connection.sendall(
            b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            b"Content-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
        )
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    assert received.startswith(b"HTTP/1.1 401 ")


def test_who_is_refused_reads_so_while_nothing_of_the_body_comes(server: RunningServer) -> None:
    with socket.create_connection((server.address, server.port), timeout=PATIENCE) as connection:
        connection.sendall(b"POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 401 ")


def test_on_sighup_new_keys_are_let_in_and_withdrawn_ones_are_not(
    server: RunningServer, file: Path, key: str
) -> None:
    new = _made(file, "archive")
    assert server.post(GOOD, _shown(new)).status == 401
    file.write_text(file.read_text().replace("\narchive", " withdrawn  # left us\narchive"))
    _reload(server)
    assert server.post(GOOD, _shown(new)).status == 200
    refused = server.post(GOOD, _shown(key))
    assert (refused.status, refused.json()["type"]) == (403, "/problems/key-withdrawn")
    assert "www-authenticate" in refused.headers

    file.write_text("newsroom: secret words\n")
    _reload(server)
    assert "reloaded with the keys as before" in server.log()
    assert server.post(GOOD, _shown(new)).status == 200
    assert "secret words" not in server.log()


def _reload(server: RunningServer) -> None:
    """Send SIGHUP; returns when all the old workers are gone."""
    before = set(server.children())
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: server.children() and not before & set(server.children()))
    server.wait_until_ready()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# none yet\n",
        "newsroom\n",
        "newsroom sha256:12\n",
        f"newsroom {'a' * 64}\n",
        f"news/room sha256:{'a' * 64}\n",
        f"newsroom sha256:{'a' * 64} expired\n",
        f"newsroom sha256:{'a' * 64}\n" * 1_001,
    ],
)
def test_a_wrong_file_of_keys_ends_the_start(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys"
    file.write_text(text)
    with pytest.raises(keys.BadKeys, match=re.escape(str(file))):
        create_app(Settings(api_keys_file=str(file)), lambda _: {})


def test_a_file_that_is_not_there_ends_the_start() -> None:
    with pytest.raises(keys.BadKeys, match="/nowhere"):
        create_app(Settings(api_keys_file="/nowhere"), lambda _: {})


def test_the_command_adds_to_the_file_only_what_tells_nobody_the_key(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("# ours")
    made = [_made(file, name) for name in ("one", "two", "one")]
    assert len(set(made)) == 3
    assert not any(each in file.read_text() for each in made)
    known = keys.loaded(str(file))
    assert [keys.shown(known, each) for each in made] == list(known)
    with pytest.raises(subprocess.CalledProcessError):
        _made(file, "with blanks")


# how much each caller may ask


def _client(**settings: Any) -> FlaskClient:
    read: Any = lambda _: {"language": "en", "quotes": []}  # noqa: E731
    return create_app(Settings(**settings), read).test_client()


def test_a_caller_has_so_many_articles_a_minute_and_reads_when_to_ask_again() -> None:
    client = _client(rate_limit=3, trusted_proxies=1)
    for address, statuses in (("192.0.2.1", [200, 200, 200, 429]), ("192.0.2.2", [200])):
        headers = {"X-Forwarded-For": address}
        answers = [client.post(ENDPOINT, json={"text": "a"}, headers=headers) for _ in statuses]
        assert [answer.status_code for answer in answers] == statuses
        if statuses[-1] == 429:
            problem = answers[-1].get_json(force=True)
            assert problem["type"] == "/problems/too-many-requests"
            assert 1 <= problem["retry_after"] == int(answers[-1].headers["Retry-After"]) <= 20
    assert client.get("/health").status_code == 200


def test_with_keys_each_has_an_allowance_of_its_own_from_wherever_it_asks(tmp_path: Path) -> None:
    file = str(tmp_path / "keys")
    one, other = (keys.add(file, name) for name in ("one", "other"))
    client = _client(rate_limit=1, api_keys_file=file)
    asked = [client.post(ENDPOINT, json={"text": "a"}, headers=_shown(key)) for key in (one, one, other)]
    assert [answer.status_code for answer in asked] == [200, 429, 200]
    assert client.post(ENDPOINT, json={"text": "a"}).status_code == 401  # and counts for nobody


def _batch(client: FlaskClient, lines: int) -> list[dict[str, Any]]:
    answer = client.post(ENDPOINT, data=b'{"text": "a"}\n' * lines, headers=NDJSON)
    return [json.loads(line) for line in answer.data.splitlines()]


def test_the_lines_of_a_batch_wait_for_their_turn() -> None:
    client = _client(rate_limit=6_000)  # one every ten milliseconds
    rate = client.application.extensions["service"].rate
    for _ in range(6_000):
        rate.take("127.0.0.1")
    assert [line["quotes"] for line in _batch(client, 20)] == [[]] * 20


def test_a_line_of_a_batch_whose_turn_is_over_a_minute_off_is_refused() -> None:
    client = _client(rate_limit=1)
    rate = client.application.extensions["service"].rate
    for _ in range(3):
        rate.take("127.0.0.1", patience=2 * MINUTE)
    (refused,) = _batch(client, 1)
    assert (refused["status"], refused["line"], refused["retry_after"] > 60) == (429, 1, True)


def test_a_batch_that_waits_keeps_nobody_waiting_and_ends_when_its_client_leaves() -> None:
    line = json.dumps(GOOD).encode() + b"\n" + b" " * 4096 + b"\n"
    with gated(QUOTES_RATE_LIMIT="1") as server:
        with socket.create_connection((server.address, server.port), timeout=PATIENCE) as connection:
            head = "POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
            connection.sendall(f"{head}Content-Length: {2 * len(line)}\r\n\r\n".encode() + 2 * line)
            received = b""
            while b'"quotes"' not in received:
                received += connection.recv(65_536)
            assert server.get("/health").status == 200
            assert server.post(GOOD).status == 429
        eventually(lambda: server.count('quotes_problems_total{kind="client-gone"}') == 1)


def test_an_allowance_grows_to_that_of_a_minute_and_no_further() -> None:
    rate = Rate(6)  # one every ten seconds
    assert [rate.take("a", now=0) for _ in range(7)] == [0] * 6 + [10]
    assert rate.take("a", now=9) == 1
    assert [rate.take("a", now=10) for _ in range(2)] == [0, 10]
    assert [rate.take("a", now=10_000) for _ in range(7)] == [0] * 6 + [10]


def test_who_waits_is_counted_and_who_is_refused_is_not() -> None:
    rate = Rate(60)
    for _ in range(60):
        rate.take("a", now=0)
    assert [rate.take("a", patience=2, now=0) for _ in range(4)] == [1, 2, 3, 3]


def test_only_so_many_callers_are_remembered_those_that_asked_most_above_all() -> None:
    rate = Rate(2)
    rate.take("busy", now=0), rate.take("busy", now=0)
    for number in range(200_000):
        rate.take(str(number), now=0)
    assert len(rate._used_up_to) <= 50_000
    assert rate.take("busy", now=0) > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
    ],
)
def test_of_ipv6_whoever_has_an_address_has_a_network(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) == same
