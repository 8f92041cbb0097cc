"""Twice the quotations in a sentence take about twice the processor time, up to 400 of them."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from benchmarks.reliability.report import Row

NUMBERS = (50, 100, 200, 400)
MOST = 2.5
_SECONDS = 90  # of processor time for one kind of sentence, whatever else runs
SENTENCES = {
    "English": ("“a,” he said, ", "en"),
    "English clauses": ("the “bad plan” and ", "en"),
    "French": ("« a », dit-il, ", "fr"),
    "French clauses": ("le « mauvais plan » et ", "fr"),
}
# Runs in the measured checkout, perhaps an older one; prints seconds, one number after the other.
_MEASURING = """
import json, resource, sys, time
from service import Extractor
extractor = Extractor()
unit, language, seconds, *numbers = json.loads(sys.argv[1])
most = int(time.process_time()) + seconds
resource.setrlimit(resource.RLIMIT_CPU, (most, most))
begin = {"en": "Anna Smith said that ", "fr": "Anna Martin a dit que "}[language]
for number in numbers:
    times = []
    for _ in range(3):
        began = time.process_time()
        extractor.extract(begin + unit * number, language=language, types=("direct", "mixed", "indirect"))
        times.append(time.process_time() - began)
        if times[0] > 2:
            break
    print(min(times), flush=True)
"""


def growth(root: Path) -> Row:
    """Each kind of sentence in a process of its own, which ends after a fixed time."""
    told, held = [], True
    for name, (unit, language) in SENTENCES.items():
        times = _times(root, unit, language)
        ratios = [later / earlier for earlier, later in pairwise(times)]
        whole = len(times) == len(NUMBERS)
        held &= whole and max(ratios) <= MOST
        seconds = ", ".join(f"{each:.2f}" for each in times) + ("" if whole else f", none in {_SECONDS}")
        told.append(f"{name} {seconds} s ({' '.join(f'{ratio:.1f} ×' for ratio in ratios)})")
    what = f"processor time for {', '.join(map(str, NUMBERS))} quotations in one sentence, all types"
    return Row(what, f"≤ {MOST} × for twice as many", "; ".join(told), held)


def _times(root: Path, unit: str, language: str) -> list[float]:
    """The seconds for each of NUMBERS, as far as they were reached."""
    given = json.dumps([unit, language, _SECONDS, *NUMBERS])
    command = [sys.executable, "-c", _MEASURING, given]
    printed = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=False).stdout
    return [float(line) for line in printed.splitlines()]
