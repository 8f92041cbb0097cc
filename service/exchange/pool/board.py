"""Signs of life in memory that all processes see.

Each slot is written by one process, a number at a time, so that no lock is shared and none can stay
locked by a process that was killed.
"""

from __future__ import annotations

import mmap
import time

_BEATS, _AT, _SINCE, _NUMBERS = 0, 1, 2, 3


class Slot:
    """One process's signs: how many, when the last, and since when it is busy."""

    def __init__(self, numbers: memoryview[float], first: int) -> None:
        self._numbers, self._first = numbers, first

    def beat(self) -> None:
        """Say that the process lives."""
        self._numbers[self._first + _AT] = time.monotonic()
        self._numbers[self._first + _BEATS] += 1

    def begin(self) -> None:
        """Say that a task begins."""
        self._numbers[self._first + _SINCE] = time.monotonic()
        self.beat()

    def end(self) -> None:
        """Say that the task is over."""
        self._numbers[self._first + _SINCE] = 0
        self.beat()

    def clear(self) -> None:
        """Say that there is no process."""
        for number in (_BEATS, _AT, _SINCE):
            self._numbers[self._first + number] = 0

    @property
    def beats(self) -> int:
        """How many signs of life there were."""
        return int(self._numbers[self._first + _BEATS])

    @property
    def busy(self) -> bool:
        """Is the process at a task?"""
        return self._numbers[self._first + _SINCE] > 0

    def answers(self, longest: float, silence: float) -> bool:
        """Is it at a task for not more than `longest` seconds, or was its last sign not `silence` ago?"""
        now, since = time.monotonic(), self._numbers[self._first + _SINCE]
        if since:
            return now - since < longest
        return now - self._numbers[self._first + _AT] < silence


class Board:
    """So many slots, made before the processes are forked."""

    def __init__(self, slots: int) -> None:
        self._numbers = memoryview(mmap.mmap(-1, slots * _NUMBERS * 8)).cast("d")
        self.slots = tuple(Slot(self._numbers, slot * _NUMBERS) for slot in range(slots))
