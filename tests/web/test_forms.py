"""The forms of the answer: which one `Accept` gets, and that each says what JSON says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.exchange.reading import reader
from service.exchange.table import COLUMNS
from service.extraction.model import Extraction, Passage, Quote, Span
from service.settings import Settings

ENDPOINT = "/v1/quotes"
JSON, CSV, JSON_LD, NDJSON = "application/json", "text/csv", "application/ld+json", "application/x-ndjson"
PROFILE = "http://www.w3.org/ns/anno.jsonld"
TYPES = ["direct", "mixed", "indirect"]


def _post(client: FlaskClient, text: str, accept: str, **options: Any) -> Any:
    return client.post(ENDPOINT, json={"text": text, **options}, headers={"Accept": accept})


def _rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode(), newline="")))


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json; charset=utf-8", JSON),
        ("text/csv", CSV),
        ("text/csv, */*", CSV),
        ("text/*;q=0.9, application/json;q=0.8", CSV),
        ("application/json;q=0, */*", CSV),
        ("application/ld+json", JSON_LD),
        (f'application/ld+json; profile="{PROFILE}"', JSON_LD),
        ("application/ld+json, application/json;q=0.9", JSON_LD),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
    ],
)
def test_the_form_is_the_one_that_is_accepted_most(client: FlaskClient, accept: str, form: str) -> None:
    answer = _post(client, "It rains.", accept, language="en")
    assert (answer.status_code, answer.mimetype) == (200, form)
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/turtle", 'application/ld+json; profile="urn:another"', "*/*;q=0"])
def test_another_form_is_406_with_those_there_are(client: FlaskClient, accept: str) -> None:
    answer = _post(client, "It rains.", accept)
    assert answer.status_code == 406
    assert answer.get_json(force=True)["available"] == [JSON, CSV, JSON_LD]


def test_a_batch_is_lines_of_json_or_406(client: FlaskClient) -> None:
    for accept, status in ((NDJSON, 200), ("*/*", 200), (CSV, 406), (JSON, 406)):
        headers = {"Accept": accept, "Content-Type": NDJSON}
        assert client.post(ENDPOINT, data=b"", headers=headers).status_code == status


# text/csv


def test_csv_has_a_row_a_quote_that_says_what_json_says(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    for seed in seeds:
        quotes = _post(client, seed["text"], JSON, types=TYPES).get_json()["quotes"]
        answer = _post(client, seed["text"], CSV, types=TYPES)
        rows = _rows(answer)
        assert len(rows) == len(quotes) > 0
        for row, quote in zip(rows, quotes, strict=True):
            assert tuple(row) == COLUMNS
            assert (row["text"], row["type"]) == (quote["text"], quote["type"])
            assert row["spans"] == " ".join(f"{span['start']}-{span['end']}" for span in quote["spans"])
            assert row["speaker"] == (quote["speaker"] or {"name": ""})["name"]
            assert row["source_id"] == ((quote["source"] or {}).get("id") or "")
            assert float(row["confidence"]) == quote["confidence"]
            cue = quote["cue"] or {"text": "", "start": "", "end": ""}
            assert (row["cue"], row["cue_start"], row["cue_end"]) == (
                *(cue["text"], str(cue["start"]), str(cue["end"])),
            )


def test_csv_without_a_quote_is_its_header(client: FlaskClient) -> None:
    answer = _post(client, "It rains.", CSV, language="en")
    assert answer.data.decode() == ",".join(COLUMNS) + "\r\n"
    assert answer.content_type == "text/csv; charset=utf-8; header=present"


def _extract_all(text: str, *_: Any) -> Extraction:
    whole = Span(0, len(text))
    quote = Quote(text, "direct", "en", (whole,), Passage(text, whole), None, None, None, 0.5)
    return Extraction("en", (quote,), "1", "none")


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_csv_is_a_formula_to_a_spreadsheet(text: str) -> None:
    client = create_app(Settings(), reader(_extract_all)).test_client()
    assert _rows(_post(client, text, CSV))[0]["text"] == "'" + text
    assert _post(client, text, JSON).get_json()["quotes"][0]["text"] == text


@pytest.mark.parametrize("text", ['a "b", c', "a\nb", "a\r\nb", "a,b;c", "é\u2028😀\x00"])
def test_a_cell_of_csv_is_the_text_whatever_it_holds(text: str) -> None:
    client = create_app(Settings(), reader(_extract_all)).test_client()
    assert _rows(_post(client, text, CSV))[0]["text"] == text


# application/ld+json


def _collection(client: FlaskClient, text: str, **options: Any) -> Any:
    answer = _post(client, text, JSON_LD, **options)
    assert answer.content_type == f'{JSON_LD}; profile="{PROFILE}"'
    return json.loads(answer.data)


def test_each_selector_of_an_annotation_finds_its_quote(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    article = "😀 " + seeds[1]["text"]
    quotes = _post(client, article, JSON).get_json()["quotes"]
    found = _collection(client, article)
    assert found["total"] == len(found["first"]["items"]) == len(quotes) > 0
    for quote, annotation in zip(quotes, found["first"]["items"], strict=True):
        targets = annotation["target"]
        targets = targets if isinstance(targets, list) else [targets]
        assert " […] ".join(target["selector"][0]["exact"] for target in targets) == quote["text"]
        for target in targets:
            words, place = target["selector"]
            assert (words["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert article[place["start"] : place["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in article


def test_the_bodies_of_an_annotation_are_type_speaker_and_source(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    quotes = _post(client, seeds[0]["text"], JSON).get_json()["quotes"]
    items = _collection(client, seeds[0]["text"])["first"]["items"]
    for quote, annotation in zip(quotes, items, strict=True):
        kind, *named = annotation["body"]
        assert (kind["purpose"], kind["value"]) == ("classifying", quote["type"])
        expected = {role: quote[role]["name"] for role in ("speaker", "source") if quote[role]}
        assert {body["roleName"]: body["value"] for body in named} == expected


def test_annotations_name_the_article_by_its_hash(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    text = seeds[2]["text"]
    target = _collection(client, text)["first"]["items"][0]["target"]
    name = target["source"].removeprefix("ni:///sha-256;")
    assert urlsafe_b64decode(name + "=") == hashlib.sha256(text.encode()).digest()


def test_ids_of_annotations_are_unique_and_the_same_again(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    first, again = (_collection(client, seeds[0]["text"]) for _ in range(2))
    assert first == again
    fewer = _collection(client, seeds[0]["text"], types=["direct"])
    ids = [first["id"], first["first"]["id"], fewer["id"], *(item["id"] for item in first["first"]["items"])]
    assert len(set(ids)) == len(ids)


def test_annotations_in_another_unit_than_the_standards_are_422(client: FlaskClient) -> None:
    answer = _post(client, "It rains.", JSON_LD, offsets="utf16")
    assert (answer.status_code, answer.get_json(force=True)["field"]) == (422, "offsets")


KINDS = {"text": "text/plain", "page": "text/html", "batch": "application/x-ndjson"}


@pytest.mark.parametrize("name", KINDS)
def test_an_address_for_one_kind_of_body_answers_as_the_one_for_all_and_takes_no_other(
    client: FlaskClient, name: str
) -> None:
    text = "“We will study the answer,” Vladimir Putin said on Friday."
    page = f"<!doctype html><title>News</title><article><p>{text} They had talked for an hour.</p></article>"
    body = {"text": text, "page": page, "batch": json.dumps({"text": text})}
    options = "?language=en&types=direct"
    kind = KINDS[name]
    told = client.post(f"/v1/quotes/{name}{options}", data=body[name].encode(), content_type=kind)
    same = client.post(f"/v1/quotes{options}", data=body[name].encode(), content_type=kind)
    assert told.status_code == 200
    assert (told.data, told.content_type) == (same.data, same.content_type)
    refused = client.post(f"/v1/quotes/{name}", json={"text": text})
    assert refused.status_code == 415
    assert refused.get_json(force=True)["supported"] == [kind]
    assert refused.headers["Accept-Post"] == kind
