"""Where the counts of all processes are kept: files that each of them maps into memory.

If the disk is full, writing to a hole in a mapped file kills the process.  So the space is allocated
beforehand.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

MASTER = "master"
# For each process, by kind of file; far more than is usually needed, and a file can grow.
_ROOM = {"counter": 1 << 18, "histogram": 1 << 16}


class NoRoom(RuntimeError):
    """No directory has room for the counts; says what was tried."""


def worker_name(place: int) -> str:
    """The name under which the worker at this place counts."""
    return f"worker{place}"


@cache
def directory(chosen: str, workers: int) -> Path:
    """An empty directory with room for the counts of so many `workers`; the same one at each call.

    `chosen` is the operator's.  If that is "", the directory is a new one, in memory if possible, and is
    removed when this process ends.  Raises NoRoom.
    """
    tried = []
    for parent in (None,) if chosen else ("/dev/shm", None):
        made = None
        try:
            made = _emptied(Path(chosen)) if chosen else _fresh(parent)
            for name in (MASTER, *map(worker_name, range(workers))):
                reserve(made, name)
            return made
        except OSError as error:
            tried.append(f"{error.filename or made or 'no directory'}: {error.strerror or error}")
            if made and not chosen:
                shutil.rmtree(made, ignore_errors=True)
    kilobytes = (workers + 1) * sum(_ROOM.values()) // 1024
    told = f"no room for counters, {kilobytes} kB (QUOTES_METRICS_DIR names a place)"
    raise NoRoom(f"{told}: {'; '.join(tried)}")


def _emptied(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink()
    return folder


def _fresh(parent: str | None) -> Path:
    made = Path(tempfile.mkdtemp(prefix="quotes-", dir=parent))
    atexit.register(_remove, made, os.getpid())
    return made


def _remove(made: Path, owner: int) -> None:
    if os.getpid() == owner:  # and not in a process that it forked
        shutil.rmtree(made, ignore_errors=True)


def reserve(folder: Path, name: str) -> None:
    """Allocate the space for the counts of the process of this name; raises OSError if there is none."""
    for kind, size in _ROOM.items():
        file = os.open(folder / f"{kind}_{name}.db", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            os.posix_fallocate(file, 0, size)
        finally:
            os.close(file)
