"""A file that is written in members; each is complete and on the disk before it counts."""

from __future__ import annotations

import os
from typing import BinaryIO

from service.archive.journal import CannotResume
from service.archive.packing import Packing


class Members:
    """Appends to `file`: compressed, or as it is if there is no `packing`."""

    def __init__(self, file: BinaryIO, packing: Packing | None) -> None:
        self._file, self._packing = file, packing
        self._member: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Add to the current member; begins one if there is none."""
        if self._packing and data:
            self._begun(self._packing).write(data)
        else:
            self._file.write(data)

    def end(self, *, last: bool = False) -> None:
        """End the member, so that what was written can be read.

        At the `last` one, an empty file gets an empty member.
        """
        if last and self._packing and not self._size():
            self._begun(self._packing).write(b"")
        if self._member:
            self._member.close()
            self._member = None
        self._file.flush()

    def keep(self, *, last: bool = False) -> int:
        """End the member and flush it to the disk; returns the size of the file in bytes."""
        self.end(last=last)
        os.fsync(self._file.fileno())
        return self._size()

    def cut(self, size: int) -> None:
        """Continue after the first `size` bytes and drop the rest; raises CannotResume if there are fewer."""
        if self._size() < size:
            raise CannotResume(f"{self._file.name} is shorter than its journal says")
        self._file.truncate(size)

    def close(self) -> None:
        """Close the file; a member that has not ended stays incomplete."""
        self._file.close()

    def _begun(self, packing: Packing) -> BinaryIO:
        if not self._member:
            self._member = packing.member(self._file)
        return self._member

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size
