"""POST /v1/quotes: an article goes in, its quotes come out."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

ENDPOINT = "/v1/quotes"
JOINT = " […] "


def _post_text(client: FlaskClient, text: str, query: str = "", **headers: str) -> Any:
    return client.post(ENDPOINT + query, data=text.encode(), content_type="text/plain", headers=headers)


def _passages(quote: dict[str, Any]) -> list[dict[str, Any]]:
    """Each part of a quote that has a text and a place."""
    held = [quote["content"], quote["cue"]]
    held += [part["mention"] for part in (quote["speaker"], quote["source"]) if part]
    return [passage for passage in held if passage]


@pytest.mark.parametrize("number", range(5))
def test_a_seed_article_has_quotes_whose_text_is_the_slice(
    client: FlaskClient, seeds: list[dict[str, Any]], number: int
) -> None:
    article = seeds[number]["text"]
    found = client.post(ENDPOINT, json={"text": article}).get_json()["quotes"]
    assert found
    for quote in found:
        assert quote["text"] == JOINT.join(article[span["start"] : span["end"]] for span in quote["spans"])
        for passage in _passages(quote):
            assert passage["text"] == article[passage["start"] : passage["end"]]


def test_quotes_come_in_article_order(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    for seed in seeds:
        found = client.post(ENDPOINT, json={"text": seed["text"]}).get_json()["quotes"]
        starts = [quote["spans"][0]["start"] for quote in found]
        assert len(starts) > 1
        assert starts == sorted(starts)


def test_plain_text_and_json_get_the_same_answer(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    article = seeds[1]["text"]
    by_json = client.post(
        ENDPOINT, json={"text": article, "offsets": "byte", "types": ["direct", "indirect"]}
    )
    by_text = _post_text(client, article, "?offsets=byte&types=direct,indirect")
    assert by_text.get_json() == by_json.get_json()


@pytest.mark.parametrize(
    ("day", "id"),
    [("2014-03-18", "barack-obama"), ("2019-03-18", "donald-trump"), ("2022-03-18", "joe-biden")],
)
def test_the_day_of_an_article_tells_who_held_an_office_however_it_is_given(
    client: FlaskClient, day: str, id: str
) -> None:
    text = "“We will not accept a change of the border by force,” the US president said in Brussels."
    page = f"<article><h1>A border is to stay where it is</h1><p>{text} {text} {text}</p></article>".encode()
    answers = [
        client.post(ENDPOINT, json={"text": text, "date": day}),
        _post_text(client, text, f"?date={day}"),
        client.post(f"{ENDPOINT}?date={day}", data=page, content_type="text/html"),
        client.post(f"{ENDPOINT}?date={day}", json={"text": text}),
    ]
    speakers = [answer.get_json()["quotes"][0]["speaker"] for answer in answers]
    assert [(speaker["id"], speaker["basis"]) for speaker in speakers] == [(id, "date")] * len(answers)
    table = _post_text(client, text, f"?date={day}", Accept="text/csv").get_data(as_text=True)
    assert f",{id},person," in table


def test_an_article_whose_day_is_null_is_as_one_without(client: FlaskClient) -> None:
    said = {"text": "“It rains,” Anna Smith said on Friday."}
    dated, plain = (client.post(ENDPOINT, json=one).get_json() for one in ({**said, "date": None}, said))
    assert dated == plain


def test_only_the_types_asked_for_are_returned(client: FlaskClient) -> None:
    text = (
        "« Nous sommes prêts », a déclaré Emmanuel Macron. Selon la chancellerie, l'accord est "
        "« historique ». Emmanuel Macron a ajouté que la France signerait vendredi."
    )
    for kind in ("direct", "mixed", "indirect"):
        found = client.post(ENDPOINT, json={"text": text, "types": [kind]}).get_json()["quotes"]
        assert {quote["type"] for quote in found} == {kind}


def test_indirect_quotes_come_on_request_only(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    found = [client.post(ENDPOINT, json={"text": seed["text"]}).get_json()["quotes"] for seed in seeds]
    assert {quote["type"] for quotes in found for quote in quotes} == {"direct", "mixed"}


@pytest.mark.parametrize(("unit", "encoding", "width"), [("utf16", "utf-16-le", 2), ("byte", "utf-8", 1)])
def test_offsets_hold_in_the_unit_asked_for(
    client: FlaskClient, seeds: list[dict[str, Any]], unit: str, encoding: str, width: int
) -> None:
    article = "👩‍👩‍👧 e\u0301 קול\r\n\r\n" + seeds[1]["text"]
    encoded = article.encode(encoding)
    found = client.post(ENDPOINT, json={"text": article, "offsets": unit}).get_json()["quotes"]
    assert found
    for quote in found:
        for passage in _passages(quote):
            start, end = width * passage["start"], width * passage["end"]
            assert encoded[start:end].decode(encoding) == passage["text"]


def test_the_language_asked_for_is_the_answers(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    for language in ("en", "fr"):
        answer = client.post(ENDPOINT, json={"text": seeds[0]["text"], "language": language}).get_json()
        assert answer["language"] == language


def test_null_has_the_language_detected(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    text = seeds[0]["text"]
    with_null = client.post(ENDPOINT, json={"text": text, "language": None}).get_json()
    assert with_null == client.post(ENDPOINT, json={"text": text}).get_json()


def test_what_a_request_object_says_goes_before_the_query(client: FlaskClient) -> None:
    answer = client.post(ENDPOINT + "?language=en", json={"text": "Il pleut.", "language": "fr"})
    assert answer.get_json()["language"] == "fr"


def test_line_ends_of_windows_stay_in_the_offsets(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    article = seeds[1]["text"].replace("\n", "\r\n")
    found = _post_text(client, article).get_json()["quotes"]
    assert found
    for quote in found:
        assert quote["text"] == JOINT.join(article[span["start"] : span["end"]] for span in quote["spans"])


def test_a_byte_order_mark_is_counted_and_never_quoted(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    article = seeds[1]["text"]
    plain = _post_text(client, " " + article).get_json()
    marked = _post_text(client, "\ufeff" + article).get_json()
    assert marked == plain


def test_a_byte_order_mark_before_json_is_passed_over(client: FlaskClient) -> None:
    answer = client.post(
        ENDPOINT, data=b'\xef\xbb\xbf{"text": "Hello there."}', content_type="application/json"
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b “c\x00d”, she said.",
        "\x1b[31m“Red”, he said.\x07",
        "“Right”\u202e, he said.",
        "“” «» \"\" ''",
        "“",
    ],
    ids=["NUL", "control", "bidi", "empty marks", "one mark"],
)
def test_strange_characters_are_characters_like_others(client: FlaskClient, text: str) -> None:
    for options in ({}, {"types": ["direct", "mixed", "indirect"]}):
        answer = client.post(ENDPOINT, json={"text": text, "language": "en", **options})
        assert answer.status_code == 200
        for quote in answer.get_json()["quotes"]:
            assert quote["content"]["text"] in text


def test_the_same_article_gets_the_same_answer_again(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    first, other = seeds[0]["text"], seeds[2]["text"]
    before = client.post(ENDPOINT, json={"text": first}).get_json()
    client.post(ENDPOINT, json={"text": other})
    assert client.post(ENDPOINT, json={"text": first}).get_json() == before


def test_answers_are_utf8_without_escapes(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    body = client.post(ENDPOINT, json={"text": seeds[0]["text"]}).data
    assert "“" in body.decode() or "«" in body.decode()
    assert b"\\u" not in body


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics", "/openapi.yaml", "/"])
def test_the_service_tells_of_itself_at(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_page_runs_its_own_script_and_no_other(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_well_formed_request_id_is_echoed(client: FlaskClient) -> None:
    assert client.get("/health", headers={"X-Request-ID": "abc-1.2"}).headers["X-Request-ID"] == "abc-1.2"


@pytest.mark.parametrize("given", ["a b", "x" * 129, "é", '"'])
def test_a_request_id_that_is_not_well_formed_is_replaced(client: FlaskClient, given: str) -> None:
    echoed = client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert echoed != given
    assert len(echoed) == 32
