"""What the forms of files give: rows, as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.archive.fields import Fields
from service.exchange.answer import Json

# A row is an object with the members of a request and others, cells of a table, the article, or a page.
Holds = Literal["request", "cells", "text", "page"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: no more than `most` bytes of a row are held; `delimiter` is of CSV.

    `encoding` is of texts and tables; JSON is in UTF-8, and a page says itself.
    """

    most: int
    fields: Fields = field(default_factory=Fields)
    delimiter: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1, None where the row is the whole file; `raw` is None where it is too long.

    `raw` is JSON for requests and cells.  With a `problem` it is what cannot be read as that.
    """

    line: int | None
    raw: bytes | None
    size: int
    problem: Json | None = None
