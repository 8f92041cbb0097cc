"""JSON Lines: one object per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, islice

from service.archive.fields import Fields, listed
from service.archive.inputs.opened import Opened
from service.archive.inputs.rows import Reading, Row
from service.exchange.problems import Problem
from service.exchange.strict_json import parse

_FIRST = 20


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


def without_text(rows: Iterable[Row], fields: Fields) -> Problem | None:
    """A problem if the first `rows` are objects and none of them has the member for the text; else None."""
    names: dict[str, None] = {}
    for row in islice(rows, _FIRST):
        try:
            record = parse(row.raw or b"")
        except Problem:
            return None
        if not isinstance(record, dict) or fields.text in record:
            return None
        names |= dict.fromkeys(record)
    if not names:
        return None
    hint = "--text-field names the member to read"
    return Problem("not-valid", f"its records have no {fields.text} but {listed(names)}: {hint}")
