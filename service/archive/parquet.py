"""Quotes as a Parquet file, one row per quote; needs pyarrow (requirements-archive.txt)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.archive.needed import needed

# A Parquet file has its index at its end and cannot be continued after a kill.  So quotes are collected as
# JSON Lines, which at the end become one file, in row groups of so many rows:
_ROWS = 50_000
_BYTES = 64_000_000  # and of little more JSON than so many bytes, so that memory is bounded


def require() -> None:
    """Raise NotInstalled if Parquet cannot be written."""
    needed("pyarrow.parquet", "Parquet")


def schema(before: tuple[str, ...]) -> Any:
    """The columns: `before`, which are text, then the members of a quote in the endpoint's answer."""
    import pyarrow as pa

    text = pa.string()
    span = [("start", pa.int32()), ("end", pa.int32())]
    passage = pa.struct([("text", text), *span])
    named = pa.struct([("id", text), ("name", text)])
    speaker = [("id", text), ("name", text), ("kind", text), ("role", text), ("mention", passage)]
    source = [("id", text), ("name", text), ("country", text), ("basis", text), ("mention", passage)]
    return pa.schema(
        [
            *((name, text) for name in (*before, "text", "type", "language")),
            ("spans", pa.list_(pa.struct(span))),
            ("content", passage),
            ("cue", passage),
            ("speaker", pa.struct([*speaker, ("basis", text), ("members", pa.list_(named))])),
            ("source", pa.struct([*source, ("via", named)])),
            ("confidence", pa.float64()),
            ("extractor", pa.struct([("version", text), ("model", text)])),
        ]
    )


def write(before: tuple[str, ...], quotes: Path, output: Path) -> None:
    """Make `output` from the JSON Lines in `quotes`, which are removed when `output` is complete."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns, new = schema(before), output.with_name(output.name + ".new")
    with quotes.open("rb") as lines, pq.ParquetWriter(new, columns, compression="zstd") as writer:
        for group in _groups(lines):
            writer.write_table(pa.Table.from_pylist(list(map(json.loads, group)), columns))
    os.replace(new, output)
    quotes.unlink()


def _groups(lines: Any) -> Iterator[list[bytes]]:
    """The lines, in groups of those that become one row group."""
    group: list[bytes] = []
    size = 0
    for line in lines:
        group.append(line)
        size += len(line)
        if len(group) == _ROWS or size > _BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
