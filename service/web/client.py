"""Who asked: what the service waits for on a connection, as far as the application needs to know."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

KEY = "quotes.client"


class ClientGone(BaseException):
    """The client closed its connection while its request waited; no handler of exceptions may take it."""


class Client:
    """A client that is never late and never leaves, as there is without our server."""

    gave_way = False  # was the body's arrival ended to make room for others?

    def sending(self) -> AbstractContextManager[None]:
        """While the client is to send its body or a piece of it; reads raise TimeoutError past its time."""
        return nullcontext()

    def waiting(self) -> AbstractContextManager[None]:
        """While the client waits; ClientGone where it leaves."""
        return nullcontext()

    def give_way(self) -> bool:
        """End the arrival of its body to make room for others; False where it is not in arrival."""
        return False


def client_of(environ: dict[str, Any]) -> Client:
    """The client of a request."""
    client: Client | None = environ.get(KEY)
    return client or Client()
