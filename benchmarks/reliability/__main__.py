"""Reliability under load, faults and hostile requests: what takes too long for the tests.

    python -m benchmarks.reliability schemathesis  requests made from openapi.yaml
    python -m benchmarks.reliability fuzz          mutated seeds, random bytes, broken JSON
    python -m benchmarks.reliability properties    what holds for any text
    python -m benchmarks.reliability load          4 × saturation: each gets its own answer or 503
    python -m benchmarks.reliability kill          kill -9 of a process every 2 seconds under load
    python -m benchmarks.reliability soak          steady load: nothing lost, memory

Several may be named, and none means all, which takes half an hour.  Each starts servers of its own on
this machine, prints what it counted and, when it ran at its full size, writes its row of
benchmarks/RELIABILITY.md.  The exit status is 1 where something did not hold.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from benchmarks.reliability import cases, faults, fuzz
from benchmarks.reliability.report import NAMES, Row, write

RUNS: dict[str, Callable[[argparse.Namespace], Row]] = {
    "schemathesis": lambda options: cases.schemathesis(options.cases),
    "fuzz": lambda options: fuzz.fuzz(options.bodies),
    "properties": lambda options: cases.properties(options.examples),
    "load": lambda options: faults.load(options.seconds),
    "kill": lambda options: faults.kill(options.seconds),
    "soak": lambda options: faults.soak(options.soak),
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
    options = parser.parse_args()
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
            write(name, row, busy)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
