"""How much memory a process holds, and how it gives back what it does not need."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import BinaryIO

_TRIMMED_AT = 32_000_000  # bytes more than after the last trim; trimming takes some milliseconds
# Replacing a process costs as much as some short articles, so each process reads at least so many.
_LEAST_TASKS = 20
_PAGE = os.sysconf("SC_PAGE_SIZE")  # bytes


class Memory:
    """Checks the size of this process after each task."""

    def __init__(self, growth: int) -> None:
        """`growth` is how many bytes the process may hold more than after its first task."""
        self._size = Size()
        self._growth = growth
        self._tasks = 0
        self._first = self._trimmed = 0

    def outgrown(self) -> bool:
        """A task is done: should a new process replace this one?"""
        size = self._size.resident()
        self._tasks += 1
        if self._tasks == 1:
            self._first = self._trimmed = size
        if size - self._trimmed > _TRIMMED_AT:
            trim()
            self._trimmed = size = self._size.resident()
        return self._tasks >= _LEAST_TASKS and size - self._first > self._growth


class Size:
    """The size of this process, read from a file that stays open because it is asked for after each task."""

    def __init__(self) -> None:
        try:
            self._statm: BinaryIO | None = open("/proc/self/statm", "rb", buffering=0)  # noqa: SIM115
        except OSError:
            self._statm = None

    def resident(self) -> int:
        """Bytes of memory in use, shared ones included; 0 if the system does not say."""
        if self._statm is None:
            return 0
        return int(os.pread(self._statm.fileno(), 256, 0).split()[1]) * _PAGE


def trim() -> None:
    """Give memory back to the system; does nothing if the C library cannot."""
    if _malloc_trim:
        _malloc_trim(0)


try:
    _malloc_trim: Callable[[int], int] | None = ctypes.CDLL(None).malloc_trim
except (AttributeError, OSError):
    _malloc_trim = None
