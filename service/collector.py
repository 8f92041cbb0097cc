"""Keeps Python's garbage collector from examining, again and again, what is still in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the garbage collector off, in all threads, while the block runs.

    For short work that makes many values and keeps them until its end.  Blocks in several threads may
    overlap: a block that found the collector on switches it on again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
