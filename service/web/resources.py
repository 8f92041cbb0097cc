"""What the operating system gives a process: open files, memory."""

from __future__ import annotations

import ctypes
import resource
from contextlib import suppress

DESCRIPTORS_EACH = 3  # for a connection: its own and two for its article
RESERVE = 64  # descriptors for listening, logs, counters, pipes
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h
_LARGE = 131_072  # bytes


def connections_allowed(wanted: int) -> int:
    """How many connections, at most `wanted`, one process can have open.

    Raises the limit of open files as far as possible, for this process and its children.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted * DESCRIPTORS_EACH + RESERVE
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    return max(2, min(wanted, (soft - RESERVE) // DESCRIPTORS_EACH))


def return_large_buffers() -> None:
    """Make glibc give the memory of large bodies back to the system; does nothing with another libc.

    Otherwise its thresholds grow with the largest buffer that was ever freed.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL("libc.so.6")
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_TRIM_THRESHOLD, _LARGE)
