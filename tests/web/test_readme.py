"""A stranger's path: the clients of the README run as they stand there, and print what stands there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.exchange.table import COLUMNS
from tests.web.running import ROOT, RunningServer

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## From your own program")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"```(python|js|sh)\n(.*?)```\s+```text\n(.*?)```", SECTION, re.DOTALL)
HOST = "http://127.0.0.1:8000"
COMMANDS = {
    "python": [sys.executable, "-c"],
    "js": ["node", "--input-type=module", "-e"],
    "sh": ["sh", "-c"],
}


def test_there_is_a_client_in_python_javascript_and_shell_of_ten_lines_at_most() -> None:
    assert [language for language, _, _ in BLOCKS] == ["python", "js", "sh"]
    for _, code, _ in BLOCKS:
        assert HOST in code
        assert len([line for line in code.splitlines() if line]) <= 10


@pytest.mark.parametrize(("language", "code", "output"), BLOCKS, ids=[block[0] for block in BLOCKS])
def test_the_client_of_the_readme_prints_what_stands_below_it(
    server: RunningServer, tmp_path: Path, language: str, code: str, output: str
) -> None:
    command = COMMANDS[language]
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} to run the client with")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    code = code.replace(HOST, f"http://127.0.0.1:{server.port}")
    ran = subprocess.run([*command, code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (ran.stdout, ran.stderr, ran.returncode) == (output, "", 0)
    for table in tmp_path.glob("*.csv"):
        assert table.read_text().startswith(",".join(COLUMNS))


def test_the_first_command_of_the_readme_gets_the_quote_that_stands_below_it(server: RunningServer) -> None:
    ((command, shown),) = re.findall(r"```sh\n(curl .*?)```.*?```json\n(.*?)```", README, re.DOTALL)
    command = command.replace(HOST, f"http://127.0.0.1:{server.port}")
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert json.loads(shown) in json.loads(ran.stdout)["quotes"]


def test_the_readme_names_each_column_of_csv() -> None:
    told = README.partition("The columns of CSV:")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z_]+)`", told)
    with_places = [name + part for name in named[-6:-2] for part in ("", "_start", "_end")]
    assert (*named[:-6], *with_places) == COLUMNS


def test_each_file_that_the_readme_shows_is_there() -> None:
    for path in re.findall(r"!\[.*?\]\((.*?)\)", README):
        assert (ROOT / path).is_file()
