"""The records of an archive as they came, one after the other, whatever files they are in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from service.archive.inputs import foreign, lines
from service.archive.inputs.files import File
from service.archive.inputs.opened import Opened, opened
from service.archive.inputs.rows import Holds, Reading, Row
from service.archive.packing import is_damage
from service.exchange.answer import Json
from service.exchange.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it came.

    `file` is as it was named.  `line` (in Parquet: the row) counts from 1, and is None if the article is the
    whole file.  `raw` is None if it is longer than the limit.  `size` is in bytes, line end included.  `mark`
    is the checksum of all input so far, names of files included: two runs at the same mark have seen the
    same.  `taken` is how many bytes of the file, as it is stored, were read for it.  With a `problem`, the
    record cannot be read, or the file cannot be read any further.
    """

    file: str
    line: int | None
    raw: bytes | None
    size: int
    mark: int
    taken: int = 0
    holds: Holds = "request"
    problem: Json | None = None

    @property
    def place(self) -> str:
        """Where it stands: `file:line`, or the file."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def records(files: Iterable[File], reading: Reading) -> Iterator[Record]:
    """The records of `files`; blank lines are skipped.

    A file that is not what its name says, or that cannot be read to its end, yields a record with that
    problem, and the next file follows.  Raises OSError if the disk cannot be read, and NotInstalled.
    """
    mark = 0
    for file in files:
        name = os.fsencode(file.name).decode("utf-8", "replace")
        mark, taken, line = crc32(os.fsencode(file.name), mark), 0, 0
        try:
            with opened(file.name, file.packing, mark) as source:
                for row in _rows(file, source, reading):
                    mark, line = source.mark, row.line or 0
                    position = max(taken, source.position())
                    yield _record(name, file, row, mark, position - taken)
                    taken = position
        except Problem as problem:
            yield Record(name, None, None, 0, mark, problem=problem.as_json())
        except Exception as error:
            if not is_damage(error):
                raise
            told = Problem("broken-body", "it is damaged or ends early: no more of it can be read")
            yield Record(name, line + 1, None, 0, mark, problem=told.as_json())


def first_problem(file: File, reading: Reading) -> Problem | None:
    """Why nothing of `file` can be read, as far as its beginning shows; None if something can.

    Raises OSError and NotInstalled.
    """
    try:
        with opened(file.name, file.packing, 0) as source:
            rows = _rows(file, source, reading)
            if file.form.holds == "request":
                return lines.without_text(rows, reading.fields)
            next(rows, None)
    except Problem as problem:
        return problem
    except Exception as error:
        if not is_damage(error):
            raise
        return Problem("broken-body", "it is damaged, or not what its name says")
    return None


def _rows(file: File, source: Opened, reading: Reading) -> Iterator[Row]:
    if not file.form.binary:
        foreign.check(source.head(), file.form.holds)
    yield from file.form.rows(source, reading)


def _record(name: str, file: File, row: Row, mark: int, taken: int) -> Record:
    return Record(name, row.line, row.raw, row.size, mark, taken, file.form.holds, row.problem)
