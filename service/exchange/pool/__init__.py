"""Extraction in processes of its own: some beside a process that hands them articles.

Over HTTP that is one beside each web worker, which answers while articles are read; for files all
are beside the one process that reads and writes these.  An article that takes too long, or a process
that is killed, costs that article alone, and who asked for it is told.

    asks (pool.py)  ── forks once ──>  keeper (keeper.py)  ── forks, replaces, ends ──>  readers (reader.py)

All jobs are put on one shared socket, and whichever reader is free takes the next: none idles while
another has a queue.  A job is a socket of its own, handed over: its closing tells either side that the
other is gone.  Readers mark on a board in shared memory that they live (board.py).
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
