"""The client of a request, as far as the application needs to know what the service waits for."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

KEY = "quotes.client"


class ClientGone(BaseException):
    """The client closed its connection while its request waited; no handler of exceptions may catch this."""


class Client:
    """A client that is never late and never leaves: used where our server is not in front."""

    gave_way = False  # was the arrival of its body cut off to make room for others?

    def sending(self) -> AbstractContextManager[None]:
        """Wrap the reading of a body or a piece of it; reads raise TimeoutError when time is up."""
        return nullcontext()

    def waiting(self) -> AbstractContextManager[None]:
        """Wrap a wait on behalf of the client; raises ClientGone if the client leaves."""
        return nullcontext()

    def give_way(self) -> bool:
        """Cut off the arrival of its body to make room for others; False if no body is arriving."""
        return False


def client_of(environ: dict[str, Any]) -> Client:
    """The client of a request."""
    client: Client | None = environ.get(KEY)
    return client or Client()
