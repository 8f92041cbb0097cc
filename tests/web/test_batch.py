"""A batch: one request per line, and one answer or problem per line, in order."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient

from service.app import create_app
from service.exchange.reading import Extract, reader
from service.extraction.model import Options
from service.settings import Settings

NDJSON = "application/x-ndjson"


def _batch(
    client: FlaskClient, lines: list[bytes], query: str = "", end: bytes = b"\n"
) -> list[dict[str, Any]]:
    answer = client.post("/v1/quotes" + query, data=end.join(lines), content_type=NDJSON)
    assert (answer.status_code, answer.content_type) == (200, NDJSON)
    assert not answer.data or answer.data.endswith(b"\n")
    return [json.loads(line) for line in answer.data.splitlines()]


def _line(**members: Any) -> bytes:
    return json.dumps(members).encode()


def test_each_line_is_answered_as_alone_with_its_id(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    lines = [_line(id=seed["id"], text=seed["text"]) for seed in seeds]
    alone = [client.post("/v1/quotes", json={"text": seed["text"]}).get_json() for seed in seeds]
    expected = [{"id": seed["id"], **answer} for seed, answer in zip(seeds, alone, strict=True)]
    assert _batch(client, lines) == expected


def test_a_bad_line_gives_a_problem_in_its_place_and_the_rest_goes_on(client: FlaskClient) -> None:
    good = {"text": "It rains.", "language": "en"}
    lines = [
        _line(id="a", **good),
        b"{broken",
        _line(id="c", text=""),
        b"\xff",
        _line(id="e", text="Es regnet.", language="de"),
        b'"a string"',
        _line(id={"no": "id"}, **good),
        _line(id=8, **good),
        _line(**good),
    ]
    answers = _batch(client, lines)
    kinds = [answer.get("type", "").removeprefix("/problems/") for answer in answers]
    assert kinds == [
        *("", "not-json", "empty-text", "not-utf8", "unsupported-language", "not-valid", "not-valid", "", ""),
    ]
    assert [answer.get("id") for answer in answers] == ["a", None, "c", None, "e", None, None, 8, None]
    assert [answer["line"] for answer in answers if "line" in answer] == [2, 3, 4, 5, 6, 7]


def test_columns_that_no_request_has_are_ignored_in_a_batch_and_refused_where_that_is_asked_for(
    client: FlaskClient,
) -> None:
    lines = [_line(text="It rains.", language="en", section="weather", tags=["rain"], views=7, id=1)]
    [ignored] = _batch(client, lines)
    assert (ignored["id"], ignored["quotes"]) == (1, [])
    [refused] = _batch(client, lines, "?extra=refuse")
    assert (refused["type"], refused["id"]) == ("/problems/not-valid", 1)
    assert refused["errors"][0]["detail"].startswith("3 unknown fields")


def test_a_member_that_a_request_has_is_held_to_its_form_beside_columns_that_it_has_not(
    client: FlaskClient,
) -> None:
    [refused] = _batch(client, [_line(text="It rains.", language="English", section="weather")])
    assert (refused["type"], refused["field"]) == ("/problems/not-valid", "language")


def test_a_single_request_refuses_them_in_any_case(client: FlaskClient) -> None:
    said = {"text": "It rains.", "language": "en", "section": "weather"}
    for query in ("", "?extra=ignore"):
        assert client.post("/v1/quotes" + query, json=said).status_code == 422


def test_blank_lines_get_no_answer_and_count_as_lines(client: FlaskClient) -> None:
    answers = _batch(client, [b"", _line(text="It rains.", language="en"), b"  ", b"{"])
    assert [answer.get("line") for answer in answers] == [None, 4]


def test_an_empty_batch_is_an_empty_answer(client: FlaskClient) -> None:
    assert _batch(client, []) == []


def test_lines_may_end_as_in_windows(client: FlaskClient) -> None:
    lines = [_line(text="It rains.", language="en")] * 2 + [b""]
    assert [answer["quotes"] for answer in _batch(client, lines, end=b"\r\n")] == [[], []]


def test_query_options_hold_for_each_line_that_does_not_say_otherwise(client: FlaskClient) -> None:
    lines = [_line(text="Il pleut."), _line(text="It rains.", language="en")]
    assert [answer["language"] for answer in _batch(client, lines, "?language=fr")] == ["fr", "en"]


def test_each_line_has_a_day_of_its_own(client: FlaskClient) -> None:
    text = "“We will not accept a change of the border by force,” the US president said in Brussels."
    lines = [_line(text=text), _line(text=text, date="2014-03-18"), _line(text=text, date="someday")]
    dated, own, wrong = _batch(client, lines, "?date=2019-03-18")
    assert [a["quotes"][0]["speaker"]["id"] for a in (dated, own)] == ["donald-trump", "barack-obama"]
    assert (wrong["field"], wrong["line"]) == ("date", 3)


def test_a_line_over_the_limit_is_skipped_with_a_problem(extract: Extract) -> None:
    client = create_app(Settings(max_bytes=100), reader(extract)).test_client()
    good = _line(text="It rains.", language="en")
    answers = _batch(client, [good, _line(text="a" * 300_000), good])
    assert [answer.get("status", 200) for answer in answers] == [200, 413, 200]
    assert (answers[1]["limit"], answers[1]["line"]) == (100, 2)
    assert answers[1]["size"] > 300_000


def test_a_failure_on_one_line_is_a_problem_on_that_line(extract: Extract) -> None:
    def fail_once(text: str, options: Options) -> Any:
        if "fails" in text:
            raise LookupError(text)
        return extract(text, options)

    client = create_app(Settings(), reader(fail_once)).test_client()
    texts = ["It rains.", "It fails.", "It rains."]
    answers = _batch(client, [_line(text=text, language="en") for text in texts])
    assert [answer.get("status", 200) for answer in answers] == [200, 500, 200]


def test_a_batch_gives_its_places_back(extract: Extract) -> None:
    app = create_app(Settings(workers=1, queue=0), reader(extract))
    client = app.test_client()
    for _ in range(3):
        assert len(_batch(client, [_line(text="It rains.", language="en")] * 2)) == 2
    assert client.get("/ready").status_code == 200


def test_a_client_that_goes_away_stops_the_work(extract: Extract) -> None:
    read = []

    def remember(text: str, options: Options) -> Any:
        read.append(text)
        return extract(text, options)

    app = create_app(Settings(workers=1, queue=0), reader(remember))
    body = b"\n".join([_line(text="It rains.", language="en")] * 50)
    answer = app.test_client().post("/v1/quotes", data=body, content_type=NDJSON, buffered=False)
    next(answer.iter_encoded())
    answer.close()
    assert len(read) < 5
    assert app.test_client().get("/ready").status_code == 200
