"""Values over sockets between processes of the same program."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("=Q")
_PIECE = 65_536  # bytes asked for at once; most values fit


def send(to: socket.socket, value: Any) -> None:
    """Send `value`; raises OSError if the other side is gone."""
    to.sendall(_data(value))


def begin_to_send(to: socket.socket, value: Any) -> bytes:
    """Send as much of `value` as fits before anybody reads; returns the remaining bytes."""
    data = _data(value)
    return data[to.send(data) :]


def _data(value: Any) -> bytes:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def receive(source: socket.socket) -> Any:
    """The next value, which must be the last one.  Raises OSError or EOFError if the other side is gone."""
    data = _piece(source, _PIECE)
    while len(data) < _LENGTH.size:
        data += _piece(source, _PIECE)
    (size,) = _LENGTH.unpack_from(data)
    value = bytearray(size)
    view, filled = memoryview(value), len(data) - _LENGTH.size
    view[:filled] = data[_LENGTH.size :]
    while filled < size:
        count = source.recv_into(view[filled:])
        if not count:
            raise EOFError
        filled += count
    return pickle.loads(value)


def receive_byte(source: socket.socket) -> bytes:
    """One byte, as it is.  Raises OSError or EOFError if the other side is gone."""
    return _piece(source, 1)


def _piece(source: socket.socket, size: int) -> bytes:
    """At least one byte and at most `size`; raises EOFError if the other side is gone."""
    if data := source.recv(size):
        return data
    raise EOFError
