"""What all forms of files give: rows, as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.archive.fields import Fields
from service.exchange.answer import Json

# A row is an object with members of a request and others, the cells of a table, an article, or a page.
Holds = Literal["request", "cells", "text", "page"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: at most `most` bytes of a row are held; `delimiter` is for CSV and TSV.

    `encoding` is that of texts and tables; JSON is in UTF-8, and a page states its own.
    """

    most: int
    fields: Fields = field(default_factory=Fields)
    delimiter: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `line` counts from 1, None if the row is the whole file; `raw` is None if it is too long.

    `raw` is JSON for requests and cells.  With a `problem` it is the input that cannot be read as such.
    """

    line: int | None
    raw: bytes | None
    size: int
    problem: Json | None = None
