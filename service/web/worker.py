"""The server's worker: gunicorn's for gevent, with a limit for each wait and with problems as answers.

A connection is a greenlet, so a slow or silent client costs only memory and nobody else's time.
"""

from __future__ import annotations

import time
from contextlib import suppress
from socket import SOCK_STREAM
from typing import Any

import gevent.socket
from gevent import monkey
from gunicorn import http, util
from gunicorn.http import wsgi
from gunicorn.http.errors import NoMoreData, ParseException
from gunicorn.workers.ggevent import GeventWorker

from service.exchange.problems import Problem
from service.web import client, refusals
from service.web.client import ClientGone
from service.web.connection import PIECE, Connection, Connections, Departures, Step
from service.web.service import Service

LINGER = 2.0  # seconds that a client has to close a connection after we have closed it


class QuotesWorker(GeventWorker):  # type: ignore[misc]
    """Answers requests on connections that cannot keep each other waiting."""

    def patch(self) -> None:
        """Make everything that the process does from here on wait in greenlets.

        There are two exceptions: ssl, which is imported already and not used, and the locks of logging, which
        no greenlet holds while another one runs.
        """
        monkey.patch_thread(logging=False, existing_locks=False)
        monkey.patch_all(thread=False, ssl=False)
        self.sockets: list[Any] = [
            gevent.socket.socket(each.FAMILY, SOCK_STREAM, fileno=each.sock.detach()) for each in self.sockets
        ]

    def load_wsgi(self) -> None:
        """Prepare to answer; runs in the worker before its first connection."""
        super().load_wsgi()
        self._service: Service = self.app.wsgi().extensions["service"]
        self._connections = Connections(self.worker_connections)
        self._departures = Departures()
        # gevent would print what fails in a greenlet, perhaps with parts of a request.
        gevent.get_hub().print_exception = self._log_failure

    def _log_failure(self, _context: Any, kind: type[BaseException], error: Any, _trace: Any) -> None:
        self._service.log.failure(error or kind())

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop as soon as the requests in flight have been answered."""
        super().handle_exit(sig, frame)
        gevent.spawn(self._connections.end_idle)

    def handle(self, listener: Any, sock: Any, addr: Any) -> None:
        """Answer the requests on a connection, and close it."""
        connection = Connection(
            sock, self._service.settings.client_timeout, self._connections.waiting, self._departures
        )
        with self._connections.place(connection):
            try:
                with suppress(OSError, ClientGone):
                    self._serve(connection, listener.getsockname(), addr)
            finally:
                self._close(connection, sock)

    def _close(self, connection: Connection, sock: Any) -> None:
        if connection.ended or connection.left:
            util.close(sock)
            return
        connection.expect(Step.REST)
        # The client may still be sending: if we closed at once, it would not read its answer.
        util.close_graceful(sock, LINGER, self._service.settings.drain_bytes)

    def _serve(self, connection: Connection, listener_name: Any, addr: Any) -> None:
        parser = http.get_parser(self.cfg, connection, addr)
        connection.expect(Step.IDLE)
        while True:
            try:
                request = next(parser)
            except (StopIteration, NoMoreData):
                return
            except TimeoutError:
                if connection.step is Step.HEAD:
                    self._refuse(connection, Problem("too-slow", "the head came too slowly"))
                return
            except ParseException as error:
                self._refuse(connection, refusals.not_parsed(error))
                return
            connection.arrived()
            goes_on = self._answer(connection, request, listener_name, addr)
            if not (goes_on and self._drain(connection, request)):
                return
            connection.expect(Step.IDLE, self.cfg.keepalive)

    def _answer(self, connection: Connection, request: Any, listener_name: Any, addr: Any) -> bool:
        """Answer `request`; returns whether the connection can go on."""
        if request._expected_100_continue:  # gunicorn would ask for the body before the head is looked at
            request._expected_100_continue = False
            connection.hold_body(request)
        response, environ = wsgi.create(request, connection, addr, listener_name, self.cfg)
        environ[client.KEY] = connection
        if not self.alive or not self.cfg.keepalive:
            response.force_close()
        try:
            answer = self.wsgi(environ, response.start_response)
            try:
                if request.body.failed:
                    response.force_close()
                for piece in answer:
                    with connection.together():
                        response.write(piece)
                response.close()
            finally:
                answer.close()
        except OSError:
            raise  # the connection broke
        except Exception as error:
            self._service.log.failure(error)
            if not response.headers_sent:
                self._refuse(connection, Problem("internal", "the failure has been logged"))
            return False
        return not response.should_close()

    def _drain(self, connection: Connection, request: Any) -> bool:
        """Throw away the rest of the request's body, up to a limit; returns whether the body ended."""
        connection.expect(Step.REST)
        left = self._service.settings.drain_bytes
        try:
            while left > 0 and not request.body.failed:
                piece = request.body.read(PIECE)
                if not piece:
                    return True
                left -= len(piece)
        except (ParseException, NoMoreData):
            pass
        return False

    def _refuse(self, connection: Connection, problem: Problem) -> None:
        """Answer, log and count a request that does not reach the application."""
        seconds = time.monotonic() - connection.since
        connection.sendall(refusals.answer(self._service, problem, seconds))
