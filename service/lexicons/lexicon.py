"""The knowledge of one language, read from the TOML files of its folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

FOLDER = Path(__file__).parent
Value = TypeVar("Value")
NO_PHRASES: tuple[list[int], dict[str, Any]] = ([], {})
FIRST_RUN = re.compile(r"[^\W_]+|.", re.DOTALL)
PLAIN = str.maketrans("’‐‑\xa0\u202f\u2009\n\t", "'--     ")


@dataclass(frozen=True, slots=True)
class VerbSense:
    """One verb of the lexicon: what it takes, and how much it speaks of saying (3 to 1).

    `particles` are the words that follow it ("out" of "point out"); a `reflexive` one needs "se".
    """

    lemma: str
    group: str
    strength: int
    takes: frozenset[str]
    speech: bool
    particles: tuple[str, ...]
    reflexive: bool


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A noun for a speaker: its category is honorific, title, person, kin, group or institution."""

    category: str
    gender: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun; `gender` is m, f, n or any, `number` singular, plural or any."""

    form: str
    person: int
    number: str
    gender: str
    role: str


class Phrases(Generic[Value]):
    """Phrases looked up in normalised running text, whatever a tokenizer would make of them."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        table: dict[str, dict[str, Value]] = {}
        for phrase, value in entries:
            words = normalise(phrase)
            table.setdefault(first_run(words, 0), {}).setdefault(words, value)
        self._table = {
            first: (sorted({len(phrase) for phrase in found}, reverse=True), found)
            for first, found in table.items()
        }
        # Where none of these stands, no phrase begins.
        self.first_runs: KeysView[str] = self._table.keys()

    def match(self, text: str, at: int, first: str | None = None) -> tuple[int, Value] | None:
        """Length in characters and value of the longest phrase that begins at `at` and ends with a word.

        `first` is the `first_run` at that place, for callers who know it.
        """
        lengths, phrases = self._table.get(first_run(text, at) if first is None else first, NO_PHRASES)
        for length in lengths:
            end = at + length
            if (phrase := text[at:end]) not in phrases:
                continue
            following = text[end : end + 1]
            joined = following.isalnum() or (following == "-" and text[end + 1 : end + 2].isalpha())
            if phrase[-1] == "'" or not joined:
                return len(phrase), phrases[phrase]
        return None

    def get(self, phrase: str) -> Value | None:
        """The value of exactly this phrase."""
        found = self.match(phrase, 0) if phrase else None
        return found[1] if found and found[0] == len(phrase) else None

    def __contains__(self, phrase: str) -> bool:
        return self.get(phrase) is not None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of one language; every word in it is normalised (see `normalise`)."""

    language: str
    verbs: Mapping[str, tuple[VerbSense, ...]]
    nouns: Mapping[str, frozenset[str]]
    persons: Phrases[PersonWord]
    first_names: Mapping[str, str]
    pronouns: Mapping[str, Pronoun]
    prepositions: Mapping[str, Phrases[str]]
    adverbials: Mapping[str, Phrases[str]]
    dependencies: Mapping[str, frozenset[str]]  # the kinds of each label
    tags: Mapping[str, frozenset[str]]  # the kinds of each tag
    forms: Mapping[str, tuple[str, ...]]
    entities: Mapping[str, frozenset[str]]
    determiners: Mapping[str, frozenset[str]]
    perfect: frozenset[str]
    subject_first: bool
    home: tuple[str, ...]
    pipeline: Mapping[str, Any]

    def is_noun(self, form: str, category: str) -> bool:
        """Is `form` a noun of `category` (utterance, document, outlet, work, term, event, time)?"""
        return category in self.nouns.get(form, ())


def normalise(text: str) -> str:
    """Lower case, typewriter apostrophes, plain spaces and hyphens; as long as `text` itself."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.translate(PLAIN)


def first_run(text: str, at: int) -> str:
    """The first run of letters and digits at a place, by which phrases are filed."""
    found = FIRST_RUN.match(text, at)
    return found.group() if found else ""


