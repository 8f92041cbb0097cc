"""The container's check: python -I service/healthcheck.py exits with 0, or with 1 and says what is wrong.

It fails if nothing answers, or if no process that reads articles does.  It does not fail if all are busy:
restarting a busy service would only make its other instances busier.  It imports nothing of the service,
because it starts anew every few seconds.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
from collections.abc import Mapping

_PATIENCE = 5.0  # seconds
_BUSY = "/problems/saturated"
_EVERY_ADDRESS = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}


def wrong(environment: Mapping[str, str]) -> str | None:
    """What is wrong with the service that was started with these settings; None if nothing is."""
    host = environment.get("HOST", "")
    address = _EVERY_ADDRESS.get(host, host)
    connection = http.client.HTTPConnection(address, int(environment.get("PORT") or 8000), timeout=_PATIENCE)
    try:
        connection.request("GET", "/ready")  # answered without QUOTES_PREFIX, too
        answer = connection.getresponse()
        told = answer.read()
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {error!r}"
    finally:
        connection.close()
    if answer.status == 200 or _busy(answer.status, told):
        return None
    return f"{answer.status}: {told[:500].decode(errors='replace')}"


def _busy(status: int, told: bytes) -> bool:
    """Is it a refusal because all are busy?  Below a prefix, the problem's type begins with the prefix."""
    try:
        problem = json.loads(told)
    except ValueError:
        return False
    return status == 503 and isinstance(problem, dict) and str(problem.get("type")).endswith(_BUSY)


if __name__ == "__main__":
    sys.exit(wrong(os.environ))
