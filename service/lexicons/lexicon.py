"""The knowledge of one language, read from the TOML files of its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from service.lexicons.checking import read_folder
from service.lexicons.files import (
    FOLDER,
    FormsFile,
    LanguageFiles,
    NameTable,
    NounTable,
    Paradigm,
    PersonTable,
    PhraseTable,
    VerbsFile,
)
from service.lexicons.grouping import Groups, read_groups
from service.lexicons.marks import Marks, read_marks
from service.lexicons.phrases import Phrases, normalise
from service.lexicons.references import check_references
from service.lexicons.schema import (
    Adverbial,
    BodyType,
    Complement,
    Dependency,
    Determiner,
    EntityKind,
    Form,
    Front,
    Gender,
    Letters,
    NameKind,
    NounKind,
    PersonKind,
    Preposition,
    Pronoun,
    Strength,
    Tag,
)

TableKind = TypeVar("TableKind", bound=str)
# The kinds of a word that is in no table.
NO_NOUN_KIND: frozenset[NounKind] = frozenset()
NO_DEP: frozenset[Dependency] = frozenset()
NO_TAG: frozenset[Tag] = frozenset()


@dataclass(frozen=True, slots=True)
class VerbSense:
    """A sense of a verb in the lexicon: what it takes, and how surely it tells of speech (3 to 1).

    `particles` are the words that follow it ("out" of "point out"); a `reflexive` one needs "se".
    """

    lemma: str
    group: str
    strength: Strength
    takes: frozenset[Complement]
    speech: bool
    particles: tuple[str, ...]
    reflexive: bool


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A noun for a speaker."""

    category: PersonKind
    gender: Gender
    plural: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of one language; every word in it is normalised (see phrases.py)."""

    language: str
    verbs: Mapping[str, tuple[VerbSense, ...]]
    nouns: Mapping[str, frozenset[NounKind]]
    bodies: Mapping[str, frozenset[BodyType]]  # nouns for bodies, with the types that they stand for
    persons: Phrases[PersonWord]
    singulars: Mapping[str, str]  # plural nouns for speakers, with their singulars
    first_names: Mapping[str, Gender]
    pronouns: Mapping[str, Pronoun]
    neuter: bool  # is there a pronoun for things and bodies ("it"), so that "he" and "she" are people?
    prepositions: Mapping[Preposition, Phrases[str]]
    adverbials: Mapping[Adverbial, Phrases[str]]
    dependencies: Mapping[str, frozenset[Dependency]]  # the kinds of each label
    tags: Mapping[str, frozenset[Tag]]  # the kinds of each tag
    forms: Mapping[Form, tuple[str, ...]]
    entities: Mapping[EntityKind, frozenset[str]]
    determiners: Mapping[Determiner, frozenset[str]]
    front: Mapping[Front, frozenset[str]]
    perfect: frozenset[str]
    subject_first: bool
    apostrophe_opens: frozenset[str]  # words that begin with an apostrophe
    apostrophe_year: re.Pattern[str]  # a year that begins with one
    apostrophe_closes: tuple[str, ...]  # endings of words that end with one
    accents: tuple[tuple[str, str], ...]  # words that lose their accent where a sentence begins, and with it
    letters: Letters  # the longest endings first
    home: tuple[str, ...]
    groups: Groups
    marks: Marks
    pipeline: Mapping[str, Any]

    def noun_kinds(self, form: str) -> frozenset[NounKind]:
        """The categories of nouns that `form` belongs to."""
        return self.nouns.get(form, NO_NOUN_KIND)

    def is_noun(self, form: str, category: NounKind) -> bool:
        """Is `form` a noun of `category`?"""
        return category in self.nouns.get(form, ())


@cache
def load_lexicon(language: str) -> Lexicon:
    """Read the lexicon of `language`.  Raises FileNotFoundError, or LexiconError if it is wrong."""
    return read_lexicon(FOLDER / language)


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon in a folder named after its language; raises as `load_lexicon` does."""
    files = read_folder(folder, LanguageFiles)
    grammar = files.grammar
    check_references(folder / "grammar.toml", grammar)
    return Lexicon(
        language=folder.name,
        verbs=_verbs(files.verbs, files.forms, _reflexives(files.pronouns.pronoun)),
        nouns=_noun_kinds(files.nouns),
        bodies=_noun_kinds(files.bodies),
        persons=Phrases(_person_words(files.persons)),
        singulars=_singulars(files.persons, files.forms),
        first_names=_first_names(files.firstnames),
        pronouns=_pronouns(files.pronouns.pronoun),
        neuter=any(p.gender == "n" and p.role == "subject" for p in files.pronouns.pronoun),
        prepositions=_phrase_tables(files.prepositions),
        adverbials=_phrase_tables(files.adverbials),
        dependencies=_kinds(grammar.dependencies),
        tags=_kinds(grammar.tags),
        forms=grammar.forms,
        entities={kind: frozenset(labels) for kind, labels in grammar.entities.items()},
        determiners={kind: frozenset(forms) for kind, forms in grammar.determiners.items()},
        front={kind: frozenset(map(normalise, table.phrases)) for kind, table in files.front.items()},
        perfect=frozenset(grammar.auxiliaries.perfect),
        subject_first=grammar.incise.subject_first,
        apostrophe_opens=frozenset(grammar.apostrophes.opening),
        apostrophe_year=grammar.apostrophes.year,
        apostrophe_closes=grammar.apostrophes.closed,
        accents=tuple(zip(grammar.capitals.bare, grammar.capitals.accented, strict=True)),
        letters=replace(grammar.letters, endings=_longest_first(grammar.letters.endings)),
        home=grammar.press.countries,
        groups=read_groups(folder, files),
        marks=read_marks(files.marks),
        pipeline=asdict(grammar.pipeline),
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _reflexives(pronouns: Iterable[Pronoun]) -> tuple[str, ...]:
    """The pronouns that open the lemma of a reflexive verb: "se souvenir", "s'indigner"."""
    forms = (normalise(pronoun.form) for pronoun in pronouns if pronoun.role == "reflexive")
    return tuple(form if form.endswith("'") else form + " " for form in forms)


def _verbs(
    verbs: VerbsFile, forms: FormsFile, reflexives: tuple[str, ...]
) -> dict[str, tuple[VerbSense, ...]]:
    """The senses of every verb form, those with more particles first."""
    senses: dict[str, list[VerbSense]] = {}
    for name, group in verbs.groups.items():
        for lemma in group.lemmas:
            whole = normalise(lemma)
            reflexive = next(filter(whole.startswith, reflexives), "")
            words = whole.removeprefix(reflexive).split()
            sense = VerbSense(
                lemma=lemma,
                group=name,
                strength=group.strength,
                takes=frozenset(group.takes),
                speech=group.speech,
                particles=tuple(words[1:]),
                reflexive=bool(reflexive),
            )
            for form in inflect(words[0], forms.irregular, forms.paradigm):
                senses.setdefault(form, []).append(sense)
    return {form: tuple(sorted(s, key=lambda v: -len(v.particles))) for form, s in senses.items()}


def inflect(lemma: str, irregular: Mapping[str, Sequence[str]], paradigms: Iterable[Paradigm]) -> set[str]:
    """All forms of a verb: the listed ones, else those of the first paradigm whose pattern matches."""
    if lemma in irregular:
        return {lemma, *map(normalise, irregular[lemma])}
    for paradigm in paradigms:
        if paradigm.pattern.search(lemma):
            return {lemma, *(paradigm.pattern.sub(form, lemma, count=1) for form in paradigm.forms)}
    return {lemma}


def _kinds(tables: Mapping[TableKind, Iterable[str]]) -> dict[str, frozenset[TableKind]]:
    """The names of the tables that each label is in."""
    labels = {label for table in tables.values() for label in table}
    return {label: frozenset(kind for kind, table in tables.items() if label in table) for label in labels}


def _noun_kinds(tables: Mapping[TableKind, NounTable]) -> dict[str, frozenset[TableKind]]:
    """The kinds of each noun."""
    found: dict[str, set[TableKind]] = {}
    for kind, table in tables.items():
        for noun in table.nouns:
            found.setdefault(normalise(noun), set()).add(kind)
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


def _person_words(tables: Mapping[PersonKind, PersonTable]) -> Iterator[tuple[str, PersonWord]]:
    """The nouns for speakers, by form."""
    for kind, table in tables.items():
        for entry in table.entries:
            yield entry.form, PersonWord(kind, entry.gender, entry.plural)


def _singulars(tables: Mapping[PersonKind, PersonTable], forms: FormsFile) -> dict[str, str]:
    """The singular of each plural noun for speakers: the possible form that is itself such a noun."""
    entries = [(normalise(entry.form), entry.plural) for table in tables.values() for entry in table.entries]
    one = {form for form, plural in entries if not plural}
    return {
        plural: singular
        for plural, is_plural in entries
        if is_plural
        for singular in sorted(_singular_forms(plural, forms) & one)[:1]
    }


def _singular_forms(plural: str, forms: FormsFile) -> set[str]:
    """The possible singulars of a noun; of several words the first may change: "members of congress"."""
    first, *others = plural.split(" ", 1)
    heads = inflect(first, {}, forms.singular) if others else ()
    return inflect(plural, {}, forms.singular) | {" ".join((head, *others)) for head in heads}


def _first_names(tables: Mapping[NameKind, NameTable]) -> dict[str, Gender]:
    """The gender of each first name, "" if it is used for either."""
    genders: dict[NameKind, Gender] = {"masculine": "m", "feminine": "f", "either": ""}
    return {normalise(name): genders[kind] for kind, table in tables.items() for name in table.names}


def _pronouns(entries: Iterable[Pronoun]) -> dict[str, Pronoun]:
    """One pronoun for each form, normalised: the relative one if there is one, else the first listed."""
    found: dict[str, Pronoun] = {}
    for entry in entries:
        pronoun = replace(entry, form=normalise(entry.form))
        if pronoun.form not in found or pronoun.role == "relative":
            found[pronoun.form] = pronoun
    return found


def _phrase_tables(tables: Mapping[TableKind, PhraseTable]) -> dict[TableKind, Phrases[str]]:
    """Each table's phrases, each its own value."""
    return {kind: Phrases((phrase, phrase) for phrase in table.phrases) for kind, table in tables.items()}