@cache
def load_lexicon(language: str) -> Lexicon:
    """Read the lexicon of `language`; FileNotFoundError if there is none."""
    folder = FOLDER / language
    read = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}
    if not read:
        raise FileNotFoundError(f"no lexicon for language {language!r} in {folder}")
    grammar = read["grammar"]
    return Lexicon(
        language=language,
        verbs=_verbs(read["verbs"], read["forms"]),
        nouns=_categories(read["nouns"], "nouns"),
        persons=Phrases(_person_words(read["persons"])),
        first_names=_first_names(read["firstnames"]),
        pronouns=_pronouns(read["pronouns"]["pronoun"]),
        prepositions=_phrase_tables(read["prepositions"]),
        adverbials=_phrase_tables(read["adverbials"]),
        dependencies=_kinds(grammar["dependencies"]),
        tags=_kinds(grammar["tags"]),
        forms={name: tuple(marks) for name, marks in grammar["forms"].items()},
        entities={name: frozenset(labels) for name, labels in grammar["entities"].items()},
        determiners={name: frozenset(forms) for name, forms in grammar["determiners"].items()},
        perfect=frozenset(grammar["auxiliaries"]["perfect"]),
        subject_first=grammar["incise"]["subject_first"],
        home=tuple(grammar["press"]["countries"]),
        pipeline=grammar["pipeline"],
    )


def _verbs(verbs: Mapping[str, Any], forms: Mapping[str, Any]) -> dict[str, tuple[VerbSense, ...]]:
    """The senses of every verb form, those with more particles first."""
    paradigms = [(re.compile(p["pattern"]), p["forms"]) for p in forms["paradigm"]]
    senses: dict[str, list[VerbSense]] = {}
    for name, group in verbs["groups"].items():
        for lemma in group["lemmas"]:
            words = re.sub(r"^(?:se |s')", "", normalise(lemma)).split()
            sense = VerbSense(
                lemma=lemma,
                group=name,
                strength=group["strength"],
                takes=frozenset(group["takes"]),
                speech=group["speech"],
                particles=tuple(words[1:]),
                reflexive=len(words) < len(normalise(lemma).replace("s'", "se ").split()),
            )
            for form in inflect(words[0], forms["irregular"], paradigms):
                senses.setdefault(form, []).append(sense)
    return {form: tuple(sorted(s, key=lambda v: -len(v.particles))) for form, s in senses.items()}


def inflect(
    lemma: str, irregular: Mapping[str, list[str]], paradigms: Sequence[tuple[re.Pattern[str], list[str]]]
) -> set[str]:
    """All forms of a verb: those listed, else those of the first paradigm whose pattern is found."""
    if lemma in irregular:
        return {lemma, *map(normalise, irregular[lemma])}
    for pattern, endings in paradigms:
        if pattern.search(lemma):
            return {lemma, *(pattern.sub(ending, lemma, count=1) for ending in endings)}
    return {lemma}


def _kinds(tables: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """The names of the tables that each label is in."""
    labels = {label for table in tables.values() for label in table}
    return {label: frozenset(name for name, table in tables.items() if label in table) for label in labels}


def _categories(tables: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    """The categories of each word."""
    found: dict[str, set[str]] = {}
    for category, table in tables.items():
        for word in table[key]:
            found.setdefault(normalise(word), set()).add(category)
    return {word: frozenset(categories) for word, categories in found.items()}


def _person_words(tables: Mapping[str, Any]) -> Iterator[tuple[str, PersonWord]]:
    """The nouns for speakers, by form."""
    for category, table in tables.items():
        for entry in table["entries"]:
            word = PersonWord(category, entry.get("gender", ""), entry.get("plural", False))
            yield entry["form"], word


def _first_names(tables: Mapping[str, Any]) -> dict[str, str]:
    """The gender of each first name, "" where it is either's."""
    genders = {"masculine": "m", "feminine": "f", "either": ""}
    return {normalise(name): genders[kind] for kind, table in tables.items() for name in table["names"]}


def _pronouns(entries: Iterable[Mapping[str, Any]]) -> dict[str, Pronoun]:
    """One pronoun a form: the relative one where there is one, else the first listed."""
    found: dict[str, Pronoun] = {}
    for pronoun in map(_pronoun, entries):
        if pronoun.form not in found or pronoun.role == "relative":
            found[pronoun.form] = pronoun
    return found


def _pronoun(entry: Mapping[str, Any]) -> Pronoun:
    form = normalise(entry["form"])
    return Pronoun(form, entry["person"], entry["number"], entry["gender"], entry["role"])


def _phrase_tables(tables: Mapping[str, Any]) -> dict[str, Phrases[str]]:
    """Each table's phrases, each its own value."""
    return {
        name: Phrases((phrase, phrase) for phrase in next(v for k, v in table.items() if isinstance(v, list)))
        for name, table in tables.items()
    }
