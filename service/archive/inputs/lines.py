"""JSON Lines: an object a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from service.archive.inputs.opened import Opened
from service.archive.inputs.rows import Reading, Row


def rows(opened: Opened, reading: Reading) -> Iterator[Row]:
    """The lines that are not blank."""
    for number in count(1):
        line, size = opened.line(reading.most)
        if not size:
            return
        if line is None:
            yield Row(number, None, size)
        elif line.strip():
            yield Row(number, line.rstrip(b"\r\n"), size)
