"""Files that are one article each: texts and pages."""

from __future__ import annotations

from collections.abc import Iterator

from service.archive.inputs.opened import Opened
from service.archive.inputs.rows import Reading, Row


def rows(opened: Opened, reading: Reading) -> Iterator[Row]:
    """A single row, the file."""
    yield Row(None, *opened.all(reading.most))
