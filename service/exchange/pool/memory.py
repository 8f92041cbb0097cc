"""What a process holds, and how it gives back what it does not need."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable

_TRIMMED_AT = 32_000_000  # bytes more than after the last time; to trim takes some milliseconds
# A process that is renewed costs as much as some short articles: never after each of them.
_LEAST_TASKS = 20


class Memory:
    """Looks after each task at the size of this process."""

    def __init__(self, growth: int) -> None:
        """More than `growth` bytes over the size after the first task are too many."""
        self._growth = growth
        self._tasks = 0
        self._first = self._trimmed = 0

    def outgrown(self) -> bool:
        """A task is done: should this process make room for a new one?"""
        size = resident()
        self._tasks += 1
        if self._tasks == 1:
            self._first = self._trimmed = size
        if size - self._trimmed > _TRIMMED_AT:
            trim()
            self._trimmed = size = resident()
        return self._tasks >= _LEAST_TASKS and size - self._first > self._growth


def resident() -> int:
    """Bytes of memory that this process has in use, shared ones too; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def trim() -> None:
    """Give memory back to the system; nothing where the C library has no way to do it."""
    if _malloc_trim:
        _malloc_trim(0)


try:
    _malloc_trim: Callable[[int], int] | None = ctypes.CDLL(None).malloc_trim
except (AttributeError, OSError):
    _malloc_trim = None
