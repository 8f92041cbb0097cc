"""Bodies compressed by gzip, unpacked piece by piece, with a limit on their growth."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from gzip import GzipFile
from typing import IO, cast

from service.exchange.problems import Problem

IDENTITY, GZIP = "identity", ("gzip", "x-gzip")
ACCEPTED = "gzip, identity"
# News shrinks to a third, lines much alike to a fiftieth, data made to fill memory to a thousandth.
MOST_GROWTH = 100  # times the bytes that came
FREE = 1_000_000  # bytes that a body may grow to in any case


@dataclass(slots=True)
class _Source:
    """The compressed bytes, as the file that GzipFile reads."""

    pieces: Callable[[int], bytes]
    came: int = 0

    def read(self, size: int) -> bytes:
        """At most `size` bytes."""
        piece = self.pieces(size)
        self.came += len(piece)
        return piece


def unzipped(pieces: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """A function that reads what the gzipped `pieces` hold, across several members; empty at the end.

    It raises Problem broken-body if they are not gzip or end early, and too-long if they grow beyond any
    text.
    """
    source, grown = _Source(pieces), 0
    stream = GzipFile(fileobj=cast(IO[bytes], source), mode="rb")

    def read(size: int) -> bytes:
        nonlocal grown
        try:
            piece = stream.read1(size)
        except (OSError, EOFError, zlib.error):
            raise Problem("broken-body", "its gzip is broken or ends early") from None
        grown += len(piece)
        if grown > FREE + MOST_GROWTH * source.came:
            members = {"limit": MOST_GROWTH, "unit": "times its compressed size"}
            raise Problem("too-long", f"it grows to more than {MOST_GROWTH} times its size", members)
        return piece

    return read
