"""The files of a language: what each file and each table holds, as checking.py reads them.

The names of tables, and the values that code refers to, are those of schema.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.lexicons.marks import MarksFile
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
    NamedGroup,
    NameKind,
    NounKind,
    PersonKind,
    Preposition,
    Pronoun,
    Size,
    Strength,
    Tag,
    Words,
)

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases for running text."""

    reason: str
    phrases: Words


@dataclass(frozen=True, slots=True)
class NounTable:
    """Nouns, in each of their forms."""

    reason: str
    nouns: Words


@dataclass(frozen=True, slots=True)
class NameTable:
    """First names."""

    reason: str
    names: Words


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A form of a noun for a speaker."""

    form: str
    gender: Gender
    plural: bool = False


@dataclass(frozen=True, slots=True)
class PersonTable:
    """Nouns for speakers."""

    reason: str
    entries: tuple[PersonEntry, ...]


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Verbs that are alike: how surely they tell of speech, and what they take."""

    reason: str
    strength: Strength
    takes: tuple[Complement, ...]
    speech: bool  # rather than thought
    lemmas: Words


@dataclass(frozen=True, slots=True)
class VerbsFile:
    """verbs.toml: the verbs by groups."""

    groups: Mapping[str | NamedGroup, VerbGroup]


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How words that match `pattern` are inflected: each form replaces the match."""

    pattern: re.Pattern[str]
    forms: Words


@dataclass(frozen=True, slots=True)
class FormsFile:
    """forms.toml: the inflection of verbs (irregular ones by their lemma) and the singular of nouns."""

    irregular: Mapping[str, Words]
    paradigm: tuple[Paradigm, ...]
    singular: tuple[Paradigm, ...]


@dataclass(frozen=True, slots=True)
class PronounsFile:
    """pronouns.toml."""

    pronoun: tuple[Pronoun, ...]


@dataclass(frozen=True, slots=True)
class PipelineTable:
    """The spaCy pipeline: packages that have it, the best first, its version, and the components used.

    spaCy's tokenizer keeps some words whole by a slow pattern (`token_match`).  `whole_words` matches in all
    of them; the slow pattern is tried only on words in which it does.
    """

    packages: Words
    reason: str
    version: str
    components: Words
    whole_words: re.Pattern[str] = re.compile("")


@dataclass(frozen=True, slots=True)
class Auxiliaries:
    """Forms of auxiliary verbs."""

    perfect: Words


@dataclass(frozen=True, slots=True)
class Incise:
    """May the subject also stand before the verb of an incise ("he said")?"""

    subject_first: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Apostrophes:
    """What tells an apostrophe from a single quotation mark.

    `opening` are words that begin with one, for omitted letters, and `year` is a year without its century,
    which does, too; `closed` are the endings of words that end with one.
    """

    opening: Words
    year: re.Pattern[str]
    closed: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Capitals:
    """Words that lose their accent at the beginning of a sentence, and the same words with it, in order."""

    bare: Words
    accented: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Press:
    """The countries (ISO 3166) whose offices this language's press names without the country."""

    countries: Words
    reason: str


@dataclass(frozen=True, slots=True)
class GrammarFile:
    """grammar.toml."""

    pipeline: PipelineTable
    dependencies: Mapping[Dependency, Words]
    tags: Mapping[Tag, Words]
    forms: Mapping[Form, Words]
    entities: Mapping[EntityKind, Words]
    determiners: Mapping[Determiner, Words]
    auxiliaries: Auxiliaries
    incise: Incise
    apostrophes: Apostrophes
    capitals: Capitals
    letters: Letters
    press: Press


@dataclass(frozen=True, slots=True)
class Hyponyms:
    """Nouns for people, in the singular: all of the `nouns` may be used for any of the `kinds`."""

    reason: str
    nouns: Words
    kinds: Words


@dataclass(frozen=True, slots=True)
class SizedEntry:
    """A word for a group, with the number of people that it means."""

    form: str
    size: Size


@dataclass(frozen=True, slots=True)
class SizedTable:
    """Words for groups, with the number of people that each means."""

    reason: str
    entries: tuple[SizedEntry, ...]


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A sign right behind a name that `noun` is said of its bearer: `pattern` is how it begins."""

    reason: str
    noun: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class GroupsFile:
    """groups.toml: what several people together are called."""

    conjunction: str  # stands before the last of several names
    neither: str  # the same in a negation
    kinds: Mapping[str, Hyponyms]
    together: SizedTable  # nouns in the singular for several people
    numbers: SizedTable
    plain: NounTable  # adjectives of such nouns that refer to nobody else
    family: NounTable  # for two people with the same family name
    signers: NounTable  # for people who wrote or signed a text
    tags: tuple[TagEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageFiles:
    """The files of a language: each field is the name of one, without its ".toml"."""

    verbs: VerbsFile
    forms: FormsFile
    nouns: Mapping[NounKind, NounTable]
    bodies: Mapping[BodyType, NounTable]
    persons: Mapping[PersonKind, PersonTable]
    firstnames: Mapping[NameKind, NameTable]
    pronouns: PronounsFile
    prepositions: Mapping[Preposition, PhraseTable]
    adverbials: Mapping[Adverbial, PhraseTable]
    front: Mapping[Front, PhraseTable]
    grammar: GrammarFile
    groups: GroupsFile
    marks: MarksFile
