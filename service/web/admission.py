"""How many requests are let in at once, counted over all worker processes."""

from __future__ import annotations

import mmap
import struct
import threading
import time
from collections import deque

_COUNTS = struct.Struct("=ii")  # in all, of batches
_GLANCE = 0.01  # seconds between two looks for a free place: other processes cannot wake us


class LoadBoard:
    """Two counts a worker process, in memory that all of them see: the requests in, and those of batches.

    Each process writes its own place only, so that no lock is shared and none can stay
    locked by a process that was killed; the master clears the place of one that died.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._memory = mmap.mmap(-1, places * _COUNTS.size)
        self._counts = struct.Struct(f"={2 * places}i")

    def total(self) -> tuple[int, int]:
        """How many requests are in over all processes, and how many of them are of batches."""
        counts = self._counts.unpack_from(self._memory)
        return sum(counts[::2]), sum(counts[1::2])

    def write(self, place: int, every: int, batch: int) -> None:
        """Say that so many requests are in at `place`."""
        _COUNTS.pack_into(self._memory, place * _COUNTS.size, every, batch)


class Permit:
    """The right to have one article read at a time, until released; releasing twice is as once."""

    def __init__(self, admission: Admission, batch: bool) -> None:
        self._admission: Admission | None = admission
        self._batch = batch

    def release(self) -> None:
        """Give the place to another request."""
        admission, self._admission = self._admission, None
        if admission:
            admission.leave(self._batch)


class Admission:
    """Lets in at most `capacity` requests over all processes, so many of them lines of batches.

    Two processes that look at the same instant may let in one more: it waits a little longer.
    """

    def __init__(
        self, capacity: int, batch_capacity: int, board: LoadBoard | None = None, place: int = 0
    ) -> None:
        self.capacity = capacity
        self.place = place
        self._batch_capacity = batch_capacity
        self._board = board or LoadBoard(1)
        self._every = self._batch = 0
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()  # of batches, the longest first

    def enter(self, batch: bool = False) -> Permit | None:
        """A permit, or None where all places are taken."""
        with self._lock:
            every, batches = self._board.total()
            if every >= self.capacity or (batch and batches >= self._batch_capacity):
                return None
            self._count(1, batch)
        return Permit(self, batch)

    def wait(self, seconds: float) -> Permit | None:
        """A permit for a line of a batch, in the order of asking within this process.

        None where none gets free in so many seconds.
        """
        end = time.monotonic() + seconds
        mine = threading.Event()
        self._waiting.append(mine)
        try:
            while (left := end - time.monotonic()) > 0:
                first = self._waiting[0] is mine
                if first and (permit := self.enter(batch=True)):
                    return permit
                mine.wait(min(left, _GLANCE) if first else left)
                mine.clear()
            return None
        finally:
            self._waiting.remove(mine)
            self._wake()

    def leave(self, batch: bool) -> None:
        """Count one request out."""
        with self._lock:
            self._count(-1, batch)
        self._wake()

    def _wake(self) -> None:
        if self._waiting:
            self._waiting[0].set()

    def _count(self, change: int, batch: bool) -> None:
        self._every += change
        self._batch += change if batch else 0
        self._board.write(self.place, self._every, self._batch)

    def inside(self) -> int:
        """How many requests are in, over all processes."""
        return self._board.total()[0]

    def saturated(self) -> bool:
        """Would one more be turned away?"""
        return self.inside() >= self.capacity

    def clear(self, place: int) -> None:
        """Forget what the process at `place` held: it is dead."""
        self._board.write(place, 0, 0)
