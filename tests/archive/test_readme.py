"""What the README says of archives runs as it stands there, and prints what stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.archive import command
from tests.archive.running import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## Archives\n")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"```(python|sh)\n(.*?)```\s+```text\n(.*?)```", SECTION, re.DOTALL)
COMMANDS = {"python": [sys.executable, "-c"], "sh": ["sh", "-c"]}


def _printed(output: str) -> str:
    """The output but for confidences, which change with every calibration, and blanks that end lines."""
    lines = (line.rstrip() for line in output.strip().splitlines())
    return "\n".join(re.sub(r"\d+%", "…", line) for line in lines)


def test_the_section_shows_the_command_and_the_api() -> None:
    assert [language for language, _, _ in BLOCKS] == ["sh", "sh", "python"]


@pytest.mark.parametrize(("language", "code", "output"), BLOCKS)
def test_what_the_readme_shows_prints_what_stands_below_it(
    tmp_path: Path, language: str, code: str, output: str
) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [*COMMANDS[language], code],
        cwd=tmp_path,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (_printed(ran.stdout), ran.stderr, ran.returncode) == (_printed(output), "", 0)


def test_the_readme_has_every_exit_code() -> None:
    told = re.findall(r"^\| ([\d, ]+) \|", SECTION, re.MULTILINE)
    codes = {command.WELL, command.SOME_REFUSED, command.CANNOT, 130, 143}
    assert {int(code) for cell in told for code in cell.split(", ")} == codes
