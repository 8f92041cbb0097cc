"""The tests that generate their own cases, run with many more cases."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from benchmarks.gold import ROOT
from benchmarks.reliability.report import Row


def schemathesis(examples: int) -> Row:
    """Requests generated from openapi.yaml, so many for each address, with all checks."""
    passed, told = _pytest("tests/web/test_schemathesis.py", {"SCHEMATHESIS_EXAMPLES": str(examples)}, "-s")
    found = re.search(r"(\d+) generated", told)
    cases = int(found[1]) if found else 0
    failures = "0 failures" if passed else "failures"
    met = passed and cases >= 2000
    return Row("schemathesis, all checks", "0 failures in ≥ 2000 cases", f"{failures} in {cases} cases", met)


def properties(examples: int) -> Row:
    """What holds for any text, with so many cases for each property."""
    variables = {"PROPERTY_EXAMPLES": str(examples)}
    passed, told = _pytest("tests/web/test_properties.py", variables, "--hypothesis-show-statistics")
    generated = told[told.find("Hypothesis Statistics") :]
    counted = [int(count) for count in re.findall(r"generate phase.*\n(?:.*\n)*?.*?(\d+) passing", generated)]
    failures = "0 failures" if passed else "failures"
    told_counts = " + ".join(map(str, counted))
    met = passed and sum(counted) >= 5000
    return Row(
        "property tests", "0 failures in ≥ 5000 examples", f"{failures} in {told_counts} examples", met
    )


def _pytest(tests: str, variables: dict[str, str], *arguments: str) -> tuple[bool, str]:
    command = [sys.executable, "-m", "pytest", "-q", tests, *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True)
    print(ended.stdout[-3000:])
    return ended.returncode == 0, ended.stdout
