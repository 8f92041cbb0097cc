"""Bodies in the encodings of older systems, and compressed bodies."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.exchange.reading import Extract, reader
from service.settings import Settings
from service.web.compression import FREE

ENDPOINT = "/v1/quotes"
ARTICLE = (
    "« L’été sera très long, c’est sûr », a déclaré Hélène Lemaire à Genève, vendredi, devant la presse."
)
JSON, TEXT, NDJSON = "application/json", "text/plain", "application/x-ndjson"


def _post(client: FlaskClient, body: bytes, content_type: str, **headers: str) -> TestResponse:
    return client.post(ENDPOINT, data=body, headers={"Content-Type": content_type, **headers})


def _zipped(client: FlaskClient, body: bytes, content_type: str = TEXT) -> TestResponse:
    return _post(client, body, content_type, **{"Content-Encoding": "gzip"})


def _problem(answer: TestResponse) -> dict[str, Any]:
    problem: dict[str, Any] = answer.get_json(force=True)
    assert problem["status"] == answer.status_code
    return problem


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("iso-8859-15", "iso8859-15"),
        ("macintosh", "mac-roman"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_says(client: FlaskClient, label: str, encoding: str) -> None:
    article = ARTICLE.replace("’", "'")
    told = _post(client, article.encode("utf-8"), TEXT).get_json()
    found = _post(client, article.encode(encoding), f"text/plain; charset={label}").get_json()
    assert found == told
    (quote,) = found["quotes"]
    (span,) = quote["spans"]
    assert article[span["start"] : span["end"]] == quote["text"]
    assert quote["speaker"]["name"] == "Hélène Lemaire"


def test_curly_marks_of_windows_are_read_under_the_label_of_latin_1(client: FlaskClient) -> None:
    found = _post(client, ARTICLE.encode("cp1252"), "text/plain; charset=ISO-8859-1").get_json()
    assert found["quotes"][0]["text"] == "L’été sera très long, c’est sûr"


def test_a_text_that_is_not_the_utf_8_it_says_is_refused(client: FlaskClient) -> None:
    problem = _problem(_post(client, ARTICLE.encode("cp1252"), "text/plain; charset=utf-8"))
    assert (problem["type"], problem["offset"]) == ("/problems/not-utf8", 0)


@pytest.mark.parametrize("kind", [JSON, NDJSON])
def test_json_in_another_encoding_than_utf_8_is_refused(client: FlaskClient, kind: str) -> None:
    body = json.dumps({"text": ARTICLE}, ensure_ascii=False).encode("cp1252")
    assert _post(client, body, f"{kind}; charset=windows-1252").status_code == 415


@pytest.mark.parametrize("kind", [JSON, TEXT, NDJSON, "text/html"])
@pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZIP"])
def test_a_gzipped_body_gets_the_answer_of_what_it_holds(client: FlaskClient, kind: str, name: str) -> None:
    article = json.dumps({"text": ARTICLE}).encode()
    page = f"<article><h1>Un titre</h1><p>{ARTICLE}</p><p>{ARTICLE}</p></article>".encode()
    body = {TEXT: ARTICLE.encode(), "text/html": page}.get(kind, article)
    plain = _post(client, body, kind)
    zipped = _post(client, gzip.compress(body), kind, **{"Content-Encoding": name})
    assert plain.status_code == 200
    assert zipped.data == plain.data
    assert zipped.content_type == plain.content_type


def test_a_gzipped_batch_may_consist_of_members(client: FlaskClient) -> None:
    lines = [json.dumps({"id": number, "text": ARTICLE}).encode() + b"\n" for number in range(3)]
    answer = _zipped(client, b"".join(map(gzip.compress, lines)), NDJSON)
    assert [json.loads(line)["id"] for line in answer.data.splitlines()] == [0, 1, 2]
    assert answer.data == _post(client, b"".join(lines), NDJSON).data


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE.encode(),
        b"\x1f\x8b",
        gzip.compress(ARTICLE.encode())[:-9],
        gzip.compress(ARTICLE.encode())[:-8] + bytes(8),
        gzip.compress(ARTICLE.encode()) + b"x",
    ],
    ids=["plain", "two bytes", "cut", "wrong sum", "more behind it"],
)
def test_what_is_no_whole_gzip_is_400(client: FlaskClient, body: bytes) -> None:
    assert _problem(_zipped(client, body))["type"] == "/problems/broken-body"


def test_a_body_is_as_long_as_what_it_holds(extract: Extract) -> None:
    small = create_app(Settings(max_bytes=400), reader(extract)).test_client()
    problem = _problem(_zipped(small, gzip.compress(b"a" * 401)))
    assert (problem["type"], problem["limit"], problem["unit"]) == ("/problems/too-long", 400, "bytes")


def test_a_batch_that_grows_beyond_any_text_ends_with_a_problem(client: FlaskClient) -> None:
    first = json.dumps({"text": ARTICLE}).encode() + b"\n"
    answer = _zipped(client, gzip.compress(first + b"\n" * (3 * FREE)), NDJSON)
    told = [json.loads(line) for line in answer.data.splitlines()]
    assert len(told[0]["quotes"]) == 1
    assert [line["type"] for line in told[1:]] == ["/problems/too-long"]
    assert told[1]["unit"] == "times its compressed size"
