"""The server's worker, with what gunicorn's threaded worker leaves open."""

from __future__ import annotations

import json
import select
import socket
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from service.exchange.problems import Problem
from service.web import arrival
from service.web.arrival import Arrival
from service.web.logs import Log
from service.web.problems import MEDIA_TYPE

MOMENT = 0.005  # seconds


class QuotesWorker(ThreadWorker):  # type: ignore[misc]
    """Gives each request a time to arrive in, and answers also what is no HTTP with problem details."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._arrivals: dict[socket.socket, Arrival] = {}
        self._held: set[Any] = set()  # the connections that threads are busy with

    def load_wsgi(self) -> None:
        """Load the application, and have each request find its deadline."""
        super().load_wsgi()
        application = self.app.wsgi()

        def watched(environ: dict[str, Any], start_response: Any) -> Any:
            environ[arrival.KEY] = self._arrivals.get(environ["gunicorn.socket"])
            return application(environ, start_response)

        self.wsgi = watched

    def handle(self, conn: Any) -> Any:
        """Answer a request, in a thread, and those that come right after it on the same connection.

        To hand the connection back to the main thread, and that to another, takes longer than a client
        that asks again at once.
        """
        self._held.add(conn)
        try:
            kept = self._answer(conn)
            while kept is True and self._may_stay() and _is_readable(conn.sock):
                kept = self._answer(conn)
            return kept
        finally:
            self._held.discard(conn)

    def _may_stay(self) -> bool:
        """May a thread wait a moment for its client?  Half of them are there for others."""
        return bool(self.alive) and 2 * len(self._held) <= int(self.cfg.threads)

    def _answer(self, conn: Any) -> Any:
        """Read one request and answer it; its time to arrive begins."""
        expected = self._arrivals[conn.sock] = Arrival(conn.sock, self._seconds)
        expected.expect()
        try:
            return super().handle(conn)
        finally:
            del self._arrivals[expected.connection]

    @property
    def _seconds(self) -> float:
        seconds: float = self.app.wsgi().extensions["service"].settings.client_timeout
        return seconds

    def murder_pending(self) -> None:
        """End what is late; the main loop calls this every second at least."""
        super().murder_pending()
        for expected in list(self._arrivals.values()):
            expected.enforce()

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer a request that could not be read (400) or that the application let fall (500).

        gunicorn would answer with HTML that repeats parts of the request, and log them.
        """
        if isinstance(exc, ParseException):
            problem = Problem("not-http", f"the server cannot read it: {_words(type(exc).__name__)}")
        else:
            Log().failure(exc)
            problem = Problem("internal", "the failure has been logged")
        body = json.dumps(problem.as_json()).encode()
        head = (
            f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\n"
            f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        try:
            client.settimeout(1)
            client.sendall(head.encode("ascii") + body)
        except OSError:
            pass  # nobody reads it


def _is_readable(connection: socket.socket) -> bool:
    """Does anything come within a moment?"""
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    return bool(waiting.poll(1000 * MOMENT))


def _words(name: str) -> str:
    """`InvalidRequestLine` as "invalid request line"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
