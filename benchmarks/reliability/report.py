"""benchmarks/RELIABILITY.md: one row for each run, which the run replaces."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.speed.report import machine, versions

RELIABILITY = ROOT / "benchmarks" / "RELIABILITY.md"
NAMES = (
    *("schemathesis", "fuzz", "properties", "load", "kill", "soak", "growth"),
    *("lingering", "stalled", "unread", "many_quotations", "repetitions", "long_answers", "large_bodies"),
    *("batches", "descriptors", "shared_memory", "frozen_reader", "refusals", "pages", "memory"),
)
HEAD = """# Reliability

Written by `python -m benchmarks.reliability`, each row when its run was last made at full size: with the
date, the commit (+ where files had been changed since) and how busy the machine was with other things when it
began (load average of the minute before; on 2 cores, anything near 1 makes times worse than they are).
A row that says "before" is the same run on the service of an earlier commit.  The runs with a letter are the
ways in which one client could take the service down; they are made on one worker, the others on two.

- {machine}
- {versions}

| run | what | must | measured | met | when | busy |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """What was tried, what must hold, what was counted, and whether it holds."""

    what: str
    must: str
    measured: str
    met: bool


def write(name: str, row: Row, busy: float, served: Path = ROOT) -> None:
    """Put the row of the run `name` into the document, in place of its earlier one.

    `served` is the checkout that was measured; a row for another checkout than this one is a "before".
    """
    served = served.resolve()
    before = "" if served == ROOT else " before"
    text = RELIABILITY.read_text(encoding="utf-8") if RELIABILITY.exists() else ""
    rows = dict(re.findall(r"^(\| `\w+`(?: before)? )(\|.*)$", text, re.MULTILINE))
    cells = [row.what, row.must, row.measured, "yes" if row.met else "**no**"]
    cells += [f"{date.today().isoformat()}, {_commit(served)}", f"{busy:.1f}"]
    rows[f"| `{name}`{before} "] = f"| {' | '.join(cells)} |"
    keys = [f"| `{known}`{when} " for known in NAMES for when in (" before", "")]
    ordered = [key + rows[key] for key in keys if key in rows]
    head = HEAD.format(machine=machine(), versions=versions())
    RELIABILITY.write_text(head + "\n".join(ordered) + "\n", encoding="utf-8")


def _commit(checkout: Path) -> str:
    def git(*arguments: str) -> str:
        ran = subprocess.run(["git", *arguments], cwd=checkout, capture_output=True, text=True)
        return ran.stdout.strip()

    changed = git("status", "--porcelain", "--", "service", "tests", "openapi.yaml")
    return (git("rev-parse", "--short", "HEAD") or "no commit") + ("+" if changed else "")
