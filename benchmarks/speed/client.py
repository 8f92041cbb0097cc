"""A client of the service that needs little processor time, because it runs on the cores that it measures."""

from __future__ import annotations

import json
import re
import socket
from typing import Self

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
PIECE = 65_536


def request_body(text: str) -> bytes:
    """The request object for a text."""
    return json.dumps({"text": text}).encode()


class Client:
    """A client on one connection, which is kept until `close`; reads answers that state their length."""

    def __init__(self, port: int, patience: float) -> None:
        self._address = ("127.0.0.1", port)
        self._patience = patience
        self._connection: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next request opens another one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def post(self, body: bytes) -> int:
        """Ask for the quotes of the text in a request body; returns the status."""
        return self.request("POST", "/v1/quotes", body)

    def request(self, method: str, path: str, body: bytes = b"") -> int:
        """Send one request and read the whole answer; returns the status.  Raises OSError if none comes."""
        if self._connection is None:
            self._connection = socket.create_connection(self._address, self._patience)
        entity = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        self._connection.sendall(
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{entity}\r\n".encode() + body
        )
        answered = self._answer(self._connection)
        if CLOSING.search(answered):
            self.close()
        return int(answered.split(None, 2)[1])

    def _answer(self, connection: socket.socket) -> bytes:
        """The head of an answer, after its body has been read."""
        received, end = b"", -1
        while end < 0:
            received += self._piece(connection)
            end = received.find(b"\r\n\r\n")
        head = received[:end]
        length = LENGTH.search(head)
        if length is None:
            raise ConnectionError("the answer does not tell its length")
        left = end + 4 + int(length[1]) - len(received)
        while left > 0:
            left -= len(self._piece(connection))
        return head

    def _piece(self, connection: socket.socket) -> bytes:
        piece = connection.recv(PIECE)
        if not piece:
            self.close()
            raise ConnectionError("the answer is cut off")
        return piece
