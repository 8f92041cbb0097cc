"""Below a path the service gives addresses that lead back to it; the operator decides whom to believe."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings
from service.web.proxies import address_of
from tests.web.gates import GOOD, gated
from tests.web.running import eventually

NDJSON = "application/x-ndjson"
TOLD = {"X-Forwarded-Prefix": "/told", "X-Forwarded-For": "192.0.2.1, 198.51.100.7"}


def _client(**settings: Any) -> FlaskClient:
    return create_app(Settings(**settings), lambda _: {"language": "en", "quotes": []}).test_client()


def _type(client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> str:
    return str(client.get(path, headers=headers).get_json(force=True)["type"])


def test_by_default_no_proxy_is_believed() -> None:
    assert _type(_client(), "/nowhere", TOLD) == "/problems/not-found"


def test_below_a_prefix_of_the_operator_the_service_answers_with_it_and_without() -> None:
    client = _client(prefix="/news/quotes")
    for path in ("/problems/saturated", "/news/quotes/problems/saturated"):
        assert _type(client, path) == "/news/quotes/problems/saturated"
    for path in ("/news", "/news/quotesque/health", "/news/quotes/news/quotes/health"):
        assert client.get(path).status_code == 404


def test_a_prefix_that_a_trusted_proxy_took_away_goes_before_the_operators() -> None:
    client = _client(prefix="/own", trusted_proxies=2)
    assert _type(client, "/problems/saturated", TOLD) == "/told/problems/saturated"
    assert _type(client, "/own/problems/saturated", TOLD) == "/told/own/problems/saturated"


@pytest.mark.parametrize(
    "told",
    ["//elsewhere.example", "https://elsewhere.example", "/a/../b", "/a b", "/a?b", "/" + 200 * "a", "/"],
)
def test_a_prefix_that_is_no_plain_path_is_not_believed(told: str) -> None:
    headers = {"X-Forwarded-Prefix": told}
    assert _type(_client(trusted_proxies=1), "/nowhere", headers) == "/problems/not-found"


def test_the_page_is_found_without_the_slash_at_its_end() -> None:
    answer = _client(prefix="/quotes").get("/quotes")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/quotes/")


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("unknown", "unknown"),
        ("a word of an article", "unknown"),
    ],
)
def test_of_an_address_that_a_proxy_tells_only_an_address_is_kept(told: str, address: str) -> None:
    assert address_of({"REMOTE_ADDR": told}) == address


def test_the_variable_of_gunicorn_means_the_same_as_the_setting_and_its_header_nothing() -> None:
    with gated(SCRIPT_NAME="/quotes", QUOTES_TRUSTED_PROXIES="1") as server:
        assert [server.get(path).status for path in ("/health", "/quotes/health")] == [200, 200]
        assert server.get("/health", {"SCRIPT_NAME": "/other"}).status == 200
        refused = server.raw(b"nonsense\r\n\r\n")  # by the server, before the application
        assert b'"/quotes/problems/not-http"' in refused


def test_the_log_tells_the_address_where_the_operator_has_it_told() -> None:
    with gated(QUOTES_TRUSTED_PROXIES="2", QUOTES_LOG_ADDRESSES="on") as server:
        assert server.post(GOOD, TOLD).status == 200
        eventually(lambda: [line for line in server.log_lines() if line.get("address") == "192.0.2.1"])


# batches for proxies that cannot send and receive at the same time


def _batch(client: FlaskClient, body: bytes, **more: str) -> Any:
    answer = client.post("/v1/quotes", data=body, content_type=NDJSON, headers=more)
    assert answer.data
    answer.close()  # as the server does
    return answer


def test_a_batch_that_is_gathered_has_the_answers_of_one_that_is_not() -> None:
    body = b'{"text": "a"}\n\n{"text": 1}\r\n{"text": "b"}'
    gathering, client = _client(gather_bytes=100), _client()
    assert _batch(gathering, body).data == _batch(client, body).data
    zipped = _batch(gathering, gzip.compress(body), **{"Content-Encoding": "gzip"})
    assert zipped.data == _batch(client, body).data


def test_a_batch_over_what_is_gathered_is_refused_whole() -> None:
    answer = _batch(_client(gather_bytes=100), b"{}\n" * 34)
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["limit"], problem["unit"]) == (413, 100, "bytes")


def test_what_a_gathered_batch_took_up_is_free_when_it_is_answered() -> None:
    client = _client(gather_bytes=100, arriving_bytes=150)
    for _ in range(5):
        answers = [json.loads(line) for line in _batch(client, b'{"text": "a"}\n' * 7).data.splitlines()]
        assert [answer["quotes"] for answer in answers] == [[]] * 7
