"""How much each caller may ask in a minute, in one process.

The generic cell rate algorithm: an allowance that was not used grows to that of a minute, and no further.  It
keeps one number a caller and needs no clock that ticks; flask-limiter takes one and a half times Flask's own
time for each request, and its storage a thread.
"""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address, ip_network

MINUTE = 60.0  # seconds
_MOST = 50_000  # callers that are remembered
_NETWORK = 64  # bits: of IPv6, whoever has one address has all of such a network


class Rate:
    """So many articles a minute of each caller."""

    def __init__(self, each_minute: int) -> None:
        self._step = MINUTE / each_minute
        self._used_up_to: dict[str, float] = {}  # when the caller will have all of its allowance again

    def take(self, caller: str, patience: float = 0.0, now: float | None = None) -> float:
        """Seconds after which `caller` may have one article more read: past `patience` it is not counted."""
        now = time.monotonic() if now is None else now
        used = max(now, self._used_up_to.get(caller, now)) + self._step
        wait = max(0.0, used - now - MINUTE)
        if wait <= patience:
            if len(self._used_up_to) >= _MOST and caller not in self._used_up_to:
                self._forget(now)
            self._used_up_to[caller] = used
        return wait

    def _forget(self, now: float) -> None:
        """Forget those who have all of their allowance; where they are few, the half that has used least."""
        kept = sorted((end, caller) for caller, end in self._used_up_to.items() if end > now)
        self._used_up_to = {caller: end for end, caller in kept[-(_MOST // 2) :]}


def network_of(address: str) -> str:
    """Who is counted together with an address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, _NETWORK), strict=False))
    return address
