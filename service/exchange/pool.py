"""Extraction in processes of its own: some beside a process that hands them articles.

Over HTTP that is one beside each web worker, which answers while articles are read; for files all
are beside the one process that reads and writes these.  An article that takes too long, or a process
that is killed, costs that article alone, and who asked for it is told.  All jobs are put on one shared
socket, and whichever extraction process is free takes the next: none idles while another has a
queue.  A job is a socket of its own, handed over: its closing tells either side that the other is gone.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from service.exchange.problems import Problem

_LENGTH = struct.Struct("=Q")
# Meant for the server when a terminal or a supervisor sends them to the whole group; an
# extraction process is told to stop by its lifeline, after its job.
_IGNORED = (
    *(signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2),
    *(signal.SIGWINCH, signal.SIGTTIN, signal.SIGTTOU),
)


class ExtractionLost(RuntimeError):
    """The process that read the article died, or none came to read it."""


class TimeLimitPassed(ExtractionLost):
    """The process that read the article was ended at the time limit."""


class ExtractionFailed(RuntimeError):
    """The extractor raised what it does not promise; holds the kind and the places, no text."""


class ExtractionPool:
    """Does tasks in the processes that `start` makes; made before the web workers fork."""

    def __init__(
        self,
        tasks: Mapping[str, Callable[..., Any]],
        time_limit: float,
        patience: float,
        renew_after: int = 20_000,
    ) -> None:
        """`time_limit` seconds for one task; `patience` seconds at most until it is done.

        After `renew_after` tasks a process makes room for a new one: each word that spaCy's vocabulary
        forgets leaves an empty place in its tables, and in time these would grow.
        """
        self._tasks = tasks
        self._time_limit = time_limit
        self._patience = patience
        self._renew_after = renew_after
        self._lock = threading.Lock()  # who holds it may fork, or has forking end
        self._running: set[int] | None = set()  # None when it has been stopped
        self._jobs_in, self._jobs_out = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def do(self, task: str, *given: Any) -> Any:
        """What one of the processes makes of the `task` of that name; any thread may call it.

        Raises Problem where the task does, ExtractionFailed for another exception, ExtractionLost and
        TimeLimitPassed where the process came to its end.
        """
        ours, theirs = socket.socketpair()
        with ours:
            ours.settimeout(self._patience)
            started = None
            try:
                with theirs:
                    socket.send_fds(self._jobs_in, [b"j"], [theirs.fileno()])
                _send(ours, (task, given))
                ours.recv(1)  # the process says that it has begun
                started = time.monotonic()
                kind, value = _receive(ours)
            except (OSError, EOFError):
                raise self._lost(started) from None
        return _outcome(kind, value)

    def _lost(self, started: float | None) -> ExtractionLost:
        # The clocks of the two processes do not begin at the same instant.
        if started is not None and time.monotonic() - started >= 0.9 * self._time_limit:
            return TimeLimitPassed()
        return ExtractionLost()

    def start(self) -> None:
        """Keep one extraction process beside this one until `stop`, or for as long as this one lives."""
        child = self._fork()
        threading.Thread(target=self._keep, args=(child,), daemon=True, name="extraction-keeper").start()

    def stop(self) -> None:
        """End the processes, in the midst of an article too: who waits for one gets ExtractionLost."""
        with self._lock:
            running, self._running = self._running or (), None
            for pid in running:
                os.kill(pid, signal.SIGKILL)
        self._jobs_in.close()
        self._jobs_out.close()  # with the jobs that nobody has taken

    def _keep(self, child: tuple[int, int] | None) -> None:
        while child:
            pid, lifeline = child
            born = time.monotonic()
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
            with self._lock:
                os.waitpid(pid, 0)  # from here on the id may be somebody else's
                if self._running:
                    self._running.remove(pid)
            os.close(lifeline)
            if time.monotonic() - born < 0.5:
                time.sleep(0.5)  # a process that dies at once is not started in a tight loop
            child = self._fork()

    def _fork(self) -> tuple[int, int] | None:
        """The new process's id, and the end of the pipe whose closing tells it that we are gone.

        None when the pool has been stopped.
        """
        with self._lock:
            if self._running is None:
                return None
            gone, lifeline = os.pipe()
            pid = os.fork()
            if pid == 0:
                try:
                    _become_extraction_process(keep=(self._jobs_out.fileno(), gone))
                    self._serve(gone)
                finally:
                    os._exit(0)
            self._running.add(pid)
        os.close(gone)
        return pid, lifeline

    def _serve(self, gone: int) -> None:
        done = 0
        while done < self._renew_after:
            ready, _, _ = select.select([self._jobs_out.fileno(), gone], [], [])
            if gone in ready:
                return
            try:
                _, handles, _, _ = socket.recv_fds(self._jobs_out, 1, 1, socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue  # another process was quicker
            with socket.socket(fileno=handles[0]) as job:
                job.setblocking(True)  # it is not where it was made under gevent
                self._do(job)
            done += 1

    def _do(self, job: socket.socket) -> None:
        # The alarm's default action ends the process, even in the midst of compiled code.
        signal.setitimer(signal.ITIMER_REAL, self._time_limit)
        try:
            job.sendall(b"b")  # while the other side is still awake: to wake it takes long
            task, given = _receive(job)
            _send(job, _attempt(self._tasks[task], given))
        except (OSError, EOFError):
            pass  # the web worker is gone, and nobody waits for this article
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _become_extraction_process(keep: tuple[int, ...]) -> None:
    """Let go of all that belongs to the process that forked: its signals, connections, files."""
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
    gc.freeze()


def _attempt(task: Callable[..., Any], given: tuple[Any, ...]) -> tuple[str, Any]:
    """The outcome as a value: exceptions of ours do not all survive pickling."""
    try:
        return "done", task(*given)
    except Problem as problem:
        return "problem", (problem.kind, problem.detail, problem.members, problem.headers)
    except Exception as error:
        return "failed", places(error)


def _outcome(kind: str, value: Any) -> Any:
    match kind:
        case "done":
            return value
        case "problem":
            raise Problem(*value)
    raise ExtractionFailed(value)


def places(error: BaseException) -> str:
    """The kind of `error` and the lines it passed, innermost last, without its message.

    The message may hold a piece of the article.
    """
    lines, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        lines.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(lines[-12:])}"


def _send(to: socket.socket, value: Any) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    to.sendall(_LENGTH.pack(len(data)) + data)


def _receive(source: socket.socket) -> Any:
    (size,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
    return pickle.loads(_exactly(source, size))


def _exactly(source: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view, filled = memoryview(data), 0
    while filled < size:
        count = source.recv_into(view[filled:])
        if not count:
            raise EOFError
        filled += count
    return data
