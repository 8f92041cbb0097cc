"""A lexicon is checked data: errors in it are reported with file and line before it is used."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import service.extraction.extractor  # noqa: F401 - before a test has the lexicons in another folder
from service.exchange.reading import CannotLoad, load
from service.extraction.answers.confidence import load_confidence
from service.lexicons import LANGUAGES, all_languages, lexicon, schema
from service.lexicons.all_languages import share_of_reports, spellings
from service.lexicons.catalogue import load_catalogue
from service.lexicons.catalogue_files import read_files
from service.lexicons.catalogue_values import CatalogueError
from service.lexicons.checking import LexiconError
from service.lexicons.files import FOLDER
from service.lexicons.lexicon import load_lexicon, read_lexicon
from service.lexicons.places import line_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the English lexicon."""
    return Path(shutil.copytree(FOLDER / "en", tmp_path / "en"))


def _change(file: Path, old: str, new: str) -> int:
    """Replace the first `old`, which must be there; returns the line where it stood."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


MISTAKES = {
    "a table that is not known": ("adverbials", "[negation]", "[negations]", "'negations' is not known"),
    "a table that a rule names is missing": ("verbs", "[groups.denying]", "[groups.denial]", "'denying' is"),
    "a key that is not known": ("verbs", "strength = 3", "strenght = 3", "'strenght' is not known"),
    "a value that is not known": ("verbs", '"clause", ', '"clauses", ', "is 'clauses'; may be 'clause',"),
    "a number that is none of the steps": ("verbs", "strength = 3", "strength = 4", "is 4; may be 1, 2, 3"),
    "a number for a switch": ("verbs", "speech = true", "speech = 1", "must be true or false"),
    "an empty word": ("nouns", "nouns = [", 'nouns = ["", ', "must be a string that is not empty"),
    "a word for a list": ("adverbials", 'phrases = ["as"]', 'phrases = "as"', "must be a list"),
    "a gender that is none": ("pronouns", 'gender = "any"', 'gender = "x"', "is 'x'; may be 'm'"),
    "a misspelt key of an entry": ("persons", "{form=", "{from=", "'from' is not known"),
    "a pattern that is none": ("forms", "pattern = '", "pattern = '(", "must be a regular expression"),
    "a kind of label that is not known": ("grammar", "agent = [", "agents = [", "'agents' is not known"),
    "a number of people that is none": ("groups", "size=2", "size=1", "is 1; may be 0, 2, 3"),
    "a kind of people that is no noun for one": (
        "groups",
        '"senator", ',
        '"senators", ',
        "no noun for one person",
    ),
    "a component that the pipeline does not have": (
        "grammar",
        '"parser"',
        '"parsr"',
        "'parsr' is no component of en_core_web_sm",
    ),
    "a label of dependencies that the parser does not give": (
        "grammar",
        '"nsubjpass"',
        '"nsubjpas"',
        "'nsubjpas' is no label of en_core_web_sm",
    ),
    "a tag that the tagger does not give": (
        "grammar",
        '"VBZ"',
        '"VZB"',
        "'VZB' is no label of en_core_web_sm",
    ),
    "a mark of a form that no tag has": (
        "grammar",
        '"VBG|"',
        '"VGB|"',
        "'VGB|' is in no tag of en_core_web_sm",
    ),
    "a label of names that is not given": ("grammar", '"PERSON"', '"PERS"', "'PERS' is no label of"),
    "a country that is none": ("grammar", "countries = []", 'countries = ["XX"]', "'XX' is no country of"),
    "a mark that is none": ("marks", 'mark = "”"', 'mark = "^"', "is '^'; may be '``'"),
    "a mark that pairs with none": ("marks", 'closes = "”"', 'closes = ""', "is ''; may be '``'"),
    "a cost that is none": ("marks", "cost = 1.5", 'cost = "dear"', "must be a number with a point"),
    "a table for a list": ("grammar", 'past = ["VBN|"]', "past = {}", "must be a list"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_lexicon_is_refused_with_file_and_line(copy: Path, mistake: str) -> None:
    stem, old, new, complaint = MISTAKES[mistake]
    file = copy / f"{stem}.toml"
    line = _change(file, old, new)
    with pytest.raises(LexiconError) as refusal:
        read_lexicon(copy)
    told = re.fullmatch(rf"{re.escape(str(file))}:(\d+): (.*)", str(refusal.value))
    assert told is not None, refusal.value
    assert complaint in told[2]
    if "missing" not in mistake:
        assert int(told[1]) == line


def test_a_missing_file_is_refused(copy: Path) -> None:
    (copy / "nouns.toml").unlink()
    with pytest.raises(LexiconError, match=re.escape(f"{copy / 'nouns.toml'}: is missing")):
        read_lexicon(copy)


def test_a_file_that_is_not_known_is_refused(copy: Path) -> None:
    (copy / "noun.toml").write_text("")
    with pytest.raises(LexiconError, match=r"noun\.toml: 'noun' is not known; known: 'verbs'"):
        read_lexicon(copy)


def test_a_file_that_is_no_toml_is_refused_with_its_line(copy: Path) -> None:
    (copy / "nouns.toml").write_text("[utterance]\nreason = \n")
    with pytest.raises(LexiconError, match=r"nouns\.toml: not TOML: .*line 2"):
        read_lexicon(copy)


@pytest.mark.parametrize("name", ["reason", "lemmas"])
def test_a_missing_key_is_told_with_the_line_of_its_table(copy: Path, name: str) -> None:
    file = copy / "verbs.toml"
    line = _change(file, "[groups.saying]", "[groups.saying]")
    text = file.read_text("utf-8")
    at = text.index(f"\n{name} =", text.index("[groups.saying]"))
    file.write_text(f"{text[:at]}\n[groups.another]{text[at:]}", "utf-8")
    with pytest.raises(LexiconError, match=f"verbs.toml:{line}: groups.saying: '.*' is missing"):
        read_lexicon(copy)


def test_the_service_does_not_start_with_a_mistake_in_a_lexicon(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _change(copy / "verbs.toml", "[groups.saying]", "[group.saying]")
    monkeypatch.setattr(lexicon, "FOLDER", copy.parent)
    load_lexicon.cache_clear()
    try:
        with pytest.raises(CannotLoad, match=r"verbs\.toml:\d+: group: 'group' is not known"):
            load()
    finally:
        load_lexicon.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicons_of_the_service_are_right(language: str) -> None:
    found = load_lexicon(language)
    assert found.language == language
    assert found.verbs
    assert read_lexicon(FOLDER / language).verbs == found.verbs


def test_a_label_of_a_pipeline_whose_tags_are_features_is_looked_for_among_these(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(FOLDER / "fr", tmp_path / "fr"))
    line = _change(copy / "grammar.toml", "VerbForm=Inf", "VerbForm=Infin")
    with pytest.raises(
        LexiconError, match=rf"grammar\.toml:{line}: forms\.infinitive\.0: 'VerbForm=Infin' is"
    ):
        read_lexicon(copy)


SHARED = {
    "a share that is misspelt": ("confidence", "share =", "shares =", load_confidence),
    "a table that is misspelt": ("confidence", "[indirect]", "[indirekt]", share_of_reports),
    "a share that is no number": ("confidence", "share = 0.85", 'share = "most"', share_of_reports),
    "a key that is misspelt": ("transliteration", "replacement =", "replacment =", spellings),
    "a pattern that is none": ("transliteration", 'pattern = "', 'pattern = "(', spellings),
}


@pytest.mark.parametrize("mistake", SHARED)
def test_a_mistake_in_what_holds_for_all_languages_stops_the_start_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: str
) -> None:
    stem, old, new, read = SHARED[mistake]
    file = Path(shutil.copy(FOLDER / f"{stem}.toml", tmp_path))
    line = _change(file, old, new)
    monkeypatch.setattr(all_languages, "FOLDER", tmp_path)
    caches = (spellings, share_of_reports, load_confidence)
    for cached in caches:
        cached.cache_clear()
    try:
        with pytest.raises(LexiconError, match=rf"{stem}\.toml:{line}: "):
            read()
    finally:
        for cached in caches:
            cached.cache_clear()


LITERALS = {
    name: get_args(value)
    for name, value in vars(schema).items()
    if get_args(value) and all(isinstance(member, str) for member in get_args(value)) and name != "BodyType"
}


@pytest.mark.parametrize("name", LITERALS)
def test_what_may_stand_in_a_lexicon_is_asked_for_by_the_code(name: str) -> None:
    files = [*(ROOT / "service" / "extraction").rglob("*.py"), ROOT / "service" / "lexicons" / "lexicon.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    if any(isinstance(node, ast.Call) and ast.unparse(node) == f"get_args({name})" for node in nodes):
        return  # each is a feature
    asked = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert set(LITERALS[name]) - asked - {""} == set()


def test_a_type_of_bodies_that_a_noun_may_stand_for_is_one_of_the_catalogue() -> None:
    catalogue = load_catalogue(None)
    assert set(get_args(schema.BodyType)) <= {institution.type for institution in catalogue.institutions}


def _all_places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if place:
        yield place
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in items:
            yield from _all_places(inner, (*place, name))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("en/*.toml")), ids=lambda path: path.stem)
def test_each_place_of_a_file_is_found_in_a_line_that_holds_it(file: Path) -> None:
    text = file.read_text("utf-8")
    lines = text.splitlines()
    places = list(_all_places(tomllib.loads(text)))
    for place in places[:: -(-len(places) // 20)]:
        line = lines[line_of(text, place) - 1]
        name = place[-1] if isinstance(place[-1], str) else None
        assert name is None or name in line


BEFORE = ["a = 1", "# [x]", "", "b.c = ['[', \"#\",\n 'z']", 'd = """\n[y]\n"""']


@given(st.lists(st.sampled_from(BEFORE), max_size=6))
def test_a_place_is_found_whatever_stands_before_it(before: list[str]) -> None:
    lines = [f"[t{i}]\n{text}" for i, text in enumerate(before)]
    text = "\n".join([*lines, "[[here]]", "k = [{v = 1}, # ,", "  {v = 2}]", "[[here]]", "k = []"])
    first = text[: text.index("[[here]]")].count("\n") + 1
    assert tomllib.loads(text)["here"][0]["k"][1]["v"] == 2
    found = [line_of(text, place) for place in (("here", 0), ("here", 0, "k", 1, "v"), ("here", 1, "k"))]
    assert found == [first, first + 2, first + 4]


def test_an_id_in_two_files_of_the_catalogue_is_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text('[networks.x]\nnames = "X"\n')
    other.write_text('[networks.y]\nnames = "Y"\n\n[networks.x]\nnames = "X"\n')
    with pytest.raises(CatalogueError, match=re.escape(f"{other}:4: networks.x: is in {one} too")):
        read_files([one, other])
    own = read_files([one], other)
    assert set(own["networks"]) == {"x", "y"}


@pytest.mark.parametrize(
    ("language", "plural", "singular"),
    [
        ("en", "spokesmen", "spokesman"),
        ("en", "secretaries", "secretary"),
        ("en", "coaches", "coach"),
        ("en", "nurses", "nurse"),
        ("fr", "présidents", "président"),
        ("fr", "généraux", "général"),
        ("fr", "neveux", "neveu"),
        ("en", "members of congress", "member of congress"),
        ("fr", "ministres de l'intérieur", "ministre de l'intérieur"),
    ],
)
def test_a_plural_noun_for_people_leads_to_what_one_of_them_is_called(
    language: str, plural: str, singular: str
) -> None:
    assert load_lexicon(language).singulars[plural] == singular
