"""The files of a language: what each file and each table holds, as checking.py reads them.

The names of tables, and the values that code names, are those of schema.py.
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
    """Verbs that say as much of saying: how much, and what they take."""

    reason: str
    strength: Strength
    takes: tuple[Complement, ...]
    speech: bool  # and not thought
    lemmas: Words


@dataclass(frozen=True, slots=True)
class VerbsFile:
    """verbs.toml: the verbs by groups."""

    groups: Mapping[str | NamedGroup, VerbGroup]


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How the words that `pattern` is found in are inflected: each form replaces what was found."""

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
    """The spaCy pipeline: packages that have it, the best first, its version and what of it is read.

    `whole_words` is found in every word that spaCy's tokenizer keeps whole by a pattern (`token_match`); that
    pattern is tried where it is found, and nowhere else.
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
    """Does the subject stand before the verb of an incise, too ("he said")?"""

    subject_first: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Apostrophes:
    """What tells an apostrophe from a single quotation mark.

    `opening` words begin with one, for letters left out, and so does a `year` without its century; `closed`
    are the endings of words that end with one.
    """

    opening: Words
    year: re.Pattern[str]
    closed: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Capitals:
    """Words that lack their accent where a sentence begins with them, and the same with it, in order."""

    bare: Words
    accented: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Press:
    """The countries whose offices an article in this language need not name, by ISO 3166."""

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
    """Nouns for people, in the singular: whoever is one of the `kinds` may be called by each `noun`."""

    reason: str
    nouns: Words
    kinds: Words


@dataclass(frozen=True, slots=True)
class SizedEntry:
    """A word that means so many people."""

    form: str
    size: Size


@dataclass(frozen=True, slots=True)
class SizedTable:
    """Words that mean so many people."""

    reason: str
    entries: tuple[SizedEntry, ...]


@dataclass(frozen=True, slots=True)
class TagEntry:
    """What, right behind a name, tells that a noun is said of its bearer: it begins with `pattern`."""

    reason: str
    noun: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class GroupsFile:
    """groups.toml: how several people are called together."""

    conjunction: str  # joins the last of several names
    neither: str  # joins the last of those who all do not
    kinds: Mapping[str, Hyponyms]
    together: SizedTable  # nouns in the singular for several
    numbers: SizedTable
    plain: NounTable  # adjectives of such nouns that tell of nobody else
    family: NounTable  # for two of one family name
    signers: NounTable  # who wrote or signed a text
    tags: tuple[TagEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageFiles:
    """The files of a language: each field is one, without its ".toml"."""

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
