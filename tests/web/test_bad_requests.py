"""Whatever is wrong with a request, the answer is a problem that says so, and never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.exchange.problems import KINDS
from service.exchange.reading import Extract, reader
from service.exchange.strict_json import MOST_MEMBERS, MOST_VALUES
from service.settings import Settings

ENDPOINT = "/v1/quotes"
JSON = "application/json"


def _problem(answer: TestResponse, kind: str) -> dict[str, Any]:
    """The problem, after checking it against RFC 9457 and `kind`."""
    status, title = KINDS[kind]
    problem = answer.get_json(force=True)
    assert answer.content_type == "application/problem+json"
    assert (answer.status_code, problem["status"]) == (status, status)
    assert (problem["type"], problem["title"]) == (f"/problems/{kind}", title)
    assert problem["detail"]
    return dict(problem)


def _post(client: FlaskClient, body: bytes | str, content_type: str = JSON, **headers: str) -> TestResponse:
    return client.post(ENDPOINT, data=body, content_type=content_type, headers=headers)


@pytest.fixture
def small(extract: Extract) -> FlaskClient:
    """A client of an application with small limits."""
    return create_app(Settings(max_characters=50, max_bytes=400), reader(extract)).test_client()


# 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": "a"} x',
        b"{'text': 'a'}",
        b'{"text": NaN}',
        b'{"text": -Infinity}',
        b'{"text": 1' + b"0" * 5000 + b"}",
        b'{"text": "a\nb"}',
        b'{"text": "\\x"}',
        b"[" * 40_000,
        b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
        b"[" * 40_000 + b"]" * 40_000,
    ],
    ids=lambda body: body[:18].decode(),
)
def test_what_is_not_json_is_400(client: FlaskClient, body: bytes) -> None:
    _problem(_post(client, body), "not-json")


def test_not_json_tells_where(client: FlaskClient) -> None:
    assert _problem(_post(client, b'{"text": }'), "not-json")["offset"] == 9


@pytest.mark.parametrize("content_type", [JSON, "text/plain"])
def test_what_is_not_utf8_is_400_with_the_first_wrong_byte(client: FlaskClient, content_type: str) -> None:
    assert _problem(_post(client, "é".encode() * 4 + b"\xe9", content_type), "not-utf8")["offset"] == 8


# 404, 405, 406


def test_an_unknown_address_is_404(client: FlaskClient) -> None:
    _problem(client.get("/v2/quotes"), "not-found")
    _problem(client.get("/problems/unheard-of"), "not-found")


def test_a_wrong_method_is_405_with_the_right_ones(client: FlaskClient) -> None:
    answer = client.get(ENDPOINT)
    _problem(answer, "method-not-allowed")
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml, image/*", "application/json;q=0"])
def test_an_answer_that_is_not_accepted_is_406_with_what_there_is(client: FlaskClient, accept: str) -> None:
    answer = client.post(ENDPOINT, json={"text": "Hello there."}, headers={"Accept": accept})
    assert _problem(answer, "not-acceptable")["available"] == [JSON, "text/csv", "application/ld+json"]


@pytest.mark.parametrize(
    "accept",
    [
        *("*/*", "application/*;q=0.5", "text/html, application/json;q=0.1", ""),
        *("application/json;q=high", "text/html;q=, application/json", "application/json;q=2"),
    ],
)
def test_an_accept_header_that_leaves_room_is_fine(client: FlaskClient, accept: str) -> None:
    answer = client.post(
        ENDPOINT, json={"text": "Hello there.", "language": "en"}, headers={"Accept": accept}
    )
    assert answer.status_code == 200


# 413


def test_an_article_at_the_limit_is_read(small: FlaskClient) -> None:
    assert small.post(ENDPOINT, json={"text": "é" * 49 + ".", "language": "fr"}).status_code == 200


def test_an_article_over_the_limit_is_413_with_limit_and_size(small: FlaskClient) -> None:
    problem = _problem(small.post(ENDPOINT, json={"text": "é" * 51}), "too-long")
    assert (problem["limit"], problem["size"], problem["unit"]) == (50, 51, "characters")


def test_a_body_over_the_limit_is_413_with_limit_and_size(small: FlaskClient) -> None:
    problem = _problem(_post(small, b"a" * 401, "text/plain"), "too-long")
    assert (problem["limit"], problem["size"], problem["unit"]) == (400, 401, "bytes")


# 415


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "application/xml",
        "text/html; charset=klingon",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain; charset=shift_jis",
        "application/json; charset=latin-1",
    ],
)
def test_a_body_of_another_kind_is_415_with_those_that_are_read(
    client: FlaskClient, content_type: str
) -> None:
    problem = _problem(_post(client, b"Hello.", content_type), "unsupported-media-type")
    assert problem["supported"] == [JSON, "text/plain", "application/x-ndjson", "text/html"]


@pytest.mark.parametrize("encoding", ["br", "deflate, gzip", "gzip, gzip"])
def test_a_body_compressed_otherwise_than_by_gzip_is_415_with_what_is_accepted(
    client: FlaskClient, encoding: str
) -> None:
    answer = _post(client, b"\x1f\x8b", **{"Content-Encoding": encoding})
    _problem(answer, "unsupported-encoding")
    assert answer.headers["Accept-Encoding"] == "gzip, identity"


# 422


NO_DAYS = ("", "2014", "2014-02-30", "18.3.2014", "2014-3-8", "2014-03-18T10:00:00Z", "٢٠١٤-٠٣-١٨", 2014)


@pytest.mark.parametrize(
    ("request_object", "field"),
    [
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": 1}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": 10**4000}, "text"),
        ({"text": 1e308}, "text"),
        ({"text": "Hello.", "txet": 1}, None),
        ({"text": "Hello.", "id": 1}, "id"),
        ({"text": "Hello.", "language": "english"}, "language"),
        ({"text": "Hello.", "language": 1}, "language"),
        ({"text": "Hello.", "types": []}, "types"),
        ({"text": "Hello.", "types": "direct"}, "types"),
        ({"text": "Hello.", "types": ["free"]}, "types"),
        ({"text": "Hello.", "types": [None]}, "types"),
        ({"text": "Hello.", "offsets": "char"}, "offsets"),
        ({"text": "Hello.", "offsets": None}, "offsets"),
        *(({"text": "Hello.", "date": day}, "date") for day in NO_DAYS),
    ],
    ids=str,
)
def test_a_wrong_field_is_422_with_its_name_if_it_is_known(
    client: FlaskClient, request_object: Any, field: str | None
) -> None:
    assert _problem(client.post(ENDPOINT, json=request_object), "not-valid")["field"] == field


def test_a_wrong_date_is_told_what_a_date_looks_like(client: FlaskClient) -> None:
    problem = _problem(client.post(ENDPOINT, json={"text": "Hello.", "date": "18/03/2014"}), "not-valid")
    assert problem["detail"] == "date: must be a day as in ISO 8601, such as 2014-03-18"


def test_names_that_the_request_made_up_are_one_error_that_names_those_there_are(client: FlaskClient) -> None:
    made_up = {f"Zanzibar{number}": 1 for number in range(500)}
    answer = client.post(ENDPOINT, json={"text": "Hello.", **made_up})
    (error,) = _problem(answer, "not-valid")["errors"]
    assert error["field"] is None
    assert all(name in error["detail"] for name in ("text", "language", "types", "offsets", "date"))
    assert b"Zanzibar" not in answer.data


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null", b"true"])
def test_json_that_is_no_object_is_422(client: FlaskClient, body: bytes) -> None:
    _problem(_post(client, body), "not-valid")


def test_several_wrong_fields_are_all_named(client: FlaskClient) -> None:
    problem = _problem(client.post(ENDPOINT, json={"offsets": "char", "types": []}), "not-valid")
    assert {error["field"] for error in problem["errors"]} == {"text", "offsets", "types"}


def test_a_member_named_twice_is_422(client: FlaskClient) -> None:
    _problem(_post(client, b'{"text": "a", "text": "b"}'), "not-valid")


@pytest.mark.parametrize("escape", [b"\\ud800", b"\\udfff", b"\\udc00\\ud800"])
def test_half_of_a_surrogate_pair_is_422(client: FlaskClient, escape: bytes) -> None:
    problem = _problem(_post(client, b'{"text": "Hello ' + escape + b'"}'), "not-valid")
    assert problem["field"] == "text"


@pytest.mark.parametrize("text", ["", " ", "\n\t\r\n", "\u00a0\u2003", "\ufeff"])
def test_an_empty_article_is_422(client: FlaskClient, text: str) -> None:
    _problem(client.post(ENDPOINT, json={"text": text}), "empty-text")
    _problem(_post(client, text.encode(), "text/plain"), "empty-text")


def test_a_language_that_is_not_supported_is_422_with_those_that_are(client: FlaskClient) -> None:
    problem = _problem(
        client.post(ENDPOINT, json={"text": "Hallo.", "language": "de"}), "unsupported-language"
    )
    assert (problem["asked"], problem["supported"]) == ("de", ["en", "fr"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Der Bundeskanzler hat am Freitag in Berlin erklärt, dass die Gespräche weitergehen sollen. ",
        ),
        ("ru", "Президент России заявил в пятницу, что переговоры с западными странами будут продолжены. "),
    ],
)
def test_a_detected_language_that_is_not_supported_is_422_with_its_name(
    client: FlaskClient, language: str, text: str
) -> None:
    problem = _problem(client.post(ENDPOINT, json={"text": text * 5}), "unsupported-language")
    assert (problem["detected"], problem["supported"]) == (language, ["en", "fr"])


def test_a_text_in_two_languages_is_said_to_be_in_the_one_that_most_of_it_is_in(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    french = next(seed["text"] for seed in seeds if seed["lang"] == "fr")
    english = next(seed["text"] for seed in seeds if seed["lang"] == "en")
    mostly = {
        "fr": french[:3000] + "\n\n" + english[:600],
        "en": english[:3000] + "\n\n" + french[:600],
    }
    for language, text in mostly.items():
        answer = client.post(ENDPOINT, json={"text": text}).get_json()
        assert answer["language"] == language
        assert language in {quote["language"] for quote in answer["quotes"]}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("language=en&language=fr", "language"),
        ("types=", "types"),
        ("types=free", "types"),
        ("offsets=char", "offsets"),
        ("date=today", "date"),
        ("date=2014-03-18&date=2014-03-19", "date"),
        ("text=Hello", "text"),
        ("lang=en", None),
        ("lang=en&lang=fr", None),
    ],
)
def test_a_wrong_query_parameter_is_422_with_its_name_if_we_gave_it(
    client: FlaskClient, query: str, field: str | None
) -> None:
    answer = client.post(f"{ENDPOINT}?{query}", data=b"Hello.", content_type="text/plain")
    assert _problem(answer, "not-valid")["field"] == field


# what errors say and do not say


def test_an_error_repeats_nothing_of_the_request(client: FlaskClient) -> None:
    marker = "Zanzibarine"
    bodies: list[tuple[bytes, str]] = [
        (f'{{"text": "{marker}", "types": ["{marker}"], "offsets": "{marker}"}}'.encode(), JSON),
        (f'{{"text": "{marker}", "{marker} said": 1}}'.encode(), JSON),
        (f'{{"text": "{marker}", "{marker}": 1}}'.encode(), JSON),
        (f'{{"text": {marker}}}'.encode(), JSON),
        (f'"{marker}"'.encode(), JSON),
        (marker.encode() + b"\xff", "text/plain"),
        (marker.encode(), f"text/{marker}"),
    ]
    for body, content_type in bodies:
        answer = _post(client, body, content_type)
        assert answer.status_code >= 400
        assert marker.encode() not in answer.data


def test_a_failure_of_the_service_is_a_500_that_tells_nothing(extract: Extract) -> None:
    def fail(*_: Any) -> Any:
        raise LookupError("secret words of an article")

    answer = create_app(Settings(), reader(fail)).test_client().post(ENDPOINT, json={"text": "Hello."})
    _problem(answer, "internal")
    assert b"secret" not in answer.data


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_type_of_each_problem_can_be_looked_up(client: FlaskClient, kind: str) -> None:
    status, title = KINDS[kind]
    assert client.get(f"/problems/{kind}").get_json() == {
        "type": f"/problems/{kind}",
        "title": title,
        "status": status,
    }


def test_more_requests_than_places_are_503_with_retry_after(app: Flask, extract: Extract) -> None:
    full = create_app(Settings(workers=1, queue=2, retry_after=7), reader(extract))
    permits = [full.extensions["service"].enter() for _ in range(3)]
    client = full.test_client()
    for answer in (client.post(ENDPOINT, json={"text": "Hello."}), client.get("/ready")):
        _problem(answer, "saturated")
        assert answer.headers["Retry-After"] == str(3 * 7)  # once for each article that the one worker has
    assert client.get("/health").status_code == 200
    permits[0].release()
    assert client.get("/ready").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"[" + b"{}," * MOST_VALUES + b"{}]",
        b"[" + b"1," * MOST_VALUES + b"1]",
        b"[" + b"1.5," * MOST_VALUES + b"1.5]",
        json.dumps({f"a{number}": "" for number in range(MOST_MEMBERS + 1)}).encode(),
        json.dumps({"text": "It rains.", "types": ["direct"] * 101}).encode(),
    ],
    ids=["objects", "numbers", "fractions", "members", "types"],
)
def test_a_body_of_very_many_values_is_422_before_each_is_looked_at(extract: Extract, body: bytes) -> None:
    client = create_app(Settings(), reader(extract)).test_client()
    told = _problem(_post(client, body), "not-valid")["detail"]
    assert "more than" in told or "at most" in told
