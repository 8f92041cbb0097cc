"""The command line as a process of its own, measured from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.speed.processes import ONE_THREAD

_SUMMARY = re.compile(r"^([\d,]+) articles?, ([\d.]+) a second", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """A whole run: its articles, articles per second once the models are loaded, seconds in all."""

    articles: int
    rate: float
    seconds: float


def begin(articles: Path, output: Path, workers: int, *options: str) -> subprocess.Popen[str]:
    """Begin to extract."""
    command = [sys.executable, "-m", "service", "extract", str(articles), "-o", str(output)]
    return subprocess.Popen(
        [*command, "--workers", str(workers), *options],
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], started: float) -> Run:
    """Wait for the end of a run; raises RuntimeError unless all is well."""
    _, told = process.communicate()
    summary = _SUMMARY.search(told)
    if process.returncode or not summary:
        raise RuntimeError(f"exit code {process.returncode}: {told.strip()}")
    return Run(int(summary[1].replace(",", "")), float(summary[2]), time.perf_counter() - started)


def run(articles: Path, output: Path, workers: int, *options: str) -> Run:
    """Extract from `articles` into `output`, replacing what is there."""
    started = time.perf_counter()
    return finish(begin(articles, output, workers, "--overwrite", *options), started)
