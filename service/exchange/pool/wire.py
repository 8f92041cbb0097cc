"""Values over sockets between processes of the same program."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("=Q")


def send(to: socket.socket, value: Any) -> None:
    """Send `value`; OSError where the other side is gone."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    to.sendall(_LENGTH.pack(len(data)) + data)


def receive(source: socket.socket) -> Any:
    """The value that comes; OSError or EOFError where the other side is gone."""
    (size,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
    return pickle.loads(_exactly(source, size))


def receive_byte(source: socket.socket) -> bytes:
    """One byte as it is; OSError or EOFError where the other side is gone."""
    return bytes(_exactly(source, 1))


def _exactly(source: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view, filled = memoryview(data), 0
    while filled < size:
        count = source.recv_into(view[filled:])
        if not count:
            raise EOFError
        filled += count
    return data
