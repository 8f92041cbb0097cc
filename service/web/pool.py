"""Extraction in processes of its own, one beside each web worker.

Web workers answer while articles are read; an article that takes too long, or a process that
is killed, costs one request and that request gets an answer.  All web workers put their
jobs on one shared socket, and whichever extraction process is free takes the next: none idles
while another has a queue.  A job is a socket of its own, handed over: its closing tells either
side that the other is gone.
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
from collections.abc import Callable, Collection
from typing import Any, NoReturn, cast

from service.extraction.model import EmptyText, Extraction, QuoteType, UnsupportedLanguage

Extract = Callable[[str, str | None, Collection[QuoteType]], Extraction]
FindArticle = Callable[[str], str]  # from a web page
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
    """Reads articles in the processes that `start` makes; made before the web workers fork."""

    def __init__(
        self, extract: Extract, find_article: FindArticle, time_limit: float, patience: float
    ) -> None:
        """`time_limit` seconds for one article; `patience` seconds at most until one is read."""
        self._tasks: dict[str, Callable[..., Any]] = {"extract": extract, "find_article": find_article}
        self._time_limit = time_limit
        self._patience = patience
        self._jobs_in, self._jobs_out = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def extract(self, text: str, language: str | None, types: Collection[QuoteType]) -> Extraction:
        """As Extractor.extract; also ExtractionLost, TimeLimitPassed, ExtractionFailed."""
        return cast(Extraction, self._done("extract", text, language, tuple(types)))

    def find_article(self, page: str) -> str:
        """The text of the article in a web page; ExtractionLost, TimeLimitPassed, ExtractionFailed."""
        return cast(str, self._done("find_article", page))

    def _done(self, task: str, *given: Any) -> Any:
        """What one of the processes makes of a task."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                socket.send_fds(self._jobs_in, [b"j"], [theirs.fileno()])
            ours.settimeout(self._patience)
            started = None
            try:
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
        """Keep one extraction process beside this one for as long as this one lives."""
        child = self._fork()
        threading.Thread(target=self._keep, args=child, daemon=True, name="extraction-keeper").start()

    def _keep(self, pid: int, lifeline: int) -> NoReturn:
        while True:
            born = time.monotonic()
            os.waitpid(pid, 0)
            os.close(lifeline)
            if time.monotonic() - born < 0.5:
                time.sleep(0.5)  # a process that dies at once is not started in a tight loop
            pid, lifeline = self._fork()

    def _fork(self) -> tuple[int, int]:
        """The new process's id, and the end of the pipe whose closing tells it that we are gone."""
        gone, lifeline = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                _become_extraction_process(keep=(self._jobs_out.fileno(), gone))
                self._serve(gone)
            finally:
                os._exit(0)
        os.close(gone)
        return pid, lifeline

    def _serve(self, gone: int) -> None:
        while True:
            ready, _, _ = select.select([self._jobs_out.fileno(), gone], [], [])
            if gone in ready:
                return
            try:
                _, handles, _, _ = socket.recv_fds(self._jobs_out, 1, 1, socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue  # another process was quicker
            with socket.socket(fileno=handles[0]) as job:
                self._do(job)

    def _do(self, job: socket.socket) -> None:
        # The alarm's default action ends the process, even in the midst of compiled code.
        signal.setitimer(signal.ITIMER_REAL, self._time_limit)
        try:
            task, given = _receive(job)
            job.sendall(b"b")
            _send(job, _attempt(self._tasks[task], given))
        except (OSError, EOFError):
            pass  # the web worker is gone, and nobody waits for this article
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _become_extraction_process(keep: tuple[int, ...]) -> None:
    """Let go of all that belongs to the web worker: its signals, its connections, its listeners."""
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
    except EmptyText as error:
        return "empty", str(error)
    except UnsupportedLanguage as error:
        return "unsupported", (error.language, tuple(error.supported), error.detected)
    except Exception as error:
        return "failed", places(error)


def _outcome(kind: str, value: Any) -> Any:
    match kind:
        case "done":
            return value
        case "empty":
            raise EmptyText(value)
        case "unsupported":
            raise UnsupportedLanguage(*value)
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
