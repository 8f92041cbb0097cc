"""Measure speed and memory: python -m benchmarks.speed [--only PART,...]

Prints the table; writes it to benchmarks/SPEED.md if every part was measured (or with --write).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks.speed import extraction, parts_read, serving
from benchmarks.speed.processes import Unavailable
from benchmarks.speed.report import SPEED, Row, document, machine, table, unavailable, versions
from benchmarks.speed.texts import corpus_names

PARTS: dict[str, Callable[[argparse.Namespace], list[Row]]] = {
    "extraction": lambda options: extraction.extraction(options.words, options.rounds),
    "accuracy": lambda options: parts_read.accuracy(),
    "growth": lambda options: extraction.growth(options.rounds),
    "http": lambda options: serving.overhead(options.requests),
    "workers": lambda options: serving.workers(options.rounds),
    "memory": lambda options: serving.memory(),
    "ready": lambda options: serving.ready(3),
}


def parts(text: str) -> list[str]:
    """A comma-separated list of parts."""
    chosen = text.split(",")
    if unknown := set(chosen) - set(PARTS):
        raise argparse.ArgumentTypeError(
            f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}"
        )
    return chosen


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", type=parts, default=list(PARTS), metavar="PART,...", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender has its turn")
    parser.add_argument("--words", type=int, default=13_000, help="words of text for each turn")
    parser.add_argument("--requests", type=int, default=200, help="requests for the HTTP path")
    parser.add_argument("--write", action="store_true", help="write SPEED.md also after a part of the parts")
    return parser.parse_args()


def main() -> None:
    """Measure, print, write."""
    options = arguments()
    corpora = f"English {corpus_names('en')}; French {corpus_names('fr')}"
    print(f"{machine()}\n{versions()}\ntexts: {corpora}\n", flush=True)
    started = time.perf_counter()
    rows: list[Row] = []
    for part in options.only:
        try:
            found = PARTS[part](options)
        except Unavailable as why:
            found = [unavailable(part, why)]
        print(table(found) + "\n", flush=True)
        rows += found
    if options.write or set(options.only) == set(PARTS):
        SPEED.write_text(document(rows, corpora, time.perf_counter() - started), encoding="utf-8")
        print(f"written: {SPEED}")


if __name__ == "__main__":
    main()
