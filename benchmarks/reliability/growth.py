"""Twice the quotations in a sentence, about twice the work: processor time, up to 400 of them."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from benchmarks.reliability.report import Row

NUMBERS = (50, 100, 200, 400)
MOST = 2.5
_SECONDS = 90.0  # for one kind of sentence
SENTENCES = {
    "English": ("“a,” he said, ", "en"),
    "English clauses": ("the “bad plan” and ", "en"),
    "French": ("« a », dit-il, ", "fr"),
    "French clauses": ("le « mauvais plan » et ", "fr"),
}
# Runs in the checkout that is measured; prints seconds, one number after the other.
_MEASURING = """
import sys, json, time
from service.exchange.reading import load
from service.extraction.model import QUOTE_TYPES, Options
extract = load()
unit, language, *numbers = json.loads(sys.argv[1])
begin = {"en": "Anna Smith said that ", "fr": "Anna Martin a dit que "}[language]
for number in numbers:
    times = []
    for _ in range(3):
        began = time.process_time()
        extract(begin + unit * number, Options(language, QUOTE_TYPES))
        times.append(time.process_time() - began)
        if times[0] > 2:
            break
    print(min(times), flush=True)
"""


def growth(root: Path) -> Row:
    """Each kind of sentence in a process of its own, given up after a time."""
    told, held = [], True
    for name, (unit, language) in SENTENCES.items():
        times = _times(root, unit, language)
        ratios = [later / earlier for earlier, later in pairwise(times)]
        whole = len(times) == len(NUMBERS)
        held &= whole and max(ratios) <= MOST
        seconds = ", ".join(f"{each:.2f}" for each in times) + ("" if whole else f", none in {_SECONDS:.0f}")
        told.append(f"{name} {seconds} s ({' '.join(f'{ratio:.1f} ×' for ratio in ratios)})")
    what = f"processor time for {', '.join(map(str, NUMBERS))} quotations in one sentence, all types"
    return Row(what, f"≤ {MOST} × for twice as many", "; ".join(told), held)


def _times(root: Path, unit: str, language: str) -> list[float]:
    """Seconds for each of NUMBERS, as far as they were reached."""
    command = [sys.executable, "-c", _MEASURING, json.dumps([unit, language, *NUMBERS])]
    measuring = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        printed, _ = measuring.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        measuring.kill()
        printed, _ = measuring.communicate()
    return [float(line) for line in printed.splitlines()]
