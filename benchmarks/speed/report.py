"""What was measured beside what is required, as a table and as benchmarks/SPEED.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.gold import ROOT

SPEED = ROOT / "benchmarks" / "SPEED.md"
PACKAGES = ("spacy", "thinc", "numpy", "textacy", "flask", "gunicorn")


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None if nothing is required or nothing was measured."""

    what: str
    must: str
    aim: str
    measured: str
    met: bool | None = None


def at_least(what: str, must: float, aim: float | None, value: float, note: str = "") -> Row:
    """A ratio with a lower limit."""
    wish = "" if aim is None else f"{aim:g} ×"
    return Row(what, f"≥ {must:g} ×", wish, f"{value:.2f} ×{note}", value >= must)


def at_most(what: str, must: float, aim: float | None, value: float, unit: str, note: str = "") -> Row:
    """A quantity with an upper limit."""
    wish = "" if aim is None else f"{aim:g} {unit}"
    return Row(what, f"≤ {must:g} {unit}", wish, f"{value:.2f} {unit}{note}", value <= must)


def unavailable(what: str, why: object) -> Row:
    """A line for what could not be measured, with the reason."""
    return Row(what, "", "", f"not measured: {why}")


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    verdicts = {True: "yes", False: "**no**", None: ""}
    lines = ["| | must | aim | measured | met |", "|---|---|---|---|---|"]
    lines += [f"| {r.what} | {r.must} | {r.aim} | {r.measured} | {verdicts[r.met]} |" for r in rows]
    return "\n".join(lines)


def machine() -> str:
    """Processor, cores and memory."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def versions() -> str:
    """Python's and the packages' versions."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def document(rows: Iterable[Row], corpora: str, seconds: float) -> str:
    """The whole of SPEED.md."""
    return "\n".join(
        [
            "# Speed",
            "",
            "Written by `python -m benchmarks.speed` (`make speed`).  "
            "Contenders run in processes of their own,",
            "in turn, with one thread each; figures are medians of several rounds of one run.",
            "Words/s are of processor time, each article read once, after others of the same kind; so is",
            "the growth with the text.",
            "",
            f"- {date.today().isoformat()}, {seconds / 60:.0f} minutes",
            f"- {machine()}",
            f"- {versions()}",
            f"- texts: {corpora}",
            "",
            table(rows),
            "",
        ]
    )
