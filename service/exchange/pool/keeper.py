"""A process with one thread that forks readers, replaces those that end and kills those that hang.

It does nothing else, so that a fork never copies a lock that another thread holds.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from service.exchange.pool.board import Slot
from service.exchange.pool.events import Event, Kind
from service.exchange.pool.limits import Limits
from service.exchange.pool.reader import ENDED, OUTGROWN, RENEWED, Reader, Tasks, let_go

STOP = b"stop"
_PAUSE = 0.5  # seconds before the next reader is forked if the last one died at once


@dataclass(slots=True)
class _Living:
    """A reader that, as far as its keeper knows, has not ended."""

    slot: Slot
    born: float
    seen: int = 0  # its signs of life at the last look
    silent: int = 0  # consecutive looks without a new sign
    hung: bool = False


class Keeper:
    """Keeps a reader in each of its slots until it is told to stop or nobody asks any more."""

    def __init__(
        self,
        tasks: Tasks,
        limits: Limits,
        slots: Sequence[Slot],
        own: Slot,
        jobs: socket.socket,
        gone: int,
        link: socket.socket,
    ) -> None:
        """The other end of `gone` is closed when nobody asks any more; `link` leads to who asks."""
        self._tasks, self._limits = tasks, limits
        self._slots, self._own = slots, own
        self._jobs, self._gone, self._link = jobs, gone, link
        self._living: dict[int, _Living] = {}
        self._not_before = 0.0  # no reader is forked before this time
        self._looked = time.monotonic()

    def run(self) -> None:
        """Run until all readers have ended and no more are wanted."""
        ended = _wake_on_ended_children()
        wake = select.poll()
        for source in (ended.fileno(), self._gone, self._link.fileno()):
            wake.register(source, select.POLLIN)
        wanted = True
        while wanted or self._living:
            if wanted:
                self._fork_missing()
            ready = {handle for handle, _ in wake.poll(self._until_next_look())}
            if ended.fileno() in ready:
                ended.recv(4096)
            for source in ready & {self._gone, self._link.fileno()}:
                wanted = False  # readers finish the job they have begun: another process may wait for it
                wake.unregister(source)
            if self._link.fileno() in ready and _received(self._link) == STOP:
                self._kill_all()
            self._reap()
            self._look()

    def _until_next_look(self) -> float:
        """The time until then, in milliseconds."""
        return max(0.0, 1000 * (self._looked + self._limits.look - time.monotonic()))

    def _fork_missing(self) -> None:
        taken = {id(living.slot) for living in self._living.values()}
        for slot in self._slots:
            if id(slot) not in taken and time.monotonic() >= self._not_before:
                self._fork(slot)

    def _fork(self, slot: Slot) -> None:
        slot.clear()
        slot.beat()
        try:
            process = os.fork()
        except OSError as error:  # at the moment no process or no memory is left
            slot.clear()
            self._not_before = time.monotonic() + self._limits.look
            self._tell("no-process", error=os.strerror(error.errno or 0))
            return
        if process == 0:
            code = 1
            try:
                let_go(keep=(self._jobs.fileno(), self._gone))
                code = Reader(self._tasks, self._limits, slot, self._jobs, self._gone).serve()
            finally:
                os._exit(code)
        self._living[process] = _Living(slot, born=time.monotonic())

    def _reap(self) -> None:
        for process in list(self._living):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                living = self._living.pop(process)
                living.slot.clear()
                if time.monotonic() - living.born < _PAUSE:
                    self._not_before = time.monotonic() + _PAUSE
                self._tell_of_end(process, living, os.waitstatus_to_exitcode(status))

    def _tell_of_end(self, process: int, living: _Living, code: int) -> None:
        if living.hung:
            self._tell("hung", reader=process)
        elif code == -signal.SIGALRM:
            self._tell("time-limit", reader=process)
        elif code in (RENEWED, OUTGROWN):
            self._tell("renewed", reader=process, reason="size" if code == OUTGROWN else "tasks")
        elif code != ENDED:
            self._tell("died", reader=process, status=code)

    def _look(self) -> None:
        """Kill the readers that have been silent for too many looks."""
        now = time.monotonic()
        if now - self._looked < self._limits.look:
            return
        self._looked = now
        self._own.beat()
        for process, living in self._living.items():
            beats = living.slot.beats
            living.silent = living.silent + 1 if beats == living.seen else 0
            living.seen = beats
            if living.silent > self._limits.silence(living.slot.busy):
                living.hung = True
                os.kill(process, signal.SIGKILL)

    def _kill_all(self) -> None:
        for process in self._living:
            os.kill(process, signal.SIGKILL)

    def _tell(self, kind: Kind, **members: Any) -> None:
        with suppress(OSError):  # nobody is listening
            self._link.send(pickle.dumps(Event(kind, members)), socket.MSG_DONTWAIT)


def _wake_on_ended_children() -> socket.socket:
    """A socket that becomes readable when a child process ends."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(theirs.detach(), warn_on_full_buffer=False)
    return ours


def _received(link: socket.socket) -> bytes:
    try:
        return link.recv(64)
    except OSError:
        return b""
