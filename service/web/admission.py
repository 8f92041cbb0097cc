"""How many requests are let in at once, counted over all worker processes."""

from __future__ import annotations

import mmap
import struct
import threading
import time
from collections import deque

_COUNTS = struct.Struct("=ii")  # all requests, those of batches
_GLANCE = 0.01  # seconds between two looks for a free place: other processes cannot wake this one


class LoadBoard:
    """Two counts for each worker process, in shared memory: its requests, and those of batches.

    Each process writes its own place only, so there is no lock that a killed process could leave locked.  The
    master clears the place of a process that died.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._memory = mmap.mmap(-1, places * _COUNTS.size)
        self._counts = struct.Struct(f"={2 * places}i")

    def total(self) -> tuple[int, int]:
        """The number of requests in all processes, and how many of them are of batches."""
        counts = self._counts.unpack_from(self._memory)
        return sum(counts[::2]), sum(counts[1::2])

    def write(self, place: int, every: int, batch: int) -> None:
        """Record the number of requests at `place`, and how many of them are of batches."""
        _COUNTS.pack_into(self._memory, place * _COUNTS.size, every, batch)


class Permit:
    """The right to have one article read at a time, until it is released; releasing it again does nothing."""

    def __init__(self, admission: Admission, batch: bool) -> None:
        self._admission: Admission | None = admission
        self._batch = batch

    def release(self) -> None:
        """Give the place to another request."""
        admission, self._admission = self._admission, None
        if admission:
            admission.leave(self._batch)


class Admission:
    """Lets in at most `capacity` requests over all processes; each line of a batch counts as one.

    At most `batch_capacity` of them may be lines of batches.  Two processes that look at the same instant may
    let in one too many: it waits a little longer.
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
        self._waiting: deque[threading.Event] = deque()  # lines of batches, the longest waiting first

    def enter(self, batch: bool = False) -> Permit | None:
        """A permit, or None if all places are taken."""
        with self._lock:
            every, batches = self._board.total()
            if every >= self.capacity or (batch and batches >= self._batch_capacity):
                return None
            self._count(1, batch)
        return Permit(self, batch)

    def wait(self, seconds: float) -> Permit | None:
        """A permit for a line of a batch; within this process the first to ask is the first to get one.

        None if no place becomes free within `seconds`.
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
        """Count one request less."""
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
        """Would another request be turned away?"""
        return self.inside() >= self.capacity

    def clear(self, place: int) -> None:
        """Forget what the dead process at `place` held."""
        self._board.write(place, 0, 0)
