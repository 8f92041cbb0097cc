"""Request bodies, read from the WSGI stream with bounds that hold for chunked ones too.

Werkzeug's own stream cuts a chunked body at its limit without a word; here it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gunicorn.http.errors import NoMoreData, ParseException

from service.exchange.problems import Problem, too_long
from service.web.arrival import arrival_of

PIECE = 65_536
LINE_PIECE = 4_096  # the server waits until a piece is full: lines are answered so many bytes late
_CLOSE = {"Connection": "close"}


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """`most` bytes are read, and of a longer body `drain` more are thrown away.

    A client that is still sending reads no answer: without the drain it would see a broken
    connection instead of the 413.
    """

    most: int
    drain: int


def read_body(environ: dict[str, Any], limits: BodyLimits) -> bytes:
    """The whole body; Problem too-long, broken-body or too-slow."""
    declared = _declared_length(environ)
    read = _reader(environ, declared)
    try:
        return _whole(read, declared, limits)
    finally:
        if arrival := arrival_of(environ):
            arrival.done()


def _whole(read: Callable[[int], bytes], declared: int | None, limits: BodyLimits) -> bytes:
    if declared is not None and declared > limits.most:
        _drain(read, limits.drain)
        raise too_long(limits.most, declared, "bytes")
    body = bytearray()
    while piece := read(min(PIECE, limits.most + 1 - len(body))):
        body += piece
        if len(body) > limits.most:
            _drain(read, limits.drain)
            raise too_long(limits.most, None, "bytes")
    return bytes(body)


def read_lines(environ: dict[str, Any], most: int) -> Iterator[bytes | Problem]:
    """The body's lines without their ends, each as it arrives; a Problem for one over `most` bytes.

    Never holds more than one line and one piece of the body.
    """
    held, skipped = bytearray(), 0
    for piece in _pieces(environ):
        *ends, rest = piece.split(b"\n")
        for end in ends:
            yield _line(held, end, skipped, most)
            held, skipped = bytearray(), 0
        if skipped or len(held) + len(rest) > most:
            skipped += len(held) + len(rest)
            held = bytearray()
        else:
            held += rest
    if held or skipped:
        yield _line(held, b"", skipped, most)


def _pieces(environ: dict[str, Any]) -> Iterator[bytes]:
    """The body in pieces, each with a time of its own to arrive in."""
    read, arrival = _reader(environ, _declared_length(environ)), arrival_of(environ)
    while True:
        if arrival:
            arrival.expect()
        piece = read(LINE_PIECE)
        if arrival:
            arrival.done()
        if not piece:
            return
        yield piece


def _line(held: bytearray, end: bytes, skipped: int, most: int) -> bytes | Problem:
    line = bytes(held + end).removesuffix(b"\r")
    size = skipped + len(line)
    return too_long(most, size, "bytes") if size > most else line


def _declared_length(environ: dict[str, Any]) -> int | None:
    """The Content-Length; None for a chunked body, whose end only its frames tell."""
    text = environ.get("CONTENT_LENGTH") or ""
    if text.isascii() and text.isdigit():
        return int(text)
    return None if environ.get("wsgi.input_terminated") else 0


def _reader(environ: dict[str, Any], declared: int | None) -> Callable[[int], bytes]:
    """A read that stays within the body and turns the server's failures into problems."""
    stream, arrival = environ["wsgi.input"], arrival_of(environ)
    left = declared

    def read(size: int) -> bytes:
        nonlocal left
        size = size if left is None else min(size, left)
        if not size:
            return b""
        broken = False
        try:
            piece: bytes = stream.read(size)
        except (ParseException, NoMoreData, OSError):  # TimeoutError among the last
            piece, broken = b"", True
        if not piece and (broken or left):
            if arrival and arrival.late:
                raise Problem("too-slow", "the body came too slowly", headers=_CLOSE)
            raise Problem("broken-body", "the body ended early or its framing is broken", headers=_CLOSE)
        if left is not None:
            left -= len(piece)
        return piece

    return read


def _drain(read: Callable[[int], bytes], most: int) -> None:
    try:
        while most > 0 and (piece := read(PIECE)):
            most -= len(piece)
    except Problem:
        pass  # the answer is the same however the rest of the body ends
