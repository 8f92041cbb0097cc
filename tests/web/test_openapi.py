"""openapi.yaml says what the service does: schemas, statuses and examples hold for real answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from service.app import create_app
from service.exchange.pool import ExtractionLost, TimeLimitPassed
from service.exchange.problems import KINDS
from service.exchange.reading import Extract, reader
from service.lexicons import LANGUAGES
from service.settings import Settings
from service.web import keys

API = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
ENDPOINT = "/v1/quotes"


OPEN = "additionalProperties"
EXTENSIBLE = "x-extensible-enum"
REFINED = {"Problem", "ProblemOfLine"}  # others extend these, with members that they do not name


def _as_of_today(part: Any) -> Any:
    """A part of the description as it is today: no members and no values except those that it names."""
    if isinstance(part, list):
        return [_as_of_today(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {name: part[name] if name in REFINED else _as_of_today(part[name]) for name in part}
    if "properties" in part and OPEN in part:
        closed[OPEN] = False
    if EXTENSIBLE in part:
        closed["enum"] = part[EXTENSIBLE]
    return closed


COMPONENTS = _as_of_today(API["components"])


def _check(value: Any, schema: dict[str, Any]) -> None:
    """Raise an error if `value` does not fit a schema of the description, as it is today."""
    Draft202012Validator({**_as_of_today(schema), "components": COMPONENTS}).validate(value)


def _check_named(value: Any, name: str) -> None:
    _check(value, {"$ref": f"#/components/schemas/{name}"})


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for."""
    while "$ref" in part:
        target: Any = API
        for key in part["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        part = target
    return part


def _media() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each media type object of each answer and request, with a name."""
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
            for status, body in bodies.items():
                for media, described in resolved(body).get("content", {}).items():
                    yield f"{method} {path} {status} {media}", described


def _examples() -> Iterator[tuple[str, dict[str, Any], Any]]:
    for name, described in _media():
        for key, example in described.get("examples", {}).items():
            yield f"{name} {key}", described["schema"], resolved(example)["value"]
        if "example" in described:
            yield name, described["schema"], described["example"]


EXAMPLES = list(_examples())


def test_the_description_is_valid_openapi() -> None:
    validate(API)


@pytest.mark.parametrize(("schema", "example"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_example_fits_its_schema(schema: dict[str, Any], example: Any) -> None:
    _check(example, schema)


def test_every_address_of_the_service_is_described(app: Flask) -> None:
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "page.asset"  # files that the pages use
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == {(path, method) for path, methods in API["paths"].items() for method in methods}


def test_every_kind_of_problem_is_described() -> None:
    assert set(API["components"]["schemas"]["ProblemKind"][EXTENSIBLE]) == set(KINDS)


def test_the_supported_languages_are_those_that_have_a_lexicon() -> None:
    schemas = API["components"]["schemas"]
    assert schemas["Language"]["enum"] == schemas["LanguageCode"][EXTENSIBLE] == list(LANGUAGES)


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    """Each object and enumeration within a schema."""
    if isinstance(part, dict):
        yield from [part] if "properties" in part or "enum" in part else []
        for inner in part.values():
            yield from _objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _objects(inner)


REQUESTS = {"ArticleRequest", "BatchLine", "Language", "Types", "QuoteType", "OffsetUnit"}


def test_answers_are_open_to_new_members_and_new_values() -> None:
    for name, schema in API["components"]["schemas"].items():
        for part in _objects(schema) if name not in REQUESTS else ():
            assert "enum" not in part, name
            assert part.get(OPEN) is True or name == "ProblemOfLine", name


def test_the_service_shows_the_description_it_is_held_to(client: FlaskClient) -> None:
    assert yaml.safe_load(client.get("/openapi.yaml").data) == API


@pytest.mark.parametrize("number", range(5))
def test_the_answer_to_a_seed_fits_the_schema(
    client: FlaskClient, seeds: list[dict[str, Any]], number: int
) -> None:
    options = {"types": ["direct", "mixed", "indirect"], "offsets": "utf16"}
    _check_named(client.post(ENDPOINT, json={"text": seeds[number]["text"], **options}).get_json(), "Answer")


def test_the_lines_of_a_batch_fit_the_schema(client: FlaskClient, seeds: list[dict[str, Any]]) -> None:
    lines = [json.dumps({"id": 1, "text": seeds[0]["text"]}), "{", json.dumps({"text": seeds[1]["text"]})]
    answer = client.post(ENDPOINT, data="\n".join(lines), content_type="application/x-ndjson")
    for line in answer.data.splitlines():
        _check_named(json.loads(line), "BatchAnswer")


@pytest.mark.parametrize("path", ["/health", "/ready", "/problems/saturated"])
def test_what_the_service_tells_of_itself_fits_the_schema(client: FlaskClient, path: str) -> None:
    described = API["paths"].get(path) or API["paths"]["/problems/{kind}"]
    schema = described["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    _check(client.get(path).get_json(), schema)


# each described status of the endpoint, with a request that gets it


def _raising(error: Exception) -> Extract:
    def extract(*_: Any) -> Any:
        raise error

    return extract


def _refused_at_the_door(folder: Path) -> Iterator[tuple[int, Any]]:
    file = str(folder / "keys")
    key, withdrawn = keys.add(file, "ours"), keys.add(file, "theirs")
    (folder / "keys").write_text((folder / "keys").read_text().rstrip() + " withdrawn")
    client = create_app(Settings(api_keys_file=file, rate_limit=1), lambda _: {}).test_client()
    yield 401, client.post(ENDPOINT)
    for status, shown in ((403, withdrawn), (415, key), (429, key)):
        yield status, client.post(ENDPOINT, headers={"Authorization": f"Bearer {shown}"})


def _answers(extract: Extract) -> Iterator[tuple[int, Any]]:
    client = create_app(Settings(max_characters=100), reader(extract)).test_client()
    good = {"text": "It rains.", "language": "en"}
    yield 200, client.post(ENDPOINT, json=good)
    yield 400, client.post(ENDPOINT, data="{", content_type="application/json")
    yield 400, client.post(ENDPOINT, data=b"\xff", content_type="text/plain")
    yield 406, client.post(ENDPOINT, json=good, headers={"Accept": "text/html"})
    yield 413, client.post(ENDPOINT, json={"text": "a" * 101})
    yield 415, client.post(ENDPOINT, data="a")
    yield 415, client.post(ENDPOINT, data="a", headers={"Content-Encoding": "gzip"})
    yield 422, client.post(ENDPOINT, json={"txet": "a"})
    yield 422, client.post(ENDPOINT, json={"text": "a", "language": "de"})
    yield 422, client.post(ENDPOINT, json={"text": " "})
    for status, error in ((500, LookupError()), (503, ExtractionLost()), (503, TimeLimitPassed())):
        yield status, create_app(Settings(), reader(_raising(error))).test_client().post(ENDPOINT, json=good)
    yield (
        503,
        create_app(Settings(workers=1, queue=-1), reader(extract)).test_client().post(ENDPOINT, json=good),
    )


def test_each_status_comes_as_described(extract: Extract, tmp_path: Path) -> None:
    responses = API["paths"][ENDPOINT]["post"]["responses"]
    seen = set()
    for status, answer in (*_answers(extract), *_refused_at_the_door(tmp_path)):
        assert answer.status_code == status
        content = resolved(responses[str(status)])["content"]
        _check(answer.get_json(force=True), content[answer.content_type]["schema"])
        seen.add(str(status))
    assert set(responses) - seen == {"408"}  # needs a socket: tests/web/test_server.py
