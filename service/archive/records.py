"""The records of an archive as they came: lines of JSON Lines files, and text files with one article each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

STANDARD_INPUT = "-"
TEXT_FILES = ".txt"
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it came.

    `file` as it was named; `line` counts from 1, and is None where the article is the whole file; `raw` is
    None where it is longer than the limit; `size` in bytes, line end included; `mark` is the checksum of
    all input so far, names of files included: two runs at the same mark have seen the same.
    """

    file: str
    line: int | None
    raw: bytes | None
    size: int
    mark: int

    @property
    def place(self) -> str:
        """Where it stands: `file:line`, or the file."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def files_of(paths: Sequence[str]) -> Iterator[str]:
    """The files that `paths` name: a folder stands for the text files in it and below, by name."""
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            yield from _text_files(path)
        else:
            yield path


def _text_files(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _text_files(entry.path)
        elif entry.name.endswith(TEXT_FILES):
            yield entry.path


def total_size(paths: Sequence[str]) -> int | None:
    """The bytes of all files that `paths` name; None where a pipe is among them."""
    if STANDARD_INPUT in paths:
        return None
    files = list(map(Path, files_of(paths)))
    return sum(file.stat().st_size for file in files) if all(map(Path.is_file, files)) else None


def records(files: Iterable[str], most: int, *, text: bool = False) -> Iterator[Record]:
    """The records of `files`, one after the other; blank lines are none.

    A file is one article where its name ends in `.txt` or with `text`, else JSON Lines.  No more than `most`
    bytes of a record are held.  Raises OSError where a file cannot be read.
    """
    mark = 0
    for file in files:
        name = os.fsencode(file).decode("utf-8", "replace")
        mark = crc32(os.fsencode(file), mark)
        with _opened(file) as stream:
            if text or file.endswith(TEXT_FILES):
                raw, size, mark = _whole(stream, most, mark)
                yield Record(name, None, raw, size, mark)
                continue
            for number, (raw, size, mark) in enumerate(_lines(stream, most, mark), 1):  # noqa: B020 - goes on
                if raw is None or raw.strip():
                    yield Record(name, number, raw, size, mark)


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == STANDARD_INPUT else open(file, "rb")


def _whole(stream: BinaryIO, most: int, mark: int) -> tuple[bytes | None, int, int]:
    """All of `stream` or None where that is too much, its size, the new mark."""
    raw = stream.read(most + 1)
    size, mark = len(raw), crc32(raw, mark)
    while piece := stream.read(_PIECE):
        size, mark = size + len(piece), crc32(piece, mark)
    return raw if size <= most else None, size, mark


def _lines(stream: BinaryIO, most: int, mark: int) -> Iterator[tuple[bytes | None, int, int]]:
    """Each line without its end or None where it is too long, its size, the mark after it."""
    while line := stream.readline(most + 2):  # with the two characters that may end it
        size, mark = len(line), crc32(line, mark)
        end = line
        while not end.endswith(b"\n") and (end := stream.readline(_PIECE)):
            size, mark = size + len(end), crc32(end, mark)
        raw = line.rstrip(b"\r\n")
        yield raw if size <= len(line) and len(raw) <= most else None, size, mark
