"""The forms of files of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.archive.inputs import lines, parquet, tables, whole
from service.archive.inputs.opened import Opened
from service.archive.inputs.rows import Holds, Reading, Row


@dataclass(frozen=True, slots=True)
class InputForm:
    """A form: `endings` are those of its files' names, and `holds` is what each row is.

    `rows` gives the rows of a file, and raises Problem if the file as a whole cannot be read.  A file that is
    not `binary` is text.
    """

    endings: tuple[str, ...]
    holds: Holds
    rows: Callable[[Opened, Reading], Iterator[Row]]
    binary: bool = False


INPUT_FORMS = {
    "jsonl": InputForm((".jsonl", ".ndjson", ".jl"), "request", lines.rows),
    "csv": InputForm((".csv",), "cells", tables.commas),
    "tsv": InputForm((".tsv", ".tab"), "cells", tables.tabs),
    "parquet": InputForm((".parquet",), "cells", parquet.rows, binary=True),
    "text": InputForm((".txt",), "text", whole.rows),
    "html": InputForm((".html", ".htm"), "page", whole.rows),
}
