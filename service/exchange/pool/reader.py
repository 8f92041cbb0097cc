"""A process that does tasks."""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import socket
from collections.abc import Callable, Mapping
from typing import Any

from service.exchange.pool.board import Slot
from service.exchange.pool.errors import places
from service.exchange.pool.limits import Limits
from service.exchange.pool.memory import Memory
from service.exchange.pool.wire import receive, send
from service.exchange.problems import Problem

Tasks = Mapping[str, Callable[..., Any]]

ENDED, RENEWED, OUTGROWN = 0, 10, 11  # exit codes
# A terminal or a supervisor sends these to the whole process group but means the server.  A reader learns
# from its lifeline that it should stop, after its job.
_IGNORED = (
    *(signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2),
    *(signal.SIGWINCH, signal.SIGTTIN, signal.SIGTTOU),
)


def let_go(keep: tuple[int, ...]) -> None:
    """Let go of what belongs to the parent process: signal handlers, and all descriptors except `keep`."""
    signal.set_wakeup_fd(-1)
    for number in _IGNORED:
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGALRM, signal.SIGABRT, signal.SIGQUIT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    last = 2
    for handle in sorted(keep):
        os.closerange(last + 1, handle)
        last = handle
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # there are articles in its memory: no core dumps
    gc.freeze()


class Reader:
    """Takes jobs from a shared socket and does them one by one."""

    def __init__(self, tasks: Tasks, limits: Limits, slot: Slot, jobs: socket.socket, gone: int) -> None:
        """The other end of the pipe `gone` is closed when nobody asks any more."""
        self._tasks, self._limits, self._slot = tasks, limits, slot
        self._jobs, self._gone = jobs, gone
        self._wake = select.poll()
        self._wake.register(jobs, select.POLLIN)
        self._wake.register(gone, select.POLLIN)

    def serve(self) -> int:
        """Do jobs until nobody asks any more or a new process should take over; returns the exit code."""
        memory, done = Memory(self._limits.growth), 0
        while job := self._next():
            with job:
                self._slot.begin()
                self._do(job)
                self._slot.end()
            done += 1
            if done >= self._limits.renew_after:
                return RENEWED
            if memory.outgrown():
                return OUTGROWN
        return ENDED

    def _next(self) -> socket.socket | None:
        """The next job; None if nobody asks any more."""
        while True:
            self._slot.beat()
            ready = [handle for handle, _ in self._wake.poll(1000 * self._limits.look)]
            if self._gone in ready:
                return None
            if not ready:
                continue
            try:
                _, handles, _, _ = socket.recv_fds(self._jobs, 1, 1, socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue  # another process was quicker
            if handles:
                job = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=handles[0])
                job.setblocking(True)  # the other process may have made it non-blocking for its own end
                return job

    def _do(self, job: socket.socket) -> None:
        # The alarm's default action ends the process, even inside compiled code.
        signal.setitimer(signal.ITIMER_REAL, self._limits.time_limit)
        try:
            job.sendall(b"b")  # fails if nobody waits for the job any more, which is then dropped
            task, given = receive(job)
            send(job, _attempt(self._tasks[task], given))
        except (OSError, EOFError):
            pass  # the caller is gone
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _attempt(task: Callable[..., Any], given: tuple[Any, ...]) -> tuple[str, Any]:
    """The outcome as a plain value: not all of our exceptions survive pickling."""
    try:
        return "done", task(*given)
    except Problem as problem:
        return "problem", (problem.kind, problem.detail, problem.members, problem.headers)
    except Exception as error:
        return "failed", places(error)
