"""The forms of the output: how an answer stands in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from service.archive import parquet
from service.archive.answering import Shape
from service.exchange import table
from service.exchange.answer import Json, dump


@dataclass(frozen=True, slots=True)
class Form:
    """`head` begins a file, `shape` is an answer in it, `finish` makes the output of the file of them."""

    head: str
    shape: Shape
    finish: Callable[[Path, Path], None] = os.replace


def _line(found: Json) -> str:
    return dump(found) + "\n"


def _rows(found: Json) -> str:
    return table.rows(found, id=found["id"])


def _quotes(found: Json) -> str:
    """A line for each quote: the rows of a Parquet file before they are one."""
    common = {"id": str(found["id"])}
    return "".join(
        dump(common | quote | {"extractor": found["extractor"]}) + "\n" for quote in found["quotes"]
    )


FORMS = {
    "jsonl": Form("", _line),
    "csv": Form(table.head("id"), _rows),
    "parquet": Form("", _quotes, parquet.write),
}
