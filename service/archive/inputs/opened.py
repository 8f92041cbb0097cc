"""A file's contents, unpacked, in pieces of bounded size."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast
from zlib import crc32

from service.archive.packing import Packing
from service.exchange.problems import Problem

STANDARD_INPUT = "-"
_PIECE = 65_536
_HEAD = 4096


class Opened:
    """An open file; `mark` is the checksum of all that has been read, earlier files included."""

    def __init__(self, raw: BinaryIO, stream: BinaryIO, mark: int) -> None:
        """`raw` is the file as it is stored, `stream` its unpacked contents."""
        self.raw, self.mark = raw, mark
        self._stream = stream

    def head(self) -> bytes:
        """Its beginning, some thousand bytes or less, which can still be read."""
        peeked: bytes = cast(Any, self._stream).peek(_HEAD)
        return peeked[:_HEAD]

    def position(self) -> int:
        """How many bytes of the stored file have been read; 0 if it is a pipe."""
        return self.raw.tell() if self.raw.seekable() else 0

    def line(self, most: int) -> tuple[bytes | None, int]:
        """The next line with its end, and its size; None if it has more than `most` bytes without its end.

        At the end of the file the size is 0.
        """
        line = self._stream.readline(most + 2)  # and the two characters that may end it
        size = len(line)
        self.add(line)
        end = line
        while not end.endswith(b"\n") and (end := self._stream.readline(_PIECE)):
            size += len(end)
            self.add(end)
        whole = size <= len(line) and len(line.rstrip(b"\r\n")) <= most
        return line if whole else None, size

    def all(self, most: int) -> tuple[bytes | None, int]:
        """All of the contents, and their size; None if they have more than `most` bytes."""
        raw = self._stream.read(most + 1)
        size = len(raw)
        self.add(raw)
        while piece := self._stream.read(_PIECE):
            size += len(piece)
            self.add(piece)
        return raw if size <= most else None, size

    def add(self, piece: bytes) -> None:
        """Add `piece` to the checksum."""
        self.mark = crc32(piece, self.mark)


@contextmanager
def opened(name: str, packing: Packing | None, mark: int) -> Iterator[Opened]:
    """Open a file.

    Raises OSError if that fails, and Problem if the file is not compressed as its name says.
    """
    if name == STANDARD_INPUT:
        yield Opened(sys.stdin.buffer, sys.stdin.buffer, mark)
        return
    with open(name, "rb") as raw:
        if packing is None:
            yield Opened(raw, raw, mark)
            return
        head = raw.peek(len(packing.magic))[: len(packing.magic)]
        if not head or not packing.magic.startswith(head):
            told = f"its name ends in {packing.ending}, but it is no {packing.name}"
            raise Problem("unsupported-media-type", told)
        with packing.unpacked(raw) as stream:
            yield Opened(raw, stream, mark)
