"""A language is data: the steps of docs/add-a-language.md add a made-up one without changing any code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from service.lexicons import schema
from tests.lexicons import made_up

SERVICE = Path(__file__).parents[2] / "service"
LANGUAGE = "zz"
WORDS_IN_NAMES = Path("service", "lexicons", "institutions", "grammar.toml")
NOTHING = 'reason = "the language has none"'

ARTICLE = "Vlin mar. »Dor vas lin pred,« gadum lin dato. Pelum Karo Suna. »Nos tal pir gon,« zibum Mira Talo."


def _tables(kinds: Any, key: str, known: dict[str, str]) -> str:
    """A file with a table for each kind; a table without words says so."""
    return "\n".join(f"[{kind}]\n{NOTHING}\n{key} = [{known.get(kind, '')}]" for kind in get_args(kinds))


def _verbs() -> str:
    """The file of verbs: a group for each that rules name, and the verbs of saying."""
    group = '[groups.{}]\nreason = "r"\nstrength = 3\ntakes = ["quote"]\nspeech = true\nlemmas = [{}]'
    saying = '"zibum", "gadum"'
    return "\n".join(
        group.format(name, saying if name == "saying" else "") for name in get_args(schema.NamedGroup)
    )


def _grammar() -> str:
    """The file that names the pipeline and says what its labels mean."""
    labels = {"subject": '"subj"', "name_part": '"name"'}
    tags = {"verb": '"VERB"', "noun": '"NOUN"', "name": '"PROPN"'}
    lists = (
        ("dependencies", schema.Dependency, labels),
        ("tags", schema.Tag, tags),
        ("forms", schema.Form, {}),
        ("entities", schema.EntityKind, {"person": '"HUMAN"'}),
        ("determiners", schema.Determiner, {"definite": '"lin"', "articles": '"lin"'}),
    )
    tables = "".join(
        f"[{name}]\n" + "".join(f"{kind} = [{known.get(kind, '')}]\n" for kind in get_args(kinds))
        for name, kinds, known in lists
    )
    return (
        f'[pipeline]\npackages = ["made_up"]\nreason = "r"\nversion = "{made_up.VERSION}"\n'
        f'components = ["tagger", "parser", "ner"]\n{tables}'
        f"[auxiliaries]\nperfect = []\n[incise]\nsubject_first = false\n{NOTHING}\n"
        f"[apostrophes]\nopening = []\nyear = '[0-9]{{2}}$'\nclosed = []\n{NOTHING}\n"
        f"[press]\ncountries = []\n{NOTHING}\n"
        f"[capitals]\nbare = []\naccented = []\n{NOTHING}\n"
        f"[letters]\nfrequent = []\nrare = []\nendings = []\n{NOTHING}\n"
    )


def _groups() -> str:
    """The file of nouns for several people."""
    lists = (
        ("together", "entries"),
        ("numbers", "entries"),
        *((t, "nouns") for t in ("plain", "family", "signers")),
    )
    tables = "\n".join(f"[{name}]\n{NOTHING}\n{key} = []" for name, key in lists)
    return f'conjunction = "sel"\nneither = "nesel"\n[kinds]\n{tables}\n'


MARKS = f"""
[opening]\n{NOTHING}\nmarks = [{{mark = "«", cost = 2.5}}]
[closing]\n{NOTHING}\nmarks = [{{mark = "»", cost = 2.5}}]
[pairs]\n{NOTHING}\npairs = [{{opens = "»", closes = "«", cost = 0.0}}]
[mirrored]\n{NOTHING}\npairs = []
"""

FILES = {
    "verbs": _verbs(),
    "forms": "irregular = {}\nparadigm = []\nsingular = []\n",
    "nouns": _tables(schema.NounKind, "nouns", {}),
    "bodies": _tables(schema.BodyType, "nouns", {}),
    "persons": _tables(schema.PersonKind, "entries", {"person": '{form = "dato", gender = ""}'}),
    "firstnames": _tables(schema.NameKind, "names", {}),
    "pronouns": "pronoun = []\n",
    "prepositions": _tables(schema.Preposition, "phrases", {}),
    "adverbials": _tables(schema.Adverbial, "phrases", {}),
    "front": _tables(schema.Front, "phrases", {}),
    "grammar": _grammar(),
    "groups": _groups(),
    "marks": MARKS,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the service with the language's lexicon, its function words in names and its pipeline."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(SERVICE, home / "service", ignore=shutil.ignore_patterns("__pycache__"))
    lexicon = home / "service" / "lexicons" / LANGUAGE
    lexicon.mkdir()
    for name, text in FILES.items():
        (lexicon / f"{name}.toml").write_text(text, "utf-8")
    with (home / WORDS_IN_NAMES).open("a", encoding="utf-8") as file:
        file.write(f'\n[languages.{LANGUAGE}]\narticles = ["lin"]\nlinks = ["sel"]\n')
    made_up.write(home)
    return home


def _read(home: Path, text: str) -> subprocess.CompletedProcess[str]:
    """The answer to an article, by the command line."""
    return subprocess.run(
        [sys.executable, "-m", "service", "extract", "--workers", "1", "-"],
        cwd=home,
        env=os.environ | {"QUOTES_LANGUAGES": LANGUAGE, "PYTHONPATH": str(home)},
        input=json.dumps({"id": 1, "text": text, "language": LANGUAGE}),
        text=True,
        capture_output=True,
        timeout=300,
    )


def test_a_language_that_is_added_as_data_gets_its_quotes_with_their_speakers(home: Path) -> None:
    done = _read(home, ARTICLE)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["language"] == LANGUAGE
    told = [(quote["text"], quote["speaker"] and quote["speaker"]["name"]) for quote in answer["quotes"]]
    assert told == [("Dor vas lin pred,", "dato"), ("Nos tal pir gon,", "Mira Talo")]
    assert all(0 < quote["confidence"] < 1 for quote in answer["quotes"])


def test_a_language_whose_function_words_in_names_are_missing_is_refused_at_start(
    home: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    words = (copy / WORDS_IN_NAMES).read_text("utf-8")
    (copy / WORDS_IN_NAMES).write_text(words.replace(f"[languages.{LANGUAGE}]", "[languages.yy]"), "utf-8")
    done = _read(copy, ARTICLE)
    assert done.returncode != 0
    assert f"no [languages.{LANGUAGE}]" in done.stderr
