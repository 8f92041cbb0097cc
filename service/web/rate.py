"""How much each caller may ask in a minute, in one process.

It is the generic cell rate algorithm: an unused allowance grows to that of a minute, and no further.  It
keeps one number per caller and needs no timer.  flask-limiter takes one and a half times Flask's own time for
each request, and its storage needs a thread.
"""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address, ip_network

MINUTE = 60.0  # seconds
_MOST = 50_000  # callers that are remembered
_NETWORK = 64  # bits: whoever has one IPv6 address has all addresses of such a network


class Rate:
    """Allows each caller so many articles a minute."""

    def __init__(self, each_minute: int) -> None:
        self._step = MINUTE / each_minute
        self._used_up_to: dict[str, float] = {}  # when the caller will have all of its allowance again

    def take(self, caller: str, patience: float = 0.0, now: float | None = None) -> float:
        """Seconds until `caller` may have another article read; counts it unless they exceed `patience`."""
        now = time.monotonic() if now is None else now
        used = max(now, self._used_up_to.get(caller, now)) + self._step
        wait = max(0.0, used - now - MINUTE)
        if wait <= patience:
            if len(self._used_up_to) >= _MOST and caller not in self._used_up_to:
                self._forget(now)
            self._used_up_to[caller] = used
        return wait

    def _forget(self, now: float) -> None:
        """Forget callers with their full allowance; of the others keep only the _MOST // 2 that used most."""
        kept = sorted((end, caller) for caller, end in self._used_up_to.items() if end > now)
        self._used_up_to = {caller: end for end, caller in kept[-(_MOST // 2) :]}


def network_of(address: str) -> str:
    """The address or IPv6 network whose requests are counted together."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, _NETWORK), strict=False))
    return address
