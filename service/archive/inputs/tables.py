"""CSV and TSV: a header, then one article per row; quoted cells may contain line ends (RFC 4180)."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence

from service.archive.inputs.opened import Opened
from service.archive.inputs.rows import Reading, Row
from service.exchange import charsets
from service.exchange.answer import dump
from service.exchange.problems import Problem, too_long

_DELIMITERS = (";", "\t", "|", ",")


def commas(opened: Opened, reading: Reading) -> Iterator[Row]:
    """The rows of a CSV file."""
    return _rows(opened, reading, reading.delimiter or ",")


def tabs(opened: Opened, reading: Reading) -> Iterator[Row]:
    """The rows of a TSV file."""
    return _rows(opened, reading, reading.delimiter or "\t")


def _rows(opened: Opened, reading: Reading, delimiter: str) -> Iterator[Row]:
    """The rows below the header, as JSON objects; raises Problem if the header is not valid.

    A row that is not valid CSV has a problem, and the next line begins a new row.  So a quotation mark that
    is never closed costs no more than the input that would be too long for one row.
    """
    lines = _Lines(opened, reading)
    csv.field_size_limit(reading.most + 1)  # a row is bounded, so its cells are
    # Strict: otherwise quotation marks that are not doubled would be lost silently.
    table = csv.reader(lines, delimiter=delimiter, strict=True)
    header = _header(table, reading, delimiter)
    while True:
        lines.begin()
        try:
            cells = next(table)
            if not cells:
                continue  # a blank line
            yield Row(lines.first, _object(header, cells, lines), lines.size)
        except StopIteration:
            return
        except csv.Error as error:
            yield lines.refused(Problem("not-valid", f"the row is no CSV: {error}"))
        except Problem as problem:
            yield lines.refused(problem)


class _Lines:
    """The lines of the file for the csv module; holds the lines of the current row."""

    def __init__(self, opened: Opened, reading: Reading) -> None:
        self._opened, self._most, self._encoding = opened, reading.most, reading.encoding
        self._number = 0
        self.first, self.size = 1, 0
        self._held: list[bytes] = []

    def begin(self) -> None:
        """The next line begins a row."""
        self.first, self.size, self._held = self._number + 1, 0, []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, size = self._opened.line(self._most)
        if not size:
            raise StopIteration
        self._number += 1
        self.size += size
        if line is None or self.size > self._most + 2:
            self._held = []
            raise too_long(self._most, self.size, "bytes")
        self._held.append(line)
        if self._number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if charsets.is_utf_8(self._encoding):
            return line.decode("utf-8", "surrogateescape")  # `_object` reports what is not UTF-8
        return charsets.text(line, self._encoding)

    def raw(self) -> bytes:
        """The current row as it came."""
        return b"".join(self._held)

    def refused(self, problem: Problem) -> Row:
        """The current row with this `problem`."""
        return Row(self.first, self.raw() if self._held else None, self.size, problem.as_json())


def _header(table: Iterator[list[str]], reading: Reading, delimiter: str) -> list[str]:
    """The names of the columns; raises Problem if the header is not valid."""
    try:
        header = next(table, [])
    except csv.Error as error:
        raise Problem("not-valid", f"its first line is no CSV header: {error}") from None
    if not header:
        raise Problem("not-valid", "it has no header: the first line names the columns")
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise Problem("not-valid", f"its header names {', '.join(map(repr, doubled))} twice")
    if len(header) == 1 and header[0] != reading.fields.text:
        for other in _DELIMITERS:
            if other in header[0] and other != delimiter:
                told = f"its header has no {delimiter!r} but {other!r}: --delimiter {_typed(other)}"
                raise Problem("not-valid", told)
    reading.fields.check(header)
    return header


def _typed(delimiter: str) -> str:
    """The delimiter as it is written on the command line."""
    return "tab" if delimiter == "\t" else f"'{delimiter}'"


def _object(header: Sequence[str], cells: Sequence[str], lines: _Lines) -> bytes:
    """The row as a JSON object; raises Problem if it has too few or too many cells or is not UTF-8."""
    if len(cells) != len(header):
        raise Problem("not-valid", f"the row has {len(cells)} cells, and the header {len(header)}")
    try:
        return dump(dict(zip(header, cells, strict=True))).encode()
    except UnicodeEncodeError:
        try:
            lines.raw().decode()
        except UnicodeDecodeError as error:
            told = f"byte {error.start} of the row is not UTF-8: --encoding says what it is"
            raise Problem("not-utf8", told, {"offset": error.start}) from None
        raise
