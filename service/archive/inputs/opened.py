"""What a file holds, unpacked, in pieces of bounded size."""

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
    """`mark` is the checksum of all that has been read, after that of the files before."""

    def __init__(self, raw: BinaryIO, stream: BinaryIO, mark: int) -> None:
        """`stream` is what `raw`, the file as it lies there, holds."""
        self.raw, self.mark = raw, mark
        self._stream = stream

    def head(self) -> bytes:
        """How it begins: some thousand bytes, or less; they stay to be read."""
        peeked: bytes = cast(Any, self._stream).peek(_HEAD)
        return peeked[:_HEAD]

    def position(self) -> int:
        """How many bytes of the file have been read; 0 where it is a pipe."""
        return self.raw.tell() if self.raw.seekable() else 0

    def line(self, most: int) -> tuple[bytes | None, int]:
        """The next line with its end, or None where it has more than `most` bytes without it; its size.

        At the end of the file the size is 0.
        """
        line = self._stream.readline(most + 2)  # with the two characters that may end it
        size = len(line)
        self.add(line)
        end = line
        while not end.endswith(b"\n") and (end := self._stream.readline(_PIECE)):
            size += len(end)
            self.add(end)
        whole = size <= len(line) and len(line.rstrip(b"\r\n")) <= most
        return line if whole else None, size

    def all(self, most: int) -> tuple[bytes | None, int]:
        """All that it holds, or None where that is more than `most` bytes; its size."""
        raw = self._stream.read(most + 1)
        size = len(raw)
        self.add(raw)
        while piece := self._stream.read(_PIECE):
            size += len(piece)
            self.add(piece)
        return raw if size <= most else None, size

    def add(self, piece: bytes) -> None:
        """Count `piece` among what has been read."""
        self.mark = crc32(piece, self.mark)


@contextmanager
def opened(name: str, packing: Packing | None, mark: int) -> Iterator[Opened]:
    """What the file holds; OSError where there is none, Problem where it is not packed as it is named."""
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
