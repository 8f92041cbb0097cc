"""README.md and docs/: what they show runs as shown, and prints what is shown."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.archive import command
from service.exchange.table import COLUMNS
from tests.documents import DOCUMENTS, ROOT, Block, block, blocks, section, text
from tests.web.running import RunningServer

HOST = "http://127.0.0.1:8000"
COMMANDS = {
    "python": [sys.executable, "-c"],
    "js": ["node", "--input-type=module", "-e"],
    "sh": ["sh", "-c"],
}
ALL = [block for document in DOCUMENTS for block in blocks(document)]
OF_OTHERS = ("docs/spark.md", "docs/install.md")  # these need more, and have tests of their own
RUN_HERE = [found for found in ALL if found.printed is not None and found.document not in OF_OTHERS]
ELSEWHERE = {
    "README.md: make serve": "the dry runs below",
    "README.md: curl ": "the test of the first command",
    "README.md: make explain": "tests/test_explain.py",
    "README.md: {": "the same",
    "docs/run.md: docker build": "the step of .ci/run that builds the container and asks it",
    "docs/proxy.md: upstream": "tests/web/test_proxies.py",
    "docs/proxy.md: defaults": "the same",
    "docs/proxy.md: python -m service key": "tests/web/test_door.py",
    "docs/proxy.md: http:": "the test of the form of what was not run",
    "docs/proxy.md: apiVersion": "the same",
    "docs/call.md: pip install": "tests/web/test_generated_client.py",
    "docs/call.md: from quotes_client": "the same",
    "docs/install.md: pip install": "tests/test_installed.py",
    "docs/install.md: import spacy": "the same",
    "docs/how-it-works.md: service/": "the test of the picture of the folders",
    "docs/add-an-institution.md: [institutions": "tests/web/test_start.py",
    "docs/spark.md: PYTHONPATH=. spark-submit --master …": "nothing: it needs a cluster, and says so",
    "docs/spark.md: PYTHONPATH=. spark-submit --master 'local[*]'": "tests/spark/test_documents.py",
    "docs/spark.md: from service.spark": "the same",
}


def _printed(output: str) -> str:
    """The output without confidences (each calibration changes them) and blanks at line ends."""
    lines = (line.rstrip() for line in output.strip().splitlines())
    return "\n".join(re.sub(r"\d+%", "…", line) for line in lines)


def _run(code: str, language: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in the folder, as after `make serve`; `python` is that of the environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [*COMMANDS[language], code],
        cwd=folder,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("shown", ALL, ids=str)
def test_every_block_of_code_is_run_by_a_test(shown: Block) -> None:
    assert shown in RUN_HERE or any(str(shown).startswith(beginning) for beginning in ELSEWHERE)


@pytest.mark.parametrize("shown", RUN_HERE, ids=str)
def test_what_the_documents_show_prints_what_stands_below_it(
    shown: Block, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if shutil.which(COMMANDS[shown.language][0]) is None:
        pytest.skip(f"there is no {COMMANDS[shown.language][0]} to run it with")
    for folder in ("seeds", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    code = shown.code
    if HOST in code:
        server: RunningServer = request.getfixturevalue("server")
        code = code.replace(HOST, f"http://127.0.0.1:{server.port}")
    ran = _run(code, shown.language, tmp_path)
    assert (_printed(ran.stdout), ran.stderr, ran.returncode) == (_printed(shown.printed or ""), "", 0)
    for table in tmp_path.glob("[0-9]*.csv"):  # of articles in seeds/
        assert table.read_text().startswith(",".join(COLUMNS))


def test_there_is_a_client_in_python_javascript_and_shell_of_ten_lines_at_most() -> None:
    clients = [found for found in blocks("docs/call.md") if HOST in found.code and found.printed]
    assert [client.language for client in clients] == ["python", "js", "sh"]
    for client in clients:
        assert len([line for line in client.code.splitlines() if line]) <= 10


def test_the_first_command_gets_the_quote_that_stands_below_it(server: RunningServer) -> None:
    asked = block("README.md", "curl ").code.replace(HOST, f"http://127.0.0.1:{server.port}")
    ran = _run(asked, "sh", ROOT)
    assert json.loads(block("README.md", "{").code) in json.loads(ran.stdout)["quotes"]


def _make_commands() -> list[str]:
    """Each `make …` in the documents, in blocks and in sentences."""
    found = re.findall(r"(?:^|`)(make [a-z][^`#\n]*)", "\n".join(map(text, DOCUMENTS)), re.MULTILINE)
    return sorted({command.strip() for command in found})


@pytest.mark.parametrize("asked", _make_commands())
def test_make_knows_what_the_documents_have_it_do(asked: str) -> None:
    ran = _run(asked.replace("make ", "make --dry-run ", 1), "sh", ROOT)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_link_of_a_document_leads_somewhere(document: str) -> None:
    for target in re.findall(r"\]\((?!https?:)(.*?)\)", text(document)):
        path, _, heading = target.partition("#")
        file = (ROOT / document).parent / path if path else ROOT / document
        assert file.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {name.lower().replace(" ", "-") for name in headings}, target


def test_the_readme_leads_to_every_document() -> None:
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= set(
        re.findall(r"\]\((docs/[^#)]*)", text("README.md"))
    )


def test_the_readme_is_two_screens_long() -> None:
    assert len(text("README.md").splitlines()) <= 120


def test_the_accuracy_that_the_readme_tells_is_that_of_the_whole_table() -> None:
    rows = [line for line in section("README.md", "How good it is").splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert set(rows) <= set(text("docs/quality.md").splitlines())


def test_the_picture_of_the_folders_has_what_is_there() -> None:
    shown = re.findall(r"[a-z_.]+(?:/|\.py)", block("docs/how-it-works.md", "service/").code)
    for name in shown[1:]:
        assert (ROOT / "service" / name).exists()


def test_each_column_of_csv_is_named() -> None:
    told = text("docs/call.md").partition("The columns of CSV:")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z_]+)`", told)
    with_places = [name + part for name in named[-6:-2] for part in ("", "_start", "_end")]
    assert (*named[:-6], *with_places) == COLUMNS


def test_each_exit_code_of_the_command_is_told() -> None:
    told = re.findall(r"^\| ([\d, ]+) \|", text("docs/archives.md"), re.MULTILINE)
    codes = {command.WELL, command.SOME_REFUSED, command.CANNOT, 130, 143}
    assert {int(code) for cell in told for code in cell.split(", ")} == codes
