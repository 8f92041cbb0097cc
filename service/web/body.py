"""Request bodies, read from the WSGI stream within limits that also hold for chunked bodies.

Werkzeug's own stream silently cuts a chunked body at its limit; here such a body is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from gunicorn.http.errors import NoMoreData, ParseException

from service.exchange.problems import Problem, too_long
from service.web import compression
from service.web.client import KEY, client_of
from service.web.room import Room

PIECE = 65_536
LINE_PIECE = 4_096  # the server waits until a piece is full: lines are answered so many bytes late


@contextmanager
def whole_body(environ: dict[str, Any], most: int, room: Room) -> Iterator[bytes]:
    """The whole body, which takes up `room` while the block runs.

    Raises Problem too-long (over `most` bytes), broken-body, too-slow, or saturated if there is no room.  A
    body that is too long by its declared length is not asked for; the server throws away what comes of it.
    """
    declared = _declared_length(environ)
    if declared is not None and declared > most:
        raise too_long(most, declared, "bytes")
    client = client_of(environ)
    read, body = _reader(environ, declared, room), bytearray()
    try:
        with client.sending():
            while piece := read(min(PIECE, most + 1 - len(body))):
                if not room.take(client, len(piece)):
                    raise room.full()
                body += piece
                if len(body) > most:
                    raise too_long(most, None, "bytes")
        yield bytes(body)
    finally:
        room.leave(client)


@contextmanager
def gathered(environ: dict[str, Any], most: int, room: Room) -> Iterator[dict[str, Any]]:
    """The request with its body already read, so that it waits for no client.

    It takes up `room` while the block runs.  Raises the problems of `whole_body`.
    """
    with whole_body(environ, most, room) as body:
        head = {name: value for name, value in environ.items() if name not in (KEY, "HTTP_CONTENT_ENCODING")}
        yield head | {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def read_lines(environ: dict[str, Any], most: int, room: Room) -> Iterator[bytes | Problem]:
    """The lines of the body without their ends, each as it arrives.

    Yields a Problem for a line over `most` bytes, and for one that finds no `room`.  Never holds more than
    one line and one piece of the body.
    """
    client = client_of(environ)
    held, skipped, refused = bytearray(), 0, False
    try:
        for piece in _pieces(environ, room):
            *ends, rest = piece.split(b"\n")
            for end in ends:
                yield room.full() if refused else _line(held, end, skipped, most)
                if held or skipped or refused:
                    held, skipped, refused = bytearray(), 0, False
                    room.leave(client)
            if skipped or refused or len(held) + len(rest) > most:
                skipped += len(held) + len(rest)
                held = bytearray()
                room.leave(client)
            elif room.take(client, len(rest)):
                held += rest
            else:
                held, refused = bytearray(), True
                room.leave(client)
        if held or skipped or refused:
            yield room.full() if refused else _line(held, b"", skipped, most)
    finally:
        room.leave(client)


def _pieces(environ: dict[str, Any], room: Room) -> Iterator[bytes]:
    """The body in pieces, each of which has a time limit of its own."""
    read, client = _reader(environ, _declared_length(environ), room), client_of(environ)
    while True:
        with client.sending():
            piece = read(LINE_PIECE)
        if not piece:
            return
        yield piece


def _line(held: bytearray, end: bytes, skipped: int, most: int) -> bytes | Problem:
    line = bytes(held + end).removesuffix(b"\r")
    size = skipped + len(line)
    return too_long(most, size, "bytes") if size > most else line


def _declared_length(environ: dict[str, Any]) -> int | None:
    """The Content-Length; None for a chunked body, whose frames mark its end; 0 if there is no body."""
    text = environ.get("CONTENT_LENGTH") or ""
    if text.isascii() and text.isdigit():
        return int(text)
    return None if environ.get("wsgi.input_terminated") else 0


def _reader(environ: dict[str, Any], declared: int | None, room: Room) -> Callable[[int], bytes]:
    """A function that reads within the body and turns the server's errors into problems."""
    stream, client = environ["wsgi.input"], client_of(environ)
    left = declared

    def read(size: int) -> bytes:
        nonlocal left
        size = size if left is None else min(size, left)
        if not size:
            return b""
        broken = False
        try:
            piece: bytes = stream.read(size)
        except TimeoutError:
            raise Problem("too-slow", "the body came too slowly") from None
        except (ParseException, NoMoreData, OSError):
            piece, broken = b"", True
        if not piece and (broken or left):
            if client.gave_way:
                raise room.full()
            raise Problem("broken-body", "the body ended early or its framing is broken")
        if left is not None:
            left -= len(piece)
        return piece

    compressed = environ.get("HTTP_CONTENT_ENCODING", "").strip().lower() in compression.GZIP
    return compression.unzipped(read) if compressed else read
