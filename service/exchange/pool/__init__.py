"""Extraction in separate processes, which take articles from a process that asks.

Over HTTP each web worker has its own and goes on answering while they read.  For files the one process that
reads and writes these has all of them.  If an article takes too long or its process is killed, only that
article is lost, and its caller is told.

    asks (pool.py)  ── forks once ──>  keeper (keeper.py)  ── forks, replaces, ends ──>  readers (reader.py)

All jobs are put on one shared socket, and whichever reader is free takes the next: no reader idles while
another has a queue.  A job is itself a socket, handed over to the reader: when one side closes its end, the
other learns that it is gone.  Readers give signs of life on a board in shared memory (board.py).
"""

from service.exchange.pool.errors import ExtractionFailed, ExtractionLost, TimeLimitPassed, places
from service.exchange.pool.events import Event
from service.exchange.pool.limits import Limits
from service.exchange.pool.pool import ExtractionPool

__all__ = [
    "Event",
    "ExtractionFailed",
    "ExtractionLost",
    "ExtractionPool",
    "Limits",
    "TimeLimitPassed",
    "places",
]
