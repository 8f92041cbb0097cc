"""Who asks: hands over jobs, begins the keeper, notices when it is gone."""

from __future__ import annotations

import _socket
import os
import pickle
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from service.exchange.pool.board import Board
from service.exchange.pool.errors import ExtractionFailed, ExtractionLost, TimeLimitPassed
from service.exchange.pool.events import Event
from service.exchange.pool.keeper import STOP, Keeper
from service.exchange.pool.limits import Limits
from service.exchange.pool.reader import Tasks, let_go
from service.exchange.pool.wire import begin_to_send, receive, receive_byte
from service.exchange.problems import Problem

_PACKET = 65_536


@dataclass(frozen=True, slots=True)
class _Kept:
    """The keeper of this process.  What is closed tells the other side that this one is gone."""

    process: int
    place: int
    lifeline: int  # the keeper and the readers have its other end
    link: socket.socket


class ExtractionPool:
    """Does tasks in processes of its own; made before the processes that ask are forked."""

    def __init__(
        self,
        tasks: Tasks,
        limits: Limits,
        patience: float,
        *,
        places: int = 1,
        readers: int = 1,
        tell: Callable[[Event], None] = lambda event: None,
    ) -> None:
        """`patience` seconds at most until a task begins; `tell` is called with what happens.

        At most `places` processes ask at once, each with so many `readers`.
        """
        self.tasks = tasks  # what is put here is done by the readers of processes that `start` later
        self.tell = tell
        self._limits = limits
        self._patience = patience
        self._readers = readers
        board = Board(places * readers + places)
        self._reader_slots = board.slots[: places * readers]
        self._keeper_slots = board.slots[places * readers :]
        self._jobs_in, self._jobs_out = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._jobs_in.setblocking(False)
        self._kept: _Kept | None = None
        self._stopped = False
        self._lock = threading.Lock()  # who holds it may begin a keeper, or has that end

    def do(self, task: str, *given: Any) -> Any:
        """What one of the processes makes of the `task` of that name; any thread or greenlet may call it.

        Raises Problem where the task does, ExtractionFailed for another exception, ExtractionLost and
        TimeLimitPassed where the process came to its end or none could be asked.  Whatever is raised into
        a caller that waits here ends the job: no reader begins it any more.
        """
        asked, begun = time.monotonic(), None
        try:
            ours, theirs = _a_job()
            with ours:
                ours.settimeout(self._patience)
                with closing(theirs):
                    # What fits is there when a process takes the job, which need not wait for it then.
                    rest = begin_to_send(ours, (task, given))
                    self._hand_over(theirs.fileno())
                if rest:
                    ours.sendall(rest)
                receive_byte(ours)  # the process says that it has begun
                begun = time.monotonic()
                ours.settimeout(self._limits.longest)
                kind, value = receive(ours)
        except (OSError, EOFError):
            raise self._lost(begun) from None
        finally:
            if begun:
                self.tell(Event("begun", {"waited": begun - asked}))
        return _outcome(kind, value)

    def _hand_over(self, job: int) -> None:
        """Put the descriptor of a `job` into the queue; wait where that is full."""
        try:
            socket.send_fds(self._jobs_in, [b"j"], [job])
            return
        except BlockingIOError:
            pass
        # The queue's socket was made before this process: one of its own is what this process's event
        # loop, if it has one, knows how to wait for, and each caller may wait for his.
        with socket.socket(fileno=os.dup(self._jobs_in.fileno())) as jobs:
            jobs.settimeout(self._patience)
            while not socket.send_fds(jobs, [b"j"], [job]):
                pass  # gevent sends nothing where another was quicker to fill the place that got free

    def _lost(self, begun: float | None) -> ExtractionLost:
        # The clocks of the two processes do not begin at the same instant.
        if begun is not None and time.monotonic() - begun >= 0.9 * self._limits.time_limit:
            return TimeLimitPassed()
        return ExtractionLost()

    def answers(self) -> bool:
        """Is there a reader, of any process, that does tasks?"""
        silence = 3 * self._limits.look
        return any(slot.answers(self._limits.longest, silence) for slot in self._reader_slots)

    def start(self, place: int = 0) -> None:
        """Begin the keeper, which keeps the readers of this process's `place`.

        Call it while this process has one thread, and before an event loop changes what sockets are.
        OSError where there is no process or no descriptor to be had.
        """
        gone, lifeline = os.pipe()
        link, its_link = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            process = os.fork()
        except OSError:
            os.close(gone)
            os.close(lifeline)
            link.close()
            its_link.close()
            raise
        if process == 0:
            try:
                self._keep(place, gone, its_link)
            finally:
                os._exit(0)
        os.close(gone)
        its_link.close()
        self._kept = _Kept(process, place, lifeline, link)

    def _keep(self, place: int, gone: int, link: socket.socket) -> None:
        let_go(keep=(self._jobs_out.fileno(), gone, link.fileno()))
        first = place * self._readers
        slots = self._reader_slots[first : first + self._readers]
        own = self._keeper_slots[place]
        Keeper(self.tasks, self._limits, slots, own, self._jobs_out, gone, link).run()

    def watch(self, when_lost: Callable[[], None] | None = None) -> None:
        """Tell what happens to the readers, from now on, in a thread (or greenlet) of its own.

        Where the keeper is gone `when_lost` is called; until this process ends its readers go on, and
        nobody replaces them.  By default another keeper is begun.
        """
        threading.Thread(target=self._watch, args=(when_lost,), daemon=True, name="extraction-keeper").start()

    def _watch(self, when_lost: Callable[[], None] | None) -> None:
        while True:
            self._listen()
            if self._stopped:
                return
            self.tell(Event("keeper-lost"))
            if when_lost:
                when_lost()
                return
            while not (self._stopped or self._start_again()):
                time.sleep(self._limits.look)

    def _listen(self) -> None:
        """Tell what comes from the keeper until it is gone; kill it where it hangs."""
        kept = self._kept
        assert kept
        slot, seen, silent = self._keeper_slots[kept.place], 0, 0
        with socket.socket(fileno=os.dup(kept.link.fileno())) as link:
            link.settimeout(self._limits.look)
            while True:
                try:
                    packet = link.recv(_PACKET)
                except TimeoutError:
                    silent = silent + 1 if slot.beats == seen else 0
                    seen = slot.beats
                    if silent > self._limits.silence(busy=False):
                        os.kill(kept.process, signal.SIGKILL)
                    continue
                except OSError:
                    return
                if not packet:
                    return
                self.tell(pickle.loads(packet))

    def _start_again(self) -> bool:
        """Begin another keeper in the place of one that is gone; False where there is no process for it."""
        with self._lock:
            if self._stopped or not self._kept:
                return False
            lost = self._kept
            try:
                self.start(lost.place)
            except OSError:
                return False
            _let_go_of(lost)
            return True

    def stop(self) -> None:
        """End the processes, in the midst of an article too: who waits for one gets ExtractionLost."""
        with self._lock:
            if self._stopped:
                return
            self._stopped = True
            if self._kept:
                try:
                    self._kept.link.send(STOP)
                    os.kill(self._kept.process, signal.SIGCONT)
                except OSError:
                    pass  # it is gone already
                _let_go_of(self._kept)
            self._jobs_in.close()
            self._jobs_out.close()  # with the jobs that nobody has taken


def _a_job() -> tuple[socket.socket, _socket.socket]:
    """The end of a job's socket that waits for the outcome, and the other one."""
    # Under gevent only the end that waits needs what the event loop makes of a socket.
    ours, theirs = _socket.socketpair()
    return socket.socket(ours.family, ours.type, ours.proto, ours.detach()), theirs


def _let_go_of(kept: _Kept) -> None:
    """Wait for the end of a keeper that has been told to end, or is gone."""
    os.close(kept.lifeline)
    os.waitpid(kept.process, 0)
    kept.link.close()


def _outcome(kind: str, value: Any) -> Any:
    match kind:
        case "done":
            return value
        case "problem":
            raise Problem(*value)
    raise ExtractionFailed(value)
