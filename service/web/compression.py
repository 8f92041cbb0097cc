"""Bodies that come compressed by gzip, in pieces, with a bound on what they may grow to."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from gzip import GzipFile
from typing import IO, cast

from service.exchange.problems import Problem

IDENTITY, GZIP = "identity", ("gzip", "x-gzip")
ACCEPTED = "gzip, identity"
# News shrinks to a third, lines much alike to a fiftieth, what is made to fill memory to a thousandth.
MOST_GROWTH = 100  # times what came
FREE = 1_000_000  # bytes that a body may grow to, however little came


@dataclass(slots=True)
class _Source:
    """What came, as the file that GzipFile reads."""

    pieces: Callable[[int], bytes]
    came: int = 0

    def read(self, size: int) -> bytes:
        """At most `size` bytes."""
        piece = self.pieces(size)
        self.came += len(piece)
        return piece


def unzipped(pieces: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """A read of what the gzipped `pieces` hold, empty at the end; members may follow each other.

    The read raises Problem broken-body where they are no gzip or end early, too-long where they grow beyond
    any text.
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
