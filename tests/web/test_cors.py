"""Scripts of other sites read answers and errors if the operator names their site, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.exchange.problems import Problem
from service.settings import Settings
from service.web import refusals

SITE, OTHER = "https://news.example", "http://[::1]:8080"
ASKED = {
    "Origin": SITE,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type,x-request-id",
}


def _client(**settings: Any) -> FlaskClient:
    return create_app(Settings(**settings), lambda _: {"language": "en", "quotes": []}).test_client()


def _tells_of_sites(headers: Any) -> list[str]:
    return [name for name, _ in headers if name.lower().startswith("access-control-") or name == "Vary"]


def test_by_default_no_site_is_let_read() -> None:
    client = _client()
    for answer in (
        client.get("/health", headers={"Origin": SITE}),
        client.options("/v1/quotes", headers=ASKED),
    ):
        assert _tells_of_sites(answer.headers) == []


@pytest.mark.parametrize("site", [SITE, OTHER])
def test_a_site_that_is_named_reads_answers_and_no_other_does(site: str) -> None:
    client = _client(cors_origins=f"{SITE},{OTHER}")
    answer = client.post("/v1/quotes", json={"text": "Hello."}, headers={"Origin": site})
    assert answer.headers["Access-Control-Allow-Origin"] == site
    assert "Origin" in answer.vary
    for headers in ({"Origin": site + ".evil.example"}, {"Origin": "null"}, {}):
        stranger = client.post("/v1/quotes", json={"text": "Hello."}, headers=headers)
        assert "Access-Control-Allow-Origin" not in stranger.headers
        assert "Origin" in stranger.vary


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nowhere", b"", 404),
        ("DELETE", "/v1/quotes", b"", 405),
        ("POST", "/v1/quotes", b"a" * 200, 413),
        ("POST", "/v1/quotes?types=said", b"a", 422),
        ("POST", "/v1/quotes", b"too many", 503),
    ],
)
def test_a_site_that_is_named_reads_every_problem_and_its_headers(
    method: str, path: str, body: bytes, status: int
) -> None:
    app = create_app(Settings(workers=1, queue=0, max_bytes=100, cors_origins=SITE), lambda _: {})
    if status == 503:
        app.extensions["service"].enter()
    headers = {"Origin": SITE, "Content-Type": "text/plain"}
    answer = app.test_client().open(path, method=method, data=body, headers=headers)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, SITE)
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"X-Request-ID", "Retry-After", "Allow"} <= set(exposed)


@pytest.mark.parametrize("path", ["/v1/quotes", "/nowhere"])
def test_a_browser_that_asks_first_is_told_what_a_script_may_send(path: str) -> None:
    answer = _client(cors_origins="*").options(path, headers=ASKED)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in answer.headers["Access-Control-Allow-Methods"].split(", ")
    allowed = {name.lower() for name in answer.headers["Access-Control-Allow-Headers"].split(", ")}
    assert set(ASKED["Access-Control-Request-Headers"].split(",")) <= allowed


@pytest.mark.parametrize(("sites", "told"), [("*", "*"), (SITE, SITE), (f"{SITE},{OTHER}", None), ("", None)])
def test_what_is_no_request_is_told_to_the_only_site_that_there_is(sites: str, told: str | None) -> None:
    service = create_app(Settings(cors_origins=sites), lambda _: {}).extensions["service"]
    head, _, body = refusals.answer(service, Problem("not-http", "it is none"), 0.0).partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert fields.get("Access-Control-Allow-Origin") == told
    assert int(fields["Content-Length"]) == len(body)
    assert json.loads(body)["status"] == 400
