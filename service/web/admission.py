"""How many requests are let in at once, counted over all worker processes."""

from __future__ import annotations

import mmap
import struct
from threading import Lock

_COUNT = struct.Struct("=i")


class LoadBoard:
    """One count a worker process, in memory that all of them see.

    Each process writes its own place only, so that no lock is shared and none can stay
    locked by a process that was killed; the master clears the place of one that died.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._memory = mmap.mmap(-1, places * _COUNT.size)

    def total(self) -> int:
        """How many requests are in, over all processes."""
        return sum(count for (count,) in _COUNT.iter_unpack(self._memory[:]))

    def write(self, place: int, count: int) -> None:
        """Say that `count` requests are in at `place`."""
        _COUNT.pack_into(self._memory, place * _COUNT.size, count)


class Permit:
    """The right to have one article read at a time, until released; releasing twice is as once."""

    def __init__(self, admission: Admission) -> None:
        self._admission: Admission | None = admission

    def release(self) -> None:
        """Give the place to another request."""
        admission, self._admission = self._admission, None
        if admission:
            admission.leave()


class Admission:
    """Lets in at most `capacity` requests over all processes.

    Two processes that look at the same instant may let in one more: it waits a little longer.
    """

    def __init__(self, capacity: int, board: LoadBoard | None = None, place: int = 0) -> None:
        self.capacity = capacity
        self.place = place
        self._board = board or LoadBoard(1)
        self._inside = 0
        self._lock = Lock()

    def enter(self) -> Permit | None:
        """A permit, or None where all places are taken."""
        with self._lock:
            if self.saturated():
                return None
            self._inside += 1
            self._board.write(self.place, self._inside)
        return Permit(self)

    def leave(self) -> None:
        """Count one request out."""
        with self._lock:
            self._inside -= 1
            self._board.write(self.place, self._inside)

    def inside(self) -> int:
        """How many requests are in, over all processes."""
        return self._board.total()

    def saturated(self) -> bool:
        """Would one more be turned away?"""
        return self._board.total() >= self.capacity

    def clear(self, place: int) -> None:
        """Forget what the process at `place` held: it is dead."""
        self._board.write(place, 0)
