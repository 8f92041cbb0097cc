"""Deadlines for what a client sends, so that slow ones do not keep the threads from others."""

from __future__ import annotations

import contextlib
import socket
import time
from dataclasses import dataclass
from typing import Any

KEY = "quotes.arrival"


@dataclass(slots=True)
class Arrival:
    """The next part of a request, expected on `connection` within `seconds`.

    A timeout of the socket's own would begin anew with every byte that trickles in.
    """

    connection: socket.socket
    seconds: float
    late: bool = False
    _deadline: float | None = None

    def expect(self) -> None:
        """The time for the next part begins."""
        self._deadline = time.monotonic() + self.seconds

    def done(self) -> None:
        """The part has arrived."""
        self._deadline = None

    def enforce(self) -> None:
        """End the reading where the time is over; an answer can still be sent."""
        deadline = self._deadline
        if deadline is not None and time.monotonic() > deadline:
            self.late = True
            self.done()
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RD)


def arrival_of(environ: dict[str, Any]) -> Arrival | None:
    """The deadline that the server watches over; None without our server."""
    return environ.get(KEY)
