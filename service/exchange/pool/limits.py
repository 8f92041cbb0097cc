"""How long and how much."""

from __future__ import annotations

import math
from dataclasses import dataclass

# The keeper counts its own looks, not time: a container that was frozen and thawed has missed none.
_IDLE_LOOKS = 5
_MARGIN_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for every reader.

    A reader has `time_limit` seconds for a task.  After `renew_after` tasks it makes room for a new one:
    each word that spaCy's vocabulary forgets leaves an empty place in its tables, and in time these would
    grow; so it does where it holds `growth` bytes more than after its first task.  `look` is the time in
    seconds between two looks at the readers.
    """

    time_limit: float
    renew_after: int = 20_000
    growth: int = 200_000_000
    look: float = 1.0

    def silence(self, busy: bool) -> int:
        """In how many looks a reader that lives has marked something: its own alarm ends a long task."""
        return math.ceil(self.time_limit / self.look) + _MARGIN_LOOKS if busy else _IDLE_LOOKS

    @property
    def longest(self) -> float:
        """Seconds after which a task is over, also where its reader hangs."""
        return (self.silence(busy=True) + 2) * self.look
