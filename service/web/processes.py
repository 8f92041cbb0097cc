"""What to do if the system has no process left: wait, and go on serving with those that there are."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

from service.exchange.pool import ExtractionPool

_PAUSE = 1.0  # seconds


def wait_for_one(server: Any) -> None:
    """Return when the server can fork a worker: after a failed fork gunicorn would end all workers."""
    told = False
    while not _can_fork():
        if not told:
            server.log.error("there is no process for a worker: trying again")
            told = True
        _stop_if_asked(server)
        time.sleep(_PAUSE)


def _can_fork() -> bool:
    try:
        process = os.fork()
    except OSError:
        return False
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    return True


def _stop_if_asked(server: Any) -> None:
    """Leave the server's main loop, which waits here, if a signal has asked the server to stop."""
    asked = []
    while not server.SIG_QUEUE.empty():
        asked.append(server.SIG_QUEUE.get())
    for number in asked:
        server.SIG_QUEUE.put(number)
    if {signal.SIGTERM, signal.SIGINT, signal.SIGQUIT}.intersection(asked):
        raise StopIteration  # so that the main loop ends in good order


def begin(pool: ExtractionPool, server: Any, worker: Any) -> None:
    """Start the worker's readers; try again, while the worker is wanted, if there is no process for them."""
    while True:
        try:
            return pool.start(worker.place)
        except OSError as error:
            server.log.error("there is no process to read articles: %s; trying again", error.strerror)
        time.sleep(_PAUSE)
        worker.notify()
        if os.getppid() != worker.ppid or not server.SIG_QUEUE.empty():
            sys.exit(0)
