"""A client's connection under gevent: each wait for the client has a limit, and any connection may give way.

A connection costs a greenlet.  gunicorn's parser and response use it as their socket.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import Any

import gevent
from gevent import monkey
from gunicorn.http.errors import LimitRequestHeaders

from service.web.client import Client, ClientGone

PIECE = 65_536  # bytes; each piece of an answer has a time limit of its own
LONGEST_HEAD = 65_536  # bytes of a request's line and header fields together
_BREATH = 0.005  # seconds
_GLANCE = 0.01  # seconds between two looks for a connection that may give way
_NEW = 2.0  # seconds within which a request follows on its connection, if it ever does
_SPARED = 10  # one in so many places is for newcomers
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Step(IntEnum):
    """What the service waits for on a connection.  Connections give way to new ones in this order."""

    IDLE = 0  # for a request
    REST = 1  # for the rest of a request that has been answered
    HEAD = 2
    BODY = 3
    ANSWER = 4  # for the client to take it


class Connection(Client):
    """One client's connection, used by one greenlet."""

    def __init__(self, sock: Any, patience: float, waiting: Waiting, departures: Departures) -> None:
        """`patience`: seconds for a head, a body, a piece of a batch or a piece of an answer."""
        self.socket = sock
        self.greenlet = gevent.getcurrent()
        self.step: Step | None = None  # None while the service is at work
        self.since = 0.0
        self.head = 0  # bytes of the head that came
        self.gave_way = False
        self.ended = False
        self.left = False  # has the client closed its side, with nothing more to come?
        self._patience = patience
        self._deadline = 0.0
        self._all_waiting = waiting
        self._departures = departures
        self._awaited: Any = None  # a request whose client waits to be asked for its body
        self._held: list[bytes] | None = None  # data to be sent together

    def expect(self, step: Step, seconds: float | None = None) -> None:
        """Begin to wait for `step`, all of which must come within `seconds` (default: the patience)."""
        self._wait_for(step)
        self._deadline = self.since + (self._patience if seconds is None else seconds)
        self.head = 0

    def arrived(self) -> None:
        """What was expected has come."""
        self._all_waiting.end(self)
        self.step = None

    def _wait_for(self, step: Step) -> None:
        self._all_waiting.end(self)
        self.step, self.since = step, time.monotonic()
        self._all_waiting.begin(self)

    def is_new(self) -> bool:
        """Has it been waiting for a moment only?"""
        return time.monotonic() - self.since < _NEW

    def hold_body(self, request: Any) -> None:
        """Remember that the client of `request` sends its body only when asked; `sending` asks.

        If nobody asks, the connection cannot be used again, because a body may come or not.
        """
        self._awaited = request
        request.force_close()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """See Client."""
        if self._awaited:
            self._awaited.must_close, self._awaited = False, None
            self.sendall(_CONTINUE)
        self.expect(Step.BODY)
        try:
            yield
        finally:
            self.arrived()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """See Client."""
        self._departures.watch(self)
        try:
            yield
        finally:
            self._departures.forget(self)

    def give_way(self) -> bool:
        """See Client."""
        if self.step is not Step.BODY:
            return False
        self.gave_way = True
        self._shut(socket.SHUT_RD)  # an answer can still be sent
        return True

    def end(self) -> None:
        """Shut the connection down: its descriptor is needed, and what it waits for will not come."""
        self.ended = True
        self._shut(socket.SHUT_RDWR)

    def _shut(self, how: int) -> None:
        with suppress(OSError):
            self.socket.shutdown(how)

    # what gunicorn's parser and response use of a socket

    def recv(self, size: int) -> bytes:
        """A piece of what comes.

        Raises TimeoutError when the time for all of it is over, and LimitRequestHeaders when a head is too
        long.
        """
        _breathe()
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.socket.settimeout(left)
        piece: bytes = self.socket.recv(min(size, PIECE))
        if not piece:
            self.left = True
        elif self.step is Step.IDLE:
            self.expect(Step.HEAD)
        if self.step is Step.HEAD:
            self.head += len(piece)
            if self.head > LONGEST_HEAD:
                raise LimitRequestHeaders("head")
        return piece

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send what the block sends together, at its end or before a large piece: in one packet."""
        self._held = []
        try:
            yield
            self._send_held()
        finally:
            self._held = None

    def _send_held(self) -> None:
        held, self._held = self._held, None
        if held:
            self.sendall(b"".join(held))

    def send(self, data: bytes) -> int:
        """As sendall."""
        self.sendall(data)
        return len(data)

    def sendall(self, data: bytes) -> None:
        """Send `data`; raises TimeoutError if the client does not take a piece in time."""
        if self._held is not None:
            if len(data) < PIECE:
                self._held.append(data)
                return
            self._send_held()
        _breathe()
        before = self.step
        self.socket.settimeout(self._patience)
        view = memoryview(data)
        try:
            for start in range(0, len(view), PIECE):
                self._wait_for(Step.ANSWER)
                self.socket.sendall(view[start : start + PIECE])
        finally:
            self.arrived()
            if before is not None:
                self._wait_for(before)


def _breathe() -> None:
    """Let other greenlets run, if none has for a while.

    gevent does not switch while data can be read or sent at once, so a client that asks without a pause would
    keep all others waiting.
    """
    if time.time() - gevent.get_hub().loop.now() > _BREATH:
        gevent.sleep(0)


class Waiting:
    """The connections of a worker that wait for their clients, by step; the longest waiting first."""

    def __init__(self, spared: int) -> None:
        """So many new connections are `spared` if others can give way: requests may be on their way."""
        self._by_step: dict[Step, dict[Connection, None]] = {step: {} for step in Step}
        self._spared = spared

    def begin(self, connection: Connection) -> None:
        """The connection waits for its step from now on."""
        if connection.step is not None and not connection.ended:
            self._by_step[connection.step][connection] = None

    def end(self, connection: Connection) -> None:
        """The connection waits no more."""
        if connection.step is not None:
            self._by_step[connection.step].pop(connection, None)

    def first(self) -> Connection | None:
        """The one to give way: an idle one, else one that sends, else one that does not take its answer."""
        longest = [next(iter(those)) for those in self._by_step.values() if those]
        idle = self._by_step[Step.IDLE]
        if len(longest) > 1 and 0 < len(idle) <= self._spared and longest[0].is_new():
            return longest[1]
        return longest[0] if longest else None

    def idle(self) -> list[Connection]:
        """The connections without a request."""
        return list(self._by_step[Step.IDLE])


class Connections:
    """All connections of a worker.  When they take all places, one that waits for its client gives way."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._taken = 0
        self.waiting = Waiting(spared=max(1, places // _SPARED))

    @contextmanager
    def place(self, connection: Connection) -> Iterator[None]:
        """Hold a place for the connection while the block runs."""
        self._taken += 1
        if self._taken >= self._places:
            gevent.spawn(self._make_way)
        try:
            yield
        finally:
            connection.arrived()
            if not connection.ended:
                self._taken -= 1

    def _make_way(self) -> None:
        """End one as soon as one waits for its client, unless a place becomes free in the meantime."""
        while self._taken >= self._places:
            if longest := self.waiting.first():
                self._end(longest)
                return
            gevent.sleep(_GLANCE)

    def _end(self, connection: Connection) -> None:
        connection.arrived()  # so that the next one to give way is another
        connection.end()
        self._taken -= 1

    def end_idle(self) -> None:
        """Close the connections without a request."""
        for each in self.waiting.idle():
            self._end(each)


class Departures:
    """Tells greenlets that wait for the service when their client has closed its side of the connection.

    A read would not tell, because what the client sent before may still be unread.
    """

    def __init__(self) -> None:
        select: Any = monkey.get_original("select", ["epoll", "EPOLLRDHUP", "EPOLLONESHOT"])
        epoll, self._closed, once = select
        self._events = self._closed | once
        self._epoll = epoll()
        self._watched: dict[int, Connection] = {}
        self._watcher = gevent.get_hub().loop.io(self._epoll.fileno(), 1)
        self._watcher.start(self._tell)

    def watch(self, connection: Connection) -> None:
        """Raise ClientGone in the connection's greenlet when the client leaves."""
        handle = connection.socket.fileno()
        self._watched[handle] = connection
        self._epoll.register(handle, self._events)

    def forget(self, connection: Connection) -> None:
        """Stop watching: its client does not wait any more."""
        handle = connection.socket.fileno()
        self._watched.pop(handle, None)
        self._epoll.unregister(handle)

    def _tell(self) -> None:
        """Runs in the hub, so that each greenlet is still waiting when it is told."""
        for handle, _ in self._epoll.poll(0):
            if connection := self._watched.pop(handle, None):
                connection.greenlet.throw(ClientGone())
