"""Limits of time and size for the processes that read articles."""

from __future__ import annotations

import math
from dataclasses import dataclass

# The keeper counts its own looks, not time: a container that was frozen and thawed has missed none.
_IDLE_LOOKS = 5
_MARGIN_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every reader.

    A reader has `time_limit` seconds for a task.  It is replaced by a new one after `renew_after` tasks,
    because each word that spaCy's vocabulary forgets leaves an empty place in its tables, which would grow in
    time.  It is also replaced when it holds `growth` bytes more than after its first task.  `look` is the
    time in seconds between two looks at the readers.
    """

    time_limit: float
    renew_after: int = 20_000
    growth: int = 200_000_000
    look: float = 1.0

    def silence(self, busy: bool) -> int:
        """How many looks a living reader may pass without a sign; its own alarm ends long tasks."""
        return math.ceil(self.time_limit / self.look) + _MARGIN_LOOKS if busy else _IDLE_LOOKS

    @property
    def longest(self) -> float:
        """The seconds after which a task is over even if its reader hangs."""
        return (self.silence(busy=True) + 2) * self.look
