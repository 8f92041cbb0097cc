"""A file that is written in members, each whole and on the disk before it counts."""

from __future__ import annotations

import os
from typing import BinaryIO

from service.archive.journal import CannotResume
from service.archive.packing import Packing


class Members:
    """Writes to the end of `file`, which appends, compressed or, without `packing`, as it is."""

    def __init__(self, file: BinaryIO, packing: Packing | None) -> None:
        self._file, self._packing = file, packing
        self._member: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Add to the member that is being written, or begin one."""
        if self._packing and data:
            self._begun(self._packing).write(data)
        else:
            self._file.write(data)

    def end(self, *, last: bool = False) -> None:
        """End the member; what was written can be read.  At the `last` an empty file gets an empty member."""
        if last and self._packing and not self._size():
            self._begun(self._packing).write(b"")
        if self._member:
            self._member.close()
            self._member = None
        self._file.flush()

    def keep(self, *, last: bool = False) -> int:
        """End the member and have the disk hold all that was written; how many bytes that is."""
        self.end(last=last)
        os.fsync(self._file.fileno())
        return self._size()

    def cut(self, size: int) -> None:
        """Go on after the first `size` bytes; CannotResume where there are less."""
        if self._size() < size:
            raise CannotResume(f"{self._file.name} is shorter than its journal says")
        self._file.truncate(size)

    def close(self) -> None:
        """Close the file; a member that has not ended is left as it is."""
        self._file.close()

    def _begun(self, packing: Packing) -> BinaryIO:
        if not self._member:
            self._member = packing.member(self._file)
        return self._member

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size
