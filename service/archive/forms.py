"""The forms of the output: what an answer looks like in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from service.archive import parquet
from service.archive.answering import Shape
from service.archive.fields import KEPT, TITLE, Fields
from service.archive.packing import without_ending
from service.exchange import table
from service.exchange.answer import Json, dump
from service.exchange.bounds import CUT

FORMS = ("jsonl", "csv", "parquet")
_LONGEST = 1000  # characters of a text of its article that each row of a table repeats


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the output.

    `head` begins a file, `shape` gives the text of an answer, and `finish` makes the output from the file of
    these texts.
    """

    head: str
    shape: Shape
    finish: Callable[[Path, Path], None] = os.replace


def form_of(output: Path | None) -> str:
    """The name of the form that the file's ending means; JSON Lines by default."""
    ending = Path(without_ending(output.name)).suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMS else "jsonl"


def form(name: str, fields: Fields) -> Form:
    """The form of this name; the columns that `fields` copies stand beside the `id`."""
    before = ("id", *fields.beside)
    if name == "csv":
        return Form(table.head(*before), partial(_rows, before))
    if name == "parquet":
        return Form("", partial(_quotes, before), partial(parquet.write, before))
    return Form("", _line)


def _line(found: Json) -> str:
    return dump(found) + "\n"


def _rows(before: tuple[str, ...], found: Json) -> str:
    cells = {name: _cell(value) for name, value in _beside(before, found)}
    return table.rows(found, **cells)


def _quotes(before: tuple[str, ...], found: Json) -> str:
    """A line for each quote, from which `parquet.write` makes a row."""
    common = {name: _text(value) for name, value in _beside(before, found)}
    return "".join(
        dump(common | quote | {"extractor": found["extractor"]}) + "\n" for quote in found["quotes"]
    )


def _beside(before: tuple[str, ...], found: Json) -> Iterator[tuple[str, Any]]:
    """The columns that come before those of a quote, with their values."""
    flat = {"id": found["id"], TITLE: found.get(TITLE)}
    flat |= {f"{KEPT}_{name}": value for name, value in found.get(KEPT, {}).items()}
    return ((name, flat[name]) for name in before)


def _cell(value: Any) -> str | float | None:
    """The value for a CSV cell.  Numbers stay numbers: no spreadsheet takes them for formulas."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number else _text(value)


def _text(value: Any) -> str | None:
    """The value as text, at most _LONGEST characters of it; JSON if it is not a string."""
    if value is None:
        return None
    text = value if isinstance(value, str) else dump(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + CUT
