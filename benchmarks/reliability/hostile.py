"""One unprivileged client against all others: each way in which one has taken the service down before.

The letters are those under which these ways are reported.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.hostile_server import HostileServer
from benchmarks.reliability.report import Row
from benchmarks.reliability.witness import PATIENCE, SLOWEST_HEALTH, Witness

_CALM = 3  # seconds during which the witness is alone, before and after
MOST_MEMORY = 1.3  # times the memory before
MUST = (
    f"/health ≤ {SLOWEST_HEALTH:g} s throughout, no worker lost, ordinary articles answered"
    f" within {PATIENCE:.0f} s (refusals with Retry-After included)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the hostile client saw, and whether that is right."""

    told: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class Attack:
    """`what` is sent to a server started with `environment` through the command `before`.

    `must` is what has to hold besides what always has to.  `afterwards` needs a server that nobody else asks,
    and so it runs after the witness has left.
    """

    letter: str
    what: str
    run: Callable[[HostileServer], Outcome]
    must: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()
    afterwards: Callable[[HostileServer], Outcome] = lambda _server: Outcome("")


def hostile(attack: Attack, root: Path) -> Row:
    """Make `attack` on a server of the checkout at `root`, with a witness beside it."""
    with HostileServer(root, attack.environment, attack.before) as server:
        with Witness(server) as witness:
            time.sleep(_CALM)
            before = server.memory()
            outcome = attack.run(server)
            time.sleep(_CALM)
        server.settle()
        after = server.memory()
        later = attack.afterwards(server)
    memory = f"memory {before:.0f} → {after:.0f} MB"
    measured = "; ".join(filter(None, (witness.told(), outcome.told, later.told, memory)))
    must = "; ".join(filter(None, (MUST, attack.must)))
    held = witness.holds() and outcome.held and later.held
    return Row(f"{attack.letter}: {attack.what}", must, measured, held)


def memory(attacks: Sequence[Attack], root: Path) -> Row:
    """All `attacks` that do not need a server of their own, one after the other on one server."""
    common = [attack for attack in attacks if not attack.environment and not attack.before]
    with HostileServer(root, {}) as server:
        with Witness(server):
            time.sleep(_CALM)
        before, told = server.memory(), []
        for attack in common:
            attack.run(server)
            server.settle()
            told.append(f"{attack.letter} {server.memory():.0f}")
            print(f"memory (MB) after {told[-1]}", flush=True)
        with Witness(server) as witness:
            time.sleep(_CALM)
        after = server.memory()
    measured = f"{before:.0f} MB before; after {', '.join(told)}; {after / before:.2f} × at the end"
    what, must = "what all processes hold after all hostile runs", f"≤ {MOST_MEMORY} × that before"
    return Row(what, must, measured, after <= MOST_MEMORY * before and witness.holds())
