"""Signs of life in memory that all processes share.

Each slot is written by one process at a time, one number at a time.  So there is no lock that a killed
process could leave locked.
"""

from __future__ import annotations

import mmap
import time

_BEATS, _AT, _SINCE, _NUMBERS = 0, 1, 2, 3


class Slot:
    """One process's signs of life: how many, when the last one was, and since when it has been busy."""

    def __init__(self, numbers: memoryview[float], first: int) -> None:
        self._numbers, self._first = numbers, first

    def beat(self) -> None:
        """Record a sign of life."""
        self._numbers[self._first + _AT] = time.monotonic()
        self._numbers[self._first + _BEATS] += 1

    def begin(self) -> None:
        """Record that a task begins."""
        self._numbers[self._first + _SINCE] = time.monotonic()
        self.beat()

    def end(self) -> None:
        """Record that the task is over."""
        self._numbers[self._first + _SINCE] = 0
        self.beat()

    def clear(self) -> None:
        """Record that there is no process."""
        for number in (_BEATS, _AT, _SINCE):
            self._numbers[self._first + number] = 0

    @property
    def beats(self) -> int:
        """The number of signs of life so far."""
        return int(self._numbers[self._first + _BEATS])

    @property
    def busy(self) -> bool:
        """Is the process working on a task?"""
        return self._numbers[self._first + _SINCE] > 0

    def answers(self, longest: float, silence: float) -> bool:
        """Has it been busy for less than `longest` seconds or, if idle, given a sign within `silence`?"""
        now, since = time.monotonic(), self._numbers[self._first + _SINCE]
        if since:
            return now - since < longest
        return now - self._numbers[self._first + _AT] < silence


class Board:
    """The slots of all processes; make it before the processes are forked."""

    def __init__(self, slots: int) -> None:
        self._numbers = memoryview(mmap.mmap(-1, slots * _NUMBERS * 8)).cast("d")
        self.slots = tuple(Slot(self._numbers, slot * _NUMBERS) for slot in range(slots))
