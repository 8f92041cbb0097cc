"""Python's garbage collector, kept from looking at what is still in use again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Where no garbage is collected, in no thread.

    For work that ends soon and makes many values that it keeps until then.  Threads may overlap: whoever
    found the collector at work sets it to work again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
