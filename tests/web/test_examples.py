"""The examples of openapi.yaml are true: each request gets the answer shown beside it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.exchange.reading import Extract, reader
from service.settings import Settings
from tests.web.test_openapi import API, ENDPOINT, resolved

CLOSE = 0.05  # how far a confidence may be from the example's: newly fitted models move it a little


class Example(NamedTuple):
    """A request, and the example of the same name among the answers."""

    address: str
    kind: str
    name: str
    body: Any
    form: str
    answer: Any


def _examples() -> Iterator[Example]:
    for address, methods in API["paths"].items():
        for operation in methods.values():
            answers = resolved(operation["responses"]["200"]).get("content", {})
            for kind, media in operation.get("requestBody", {}).get("content", {}).items():
                for name, request in media["examples"].items():
                    for form, told in answers.items():
                        if name in (found := told.get("examples", {})):
                            answer = resolved(found[name])["value"]
                            yield Example(address, kind, name, request["value"], form, answer)


EXAMPLES = list(_examples())


def _read(form: str, body: str) -> Any:
    """The values in an answer of this form."""
    if form == "text/csv":
        rows = list(csv.DictReader(io.StringIO(body)))
        return [row | {"confidence": float(row["confidence"])} for row in rows]
    return [json.loads(line) for line in body.splitlines()] if "ndjson" in form else json.loads(body)


def _about(value: Any) -> Any:
    """The same value, except that a confidence equals any other that is close."""
    if isinstance(value, list):
        return [_about(each) for each in value]
    if isinstance(value, dict):
        near = {"confidence": pytest.approx(value["confidence"], abs=CLOSE)} if _is_sure(value) else {}
        return {name: _about(each) for name, each in value.items()} | near
    return value


def _is_sure(value: dict[str, Any]) -> bool:
    return isinstance(value.get("confidence"), float)


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.address} {e.name} {e.form}" for e in EXAMPLES])
def test_the_example_request_gets_the_example_answer(client: FlaskClient, example: Example) -> None:
    body = json.dumps(example.body) if example.kind == "application/json" else example.body
    headers = {"Content-Type": example.kind, "Accept": example.form}
    told = client.post(example.address, data=body.encode(), headers=headers)
    assert told.status_code == 200
    expected = example.answer
    if isinstance(expected, str):
        expected = _read(example.form, expected)
    assert _read(example.form, told.data.decode()) == _about(expected)


def test_each_example_answer_has_its_request() -> None:
    asked = {(example.form, example.name) for example in EXAMPLES}
    for methods in API["paths"].values():
        for operation in methods.values() if "/v1/quotes" in str(methods) else ():
            for form, told in resolved(operation["responses"]["200"])["content"].items():
                assert {(form, name) for name in told.get("examples", {})} <= asked


@pytest.mark.parametrize("address", ["/health", "/ready", "/problems/{kind}"])
def test_the_example_of_what_the_service_tells_of_itself_is_true(extract: Extract, address: str) -> None:
    operation = API["paths"][address]["get"]
    client = create_app(Settings(workers=2, queue=4), reader(extract)).test_client()
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    assert client.get(address.format(kind=example.get("type", "").rpartition("/")[2])).get_json() == example


GERMAN = "Der Präsident hat am Freitag mit der Kanzlerin gesprochen. Man werde die Antwort prüfen, sagte er."
PROBLEMS: dict[str, dict[str, Any]] = {
    "not-utf8": {"data": b"a" * 17 + b"\xff", "content_type": "text/plain"},
    "not-acceptable": {"json": {"text": "a"}, "headers": {"Accept": "text/html"}},
    "too-long": {"json": {"text": "a" * 200_001}},
    "unsupported-media-type": {"data": "a", "content_type": "application/xml"},
    "not-valid": {"json": {"txet": "a"}},
    "unsupported-language": {"json": {"text": GERMAN}},
    "saturated": {"json": {"text": "a"}},
    "key-missing": {"json": {"text": "a"}},
    "key-withdrawn": {"json": {"text": "a"}, "headers": {"Authorization": "Bearer old"}},
    "too-many-requests": {"json": {"text": "a", "language": "en"}},
}
DOOR = {"key-missing": "api_keys_file", "key-withdrawn": "api_keys_file", "too-many-requests": "rate_limit"}
ALLOWED = 60  # articles a minute


def _problems() -> Iterator[dict[str, Any]]:
    for response in API["components"]["responses"].values():
        media = response["content"].get("application/problem+json", {})
        yield from (each["value"] for each in media.get("examples", {}).values())
        yield from [media["example"]] if "example" in media else []


@pytest.mark.parametrize("problem", list(_problems()), ids=lambda problem: problem["type"])
def test_the_example_of_a_problem_is_what_a_request_gets(
    extract: Extract, problem: dict[str, Any], tmp_path: Path
) -> None:
    kind = problem["type"].rpartition("/")[2]
    keys = tmp_path / "keys"
    keys.write_text(f"newsroom sha256:{hashlib.sha256(b'old').hexdigest()} withdrawn\n")
    door: Any = {"api_keys_file": str(keys), "rate_limit": ALLOWED}
    settings = {DOOR[kind]: door[DOOR[kind]]} if kind in DOOR else {}
    app = create_app(Settings(workers=2, queue=4, **settings), reader(extract))
    if kind == "saturated":
        while app.extensions["service"].admission.enter():
            pass  # no place is given back
    client = app.test_client()
    told = client.post(ENDPOINT, **PROBLEMS[kind])
    while kind == "too-many-requests" and told.status_code == 200:
        told = client.post(ENDPOINT, **PROBLEMS[kind])
    assert (told.status_code, told.get_json(force=True)) == (problem["status"], problem)
