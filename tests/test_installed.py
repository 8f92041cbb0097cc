"""The results of `pip install .` outside the source tree: command, package, server and component."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest

from service.exchange.answer import answer
from service.exchange.reading import Extract
from service.extraction.model import Options
from tests.documents import block
from tests.web.running import ROOT, RunningServer

BUILT_FROM = ("service", "seeds", "openapi.yaml", "pyproject.toml", "setup.py", "requirements.in")
TOLD = ("README.md", "LICENSE")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MODULES = """
import importlib, pkgutil, quotes
for module in pkgutil.walk_packages(quotes.__path__, "quotes."):
    if module.name != "quotes.spark":  # needs what requirements-spark.txt has
        importlib.import_module(module.name)
try:
    import service
except ModuleNotFoundError:
    print(quotes.__file__)
"""
SHOWN = block("docs/install.md", "pip install").code.splitlines()
COMPONENT = block("docs/install.md", "import spacy")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, which finds its dependencies in that of the tests."""
    source, home = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("home")
    for name in BUILT_FROM + TOLD:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", home, source]
    subprocess.run(wheel, check=True, timeout=600)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "venv"], check=True, timeout=600)
    (found,) = (home / "venv" / "lib").glob("python*/site-packages")
    (found / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (built,) = home.glob("*.whl")
    install = [*pip, "--python", home / "venv" / "bin" / "python", "install", "--no-deps", built]
    subprocess.run(install, check=True, timeout=600)
    return home


def _run(home: Path, *command: str, **options: Any) -> str:
    """The output of a command of the environment, run in a folder without the source tree."""
    line = [home / "venv" / "bin" / command[0], *command[1:]]
    done = subprocess.run(line, cwd=home, text=True, capture_output=True, timeout=600, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_answers_as_the_source_tree_does(
    home: Path, seeds: list[dict[str, Any]], extract: Extract
) -> None:
    text = seeds[0]["text"]
    (home / "articles.jsonl").write_text(json.dumps({"text": text}))
    _run(home, *SHOWN[1].split())
    told = json.loads((home / "quotes.jsonl").read_text())
    assert told["quotes"] == answer(extract(text, Options()), text, "codepoint")["quotes"]


def test_all_of_the_package_is_imported_as_quotes_and_none_of_it_as_service(home: Path) -> None:
    where = Path(_run(home, "python", "-c", MODULES).strip())
    assert where.is_relative_to(home)


def test_the_installed_server_is_ready_and_shows_its_pages(home: Path) -> None:
    environment = {"QUOTES_WORKERS": "1", "QUOTES_LANGUAGES": "en"}
    start = [str(home / "venv" / "bin" / "quotes"), *SHOWN[2].split()[1:]]
    with RunningServer(environment, start=start, folder=home) as server:
        assert server.post({"text": "“We agree,” Vladimir Putin said."}).json()["quotes"]
        assert server.get("/openapi.yaml").body == (ROOT / "openapi.yaml").read_bytes()
        assert len(server.get("/examples").json()["examples"]) == 5
        assert [server.get(path).status for path in ("/", "/docs", "/static/page.js")] == [200, 200, 200]


def test_spacy_finds_the_component_by_its_name(home: Path) -> None:
    assert _run(home, "python", "-c", COMPONENT.code) == COMPONENT.printed


@pytest.mark.parametrize("extra", ["archive", "spark"])
def test_an_extra_asks_for_what_its_requirements_ask_for(extra: str) -> None:
    lines = (ROOT / f"requirements-{extra}.in").read_text("utf-8").splitlines()
    wanted = [re.sub(r"\s*#.*", "", line) for line in lines if not line.startswith(("#", "-c"))]
    assert sorted(PROJECT["optional-dependencies"][extra]) == sorted(wanted)
