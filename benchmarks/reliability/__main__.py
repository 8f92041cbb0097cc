"""Reliability under load, faults and hostile requests: what takes too long for the tests.

    python -m benchmarks.reliability schemathesis  requests made from openapi.yaml
    python -m benchmarks.reliability fuzz          mutated seeds, random bytes, broken JSON
    python -m benchmarks.reliability properties    what holds for any text
    python -m benchmarks.reliability load          4 × saturation: each gets its own answer or 503
    python -m benchmarks.reliability kill          kill -9 of a process every 2 seconds under load
    python -m benchmarks.reliability soak          steady load: nothing lost, memory
    python -m benchmarks.reliability growth        twice the quotations in a sentence, about twice the work
    python -m benchmarks.reliability hostile       all of these, each against a witness:
        lingering stalled unread descriptors shared_memory    connections (A, B, H)
        many_quotations repetitions long_answers pages        texts (C, D, E, L)
        large_bodies batches frozen_reader refusals           bodies, batches, faults (F, G, I, K)
        memory                                                all that can be, on one server

Several may be named, and none means all, which takes an hour.  Each starts servers of its own on
this machine, prints what it counted and, when it ran at its full size, writes its row of
benchmarks/RELIABILITY.md.  `--server` has growth and the hostile runs serve another checkout, such as a
worktree of an earlier commit: their rows stand above those of this one, as "before".  The exit status is 1
where something did not hold.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.reliability import attacks_connections, attacks_load, attacks_texts, cases, faults, fuzz
from benchmarks.reliability.growth import growth
from benchmarks.reliability.hostile import Attack, hostile, memory
from benchmarks.reliability.report import NAMES, Row, write

ATTACKS = {
    "lingering": attacks_connections.LINGERING,
    "stalled": attacks_connections.STALLED,
    "unread": attacks_connections.UNREAD,
    "many_quotations": attacks_texts.MANY_QUOTATIONS,
    "repetitions": attacks_texts.REPETITIONS,
    "long_answers": attacks_texts.ANSWERS,
    "large_bodies": attacks_load.LARGE_BODIES,
    "batches": attacks_load.BATCHES,
    "descriptors": attacks_connections.DESCRIPTORS,
    "shared_memory": attacks_connections.SHARED_MEMORY,
    "frozen_reader": attacks_load.FROZEN_READER,
    "refusals": attacks_load.REFUSALS,
    "pages": attacks_texts.PAGES,
}


def _made(attack: Attack) -> Callable[[argparse.Namespace], Row]:
    return lambda options: hostile(attack, options.server)


RUNS: dict[str, Callable[[argparse.Namespace], Row]] = {
    "schemathesis": lambda options: cases.schemathesis(options.cases),
    "fuzz": lambda options: fuzz.fuzz(options.bodies),
    "properties": lambda options: cases.properties(options.examples),
    "load": lambda options: faults.load(options.seconds),
    "kill": lambda options: faults.kill(options.seconds),
    "soak": lambda options: faults.soak(options.soak),
    "growth": lambda options: growth(options.server),
    **{name: _made(attack) for name, attack in ATTACKS.items()},
    "memory": lambda options: memory(list(ATTACKS.values()), options.server),
}
assert set(RUNS) == set(NAMES)


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reliability",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="*", metavar="RUN", help=", ".join(RUNS))
    parser.add_argument("--seconds", type=float, default=60, help="for load and kill")
    parser.add_argument("--soak", type=float, default=600, help="seconds for soak")
    parser.add_argument("--bodies", type=int, default=100_000, help="for fuzz")
    parser.add_argument("--cases", type=int, default=600, help="of each address, for schemathesis")
    parser.add_argument("--examples", type=int, default=5000, help="of each property, for properties")
    served = "the checkout that growth and hostile runs serve"
    parser.add_argument("--server", type=Path, default=ROOT, metavar="DIR", help=served)
    options = parser.parse_args()
    if "hostile" in options.what:
        options.what = [*(name for name in options.what if name != "hostile"), *ATTACKS, "memory"]
    if unknown := set(options.what) - set(RUNS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(RUNS)}")
    full = all(
        getattr(options, name) >= parser.get_default(name)
        for name in ("seconds", "soak", "bodies", "cases", "examples")
    )
    good = True
    for name in options.what or RUNS:
        busy = os.getloadavg()[0]
        row = RUNS[name](options)
        print(f"{name}: {row.measured}: {'holds' if row.met else 'DOES NOT HOLD'}", flush=True)
        good &= row.met
        if full:
            write(name, row, busy, options.server)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
