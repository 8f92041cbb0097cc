"""A limit on the bodies of requests that have not been let in yet."""

from __future__ import annotations

from threading import Lock

from service.exchange.problems import Problem, retry_later
from service.web.client import Client


class Room:
    """Holds at most so many bytes of bodies at once, in one process.

    When they are used up, the client that has been sending longest gives way: it is gone or slow.
    """

    def __init__(self, most: int, retry_after: int) -> None:
        self._most = most
        self._retry_after = retry_after
        self._held: dict[Client, int] = {}  # in the order in which they began to send
        self._lock = Lock()

    def take(self, client: Client, count: int) -> bool:
        """Reserve room for `count` more bytes of the body of `client`; False if there is none."""
        with self._lock:
            while sum(self._held.values()) + count > self._most:
                slowest = next((each for each in self._held if each is not client and each.give_way()), None)
                if slowest is None:
                    return False
                del self._held[slowest]
            self._held[client] = self._held.get(client, 0) + count
            return True

    def full(self) -> Problem:
        """The problem for a client that finds no room or has had to give way."""
        told = f"more than {self._most} bytes of requests are arriving"
        return retry_later("saturated", told, self._retry_after)

    def leave(self, client: Client) -> None:
        """Release what `client` holds."""
        with self._lock:
            self._held.pop(client, None)
