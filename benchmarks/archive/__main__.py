"""Measure extraction from files: python -m benchmarks.archive [--only PART,...]

Prints the table; writes it to benchmarks/ARCHIVES.md if every part was measured (or with --write).
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from benchmarks.archive import measures, texts
from benchmarks.gold import ROOT
from benchmarks.speed.processes import Unavailable
from benchmarks.speed.report import Row, machine, table, unavailable, versions

ARCHIVES = ROOT / "benchmarks" / "ARCHIVES.md"
PARTS: dict[str, Callable[[Path, argparse.Namespace], list[Row]]] = {
    "cores": lambda folder, options: measures.cores(folder, options.articles, options.rounds),
    "http": lambda folder, options: measures.http(folder, options.articles, options.rounds),
    "kills": lambda folder, options: measures.kills(folder, options.articles),
    "memory": lambda folder, options: measures.memory(folder, options.many),
}


def parts(text: str) -> list[str]:
    """A comma-separated list of parts."""
    chosen = text.split(",")
    if unknown := set(chosen) - set(PARTS):
        there_are = ", ".join(PARTS)
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; there are {there_are}")
    return chosen


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.archive",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--only", type=parts, default=list(PARTS), metavar="PART,...", help=", ".join(PARTS))
    add("--articles", type=int, default=len(texts.texts()), help="of an archive; default: all that there are")
    add("--many", type=int, default=10_000, help="articles over which memory is measured")
    add("--rounds", type=int, default=3, help="how often each contender has its turn")
    add("--write", action="store_true", help="write ARCHIVES.md also after a part of the parts")
    return parser.parse_args()


def document(rows: Iterable[Row], seconds: float) -> str:
    """The whole of ARCHIVES.md."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return "\n".join(
        [
            "# Archives",
            "",
            "Written by `make archives` (`python -m benchmarks.archive`).  Rates are medians of runs,",
            "in turn, from the first article to the last, the models loaded; memory is of all processes.",
            "",
            f"- {date.today().isoformat()}, {seconds / 60:.0f} minutes, commit {commit}",
            f"- {machine()}",
            f"- {versions()}",
            f"- texts: {texts.name()}",
            "",
            table(rows),
            "",
        ]
    )


def main() -> None:
    """Measure, print, write."""
    options = arguments()
    print(f"{machine()}\n{versions()}\ntexts: {texts.name()}\n", flush=True)
    started = time.perf_counter()
    rows: list[Row] = []
    for part in options.only:
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = PARTS[part](Path(folder), options)
            except Unavailable as why:
                found = [unavailable(part, why)]
        print(table(found) + "\n", flush=True)
        rows += found
    if options.write or set(options.only) == set(PARTS):
        ARCHIVES.write_text(document(rows, time.perf_counter() - started), encoding="utf-8")
        print(f"written: {ARCHIVES}")


if __name__ == "__main__":
    main()
