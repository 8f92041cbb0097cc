"""A field of the answer is in every form of it: no form leaves out, unnoticed, what the model has."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import count
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
import yaml

from service.exchange.answer import Json, answer
from service.exchange.table import table
from service.extraction.model import Extraction, Passage, Quote, Span
from service.web.annotation import collection

ROOT = Path(__file__).parents[2]
SCHEMAS = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))["components"]["schemas"]
# A Web Annotation is about the quoted words; a class of schema.org tells the kind of a speaker.
NO_ANNOTATION = {
    *("text", "language", "content", "cue"),
    *(f"speaker.{name}" for name in ("kind", "mention", "basis")),
    *(f"source.{name}" for name in ("mention", "basis")),
}


def _members(kind: Any) -> Any:
    """The dataclass that a type is, contains many of, or is if it is not None."""
    kinds = get_args(kind) if get_origin(kind) in (UnionType, tuple) else (kind,)
    return next((one for one in kinds if is_dataclass(one) and one not in (Passage, Span)), None)


def _paths(shape: Any, before: str = "") -> Iterator[str]:
    """The fields of the answer, those of a speaker as "speaker.name"."""
    for name, kind in get_type_hints(shape).items():
        inner = _members(kind)
        if inner is None:
            yield before + name
        else:
            yield from _paths(inner, f"{before}{name}.")


FIELDS = tuple(_paths(Quote))


class _Values:
    """Makes values of the model's types; each can be recognised by its field's name or a number."""

    def __init__(self) -> None:
        self._places = count(100, 10)
        self.marks: dict[str, str] = {}  # what each field is recognised by

    def of(self, shape: Any, before: str = "") -> Any:
        """A value of a dataclass."""
        hints = get_type_hints(shape)
        return shape(**{f.name: self._value(hints[f.name], before + f.name) for f in fields(shape)})

    def _value(self, kind: Any, path: str) -> Any:
        kinds = get_args(kind) if get_origin(kind) is UnionType else (kind,)
        if inner := _members(kind):
            value = self.of(inner, f"{path}.")
            return (value,) if get_origin(kind) is tuple else value
        self.marks[path] = f"the {path}"
        if Passage in kinds:
            return Passage(f"the {path}", self._span())
        if kind is float:
            self.marks[path] = "0.4321"
            return 0.4321
        if kind == tuple[Span, ...]:
            span = self._span()
            self.marks[path] = str(span.start)
            return (span,)
        return f"the {path}"

    def _span(self) -> Span:
        start = next(self._places)
        return Span(start, start + 5)


@pytest.fixture(scope="module")
def marks() -> dict[str, str]:
    """What each field of the quote below is recognised by."""
    values = _Values()
    values.of(Quote)
    return values.marks


@pytest.fixture(scope="module")
def told() -> Json:
    """The answer with a quote that has all fields."""
    found = Extraction("en", (_Values().of(Quote),), "1", "m")
    return answer(found, "x" * 1_000, "codepoint")


def _lacking(form: str, marks: dict[str, str]) -> set[str]:
    """The fields that are missing from a form of the quote."""
    return {path for path, mark in marks.items() if mark not in form}


def test_the_answer_has_members_to_look_for() -> None:
    assert {"text", "confidence", "speaker.name", "speaker.mention", "source.country"} <= set(FIELDS)


def test_json_has_every_field(told: Json, marks: dict[str, str]) -> None:
    assert _lacking(json.dumps(told), marks) == set()


def test_csv_has_every_field(told: Json, marks: dict[str, str]) -> None:
    assert _lacking(table(told), marks) == set()


def test_a_web_annotation_has_every_field_that_is_not_left_out_on_purpose(
    told: Json, marks: dict[str, str]
) -> None:
    assert _lacking(json.dumps(collection(told, "x" * 1_000)), marks) == NO_ANNOTATION


def test_parquet_has_every_field(told: Json, marks: dict[str, str]) -> None:
    arrow = pytest.importorskip("pyarrow")
    from service.archive.parquet import schema

    rows = arrow.Table.from_pylist(told["quotes"], schema(())).to_pylist()
    assert _lacking(json.dumps(rows), marks) == set()


def _spark_columns() -> dict[str, str]:
    """The columns of Spark's rows, by name; taken from the source, because importing it needs pyspark."""
    source = ast.parse((ROOT / "service" / "spark.py").read_text("utf-8"))
    named = [node for node in source.body if isinstance(node, ast.Assign)]
    wanted = [node for node in named if ast.unparse(node.targets[0]) in ("_PASSAGE", "_NAMED", "COLUMNS")]
    values: dict[str, Any] = {}
    exec(compile(ast.Module(wanted, []), "spark.py", "exec"), values)
    found: dict[str, str] = values["COLUMNS"]
    return found


@pytest.mark.parametrize("path", FIELDS)
def test_spark_has_a_column_for_every_field(path: str) -> None:
    column, *members = path.split(".")
    columns = _spark_columns()
    assert column in columns
    assert all(f"{member}: " in columns[column] for member in members)


@pytest.mark.parametrize("path", FIELDS)
def test_the_description_has_a_property_for_every_field(path: str) -> None:
    owner, _, member = path.rpartition(".")
    inside_another = "." in owner  # the members of a group, the medium beside a source
    described = SCHEMAS["Named" if inside_another else owner.capitalize() or "Quote"]
    assert member in described["properties"]
    assert member in described["required"]
