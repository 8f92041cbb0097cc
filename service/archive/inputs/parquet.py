"""Parquet: one article per row; needs pyarrow."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from service.archive.inputs.opened import Opened
from service.archive.inputs.rows import Reading, Row
from service.archive.needed import needed
from service.exchange.answer import Json, dump
from service.exchange.problems import Problem

# Few rows at a time: if a dictionary is repeated in them, they take more memory than the file has bytes.
_ROWS = 16
_MAGIC = b"PAR1"
_BUFFER = 1_000_000  # bytes of a column at a time; no column is read as a whole


def rows(opened: Opened, reading: Reading) -> Iterator[Row]:
    """The rows as JSON objects with the columns asked for; raises Problem if columns are missing."""
    pq = needed("pyarrow.parquet", "Parquet")
    if not opened.raw.seekable():
        told = "Parquet has its index at its end: it is not read from a pipe"
        raise Problem("unsupported-media-type", told)
    if not opened.head().startswith(_MAGIC):
        raise Problem("unsupported-media-type", "it is no Parquet")
    file = pq.ParquetFile(opened.raw, buffer_size=_BUFFER, pre_buffer=False)
    names = file.schema_arrow.names
    reading.fields.check(names)
    columns = reading.fields.columns(names)
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            raw = dump(_object(row)).encode()
            opened.add(raw)
            yield Row(number, raw if len(raw) <= reading.most else None, len(raw))


def _object(row: Json) -> Json:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    """The value as JSON has it: days and moments as ISO 8601, bytes as text or base64, others as text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return _object({str(name): inner for name, inner in value.items()})
    if isinstance(value, list | tuple):
        return list(map(_value, value))
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return b64encode(value).decode()
