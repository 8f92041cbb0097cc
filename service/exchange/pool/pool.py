"""The side that asks: it hands over jobs, starts the keeper and notices when the keeper is gone."""

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
    """This process's keeper.  Closing `lifeline` or `link` tells the other side that this process is gone."""

    process: int
    place: int
    lifeline: int  # the keeper and the readers hold its other end
    link: socket.socket


class ExtractionPool:
    """Has tasks done in other processes.  Make it before the processes that ask are forked."""

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
        """A task must begin within `patience` seconds; `tell` is called with every event.

        At most `places` processes ask at once, and each has so many `readers`.
        """
        self.tasks = tasks  # a keeper and its readers do the tasks that are here when it starts
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
        self._lock = threading.Lock()  # held while a keeper is started or ended

    def do(self, task: str, *given: Any) -> Any:
        """The result of the named `task`, done by one of the processes; any thread or greenlet may ask.

        Raises Problem if the task does, and ExtractionFailed for any other exception of it.  Raises
        TimeLimitPassed if the process was ended at the time limit, and ExtractionLost if it died or none took
        up the task.  An exception raised into the waiting caller cancels the job: no reader begins it any
        more.
        """
        asked, begun = time.monotonic(), None
        try:
            ours, theirs = _a_job()
            with ours:
                ours.settimeout(self._patience)
                with closing(theirs):
                    # A process that takes the job need not wait for what fits into the socket: it is there
                    # already.
                    rest = begin_to_send(ours, (task, given))
                    self._hand_over(theirs.fileno())
                if rest:
                    ours.sendall(rest)
                receive_byte(ours)  # the process sends it when it begins
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
        """Put the descriptor of a `job` into the queue; waits while that is full."""
        try:
            socket.send_fds(self._jobs_in, [b"j"], [job])
            return
        except BlockingIOError:
            pass
        # The queue's socket was made before this process.  A socket object of its own is one that this
        # process's event loop, if there is one, can wait for; and so each caller waits on one of its own.
        with socket.socket(fileno=os.dup(self._jobs_in.fileno())) as jobs:
            jobs.settimeout(self._patience)
            while not socket.send_fds(jobs, [b"j"], [job]):
                pass  # gevent sends nothing if another caller was quicker to take the free place

    def _lost(self, begun: float | None) -> ExtractionLost:
        # The reader's clock and this one do not start at the same instant.
        if begun is not None and time.monotonic() - begun >= 0.9 * self._limits.time_limit:
            return TimeLimitPassed()
        return ExtractionLost()

    def answers(self) -> bool:
        """Does any reader, of any process, answer?"""
        silence = 3 * self._limits.look
        return any(slot.answers(self._limits.longest, silence) for slot in self._reader_slots)

    def start(self, place: int = 0) -> None:
        """Start the keeper, which keeps the readers of this process's `place`.

        Call it while this process has one thread, and before an event loop patches sockets.  Raises OSError
        if the system has no process or no descriptor left.
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
        """Call `tell` with the keeper's events from now on, in a thread (or greenlet) of its own.

        If the keeper is lost, `when_lost` is called; its readers go on until this process ends, and nobody
        replaces them.  Without `when_lost` another keeper is started.
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
        """Call `tell` with the keeper's events until it is gone; kill it if it hangs."""
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
        """Start another keeper in place of a lost one; False if none is wanted or possible."""
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
        """End the processes, even in the middle of an article; its caller gets ExtractionLost."""
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
            self._jobs_out.close()  # together with the jobs that nobody has taken


def _a_job() -> tuple[socket.socket, _socket.socket]:
    """A job's pair of sockets: the end that waits for the outcome, and the other one."""
    # Under gevent only the waiting end must be a socket of the event loop.
    ours, theirs = _socket.socketpair()
    return socket.socket(ours.family, ours.type, ours.proto, ours.detach()), theirs


def _let_go_of(kept: _Kept) -> None:
    """Wait for the end of a keeper that was told to stop or is gone, and close the connections to it."""
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
