"""What may stand in the lexicon of a language: its files, their tables and the values in them.

Each type here is what a file or a table holds; files are checked against it when they are read
(see checking.py), and mypy checks what the code asks of a lexicon.  A table, group or value that code
names is named here, and nowhere else:

To add a table, add its name to the Literal of its file, with what it means, and the table to that file
of every language; one that has nothing to say gives an empty list and its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f", ""]  # "": either, or none
Words = tuple[str, ...]

# adverbials.toml
Adverbial = Literal[
    "aside",  # stands between a verb and its subject, and is never the speaker
    "negation",  # turns a report into its contrary
    "complementizer",  # opens a reported clause
    "that",  # the same, and is no part of the clause
    "as_cue",  # makes a clause with a cue a parenthesis
    "predicative",  # after an object, opens what somebody makes it out to be
    "channel",  # where words were published
    "contrast",  # after a comma mostly the reporter's own
    "where",  # opens a clause about the place before it
    "there",  # points back to a place
    "linking",  # stands between a verb and its pronoun for the sound alone
]

# prepositions.toml
Preposition = Literal[
    "source",  # its object says the words
    "source_near_quote",  # the same, but only beside a quotation
    "relative",  # a relative pronoun with it: who stands before says what its clause holds
    "informant",  # "on apprend de …"
    "bearer",  # "on dit à …", "on lit sur …"
    "address",  # whom one speaks to, where, on what occasion
    "side",  # whose side it is: beside "one" the speaker
    "deadline",  # before a year to come
    "joining",  # joins further people to those who were named
    "part",  # before names: those of some of the people that are meant
]

# front.toml: bylines and credits, which are no part of an article
Front = Literal[
    "byline",  # opens a line with the author's name
    "credit",  # opens the credit of a picture
    "picture",  # the same, in brackets only
    "glued_credit",  # the same, glued to the word before
]

# nouns.toml
NounKind = Literal[
    "utterance",  # of saying: heads a clause that is reported
    "document",  # speaks in writing for somebody
    "outlet",  # a medium: prints what others say
    "work",  # marked words beside it are a title
    "term",  # marked words beside it are a name or a term
    "public",  # people whom no article means one by one
    "human",  # somebody, by sex and age alone: never said of who holds an office
    "charge",  # marked words beside it are an offence
    "event",  # an occasion on which somebody speaks
    "time",  # a day, a month: never a speaker
]

# bodies.toml: types of institutions that the catalogue has
BodyType = Literal[
    "newspaper",
    "magazine",
    "broadcaster",
    "site",
    "agency",
    "company",
    "bank",
    "party",
    "union",
    "ngo",
    "organisation",
    "court",
    "prosecutor",
    "ministry",
    "government",
    "parliament",
    "city",
    "police",
    "army",
    "armed-group",
    "research",
    "pollster",
    "hospital",
    "sports-body",
    "sports-club",
]

# persons.toml
PersonKind = Literal["honorific", "title", "person", "kin", "group", "institution"]

# firstnames.toml
NameKind = Literal["masculine", "feminine", "either"]

# verbs.toml
Complement = Literal[
    "clause",  # "said that"
    "infinitive",  # "promised to"
    "phrase",  # marked words inside its own clause
    "quote",  # a whole sentence in marks
    "hearer",  # its object hears, so that nobody who speaks stands right of it
    "name",  # what something is called
]
Strength = Literal[1, 2, 3]  # how much a cue speaks of saying
HINTING: Strength = 1  # it may
REPORTING: Strength = 2  # by itself it says that somebody spoke
SAYING: Strength = 3  # it is hardly anything but saying
# Groups that rules and features name, the same in all languages; the others are free.
NamedGroup = Literal[
    "adding", "admitting", "advising", "announcing", "asking", "beginning", "believing", "bodily",
    "calling", "continuing", "criticising", "demanding", "denying", "explaining", "joking", "judging",
    "naming", "noting", "praising", "promising", "publishing", "reading", "regretting", "rejecting",
    "replying", "saying", "urging", "wanting", "writing",
]  # fmt: skip

# pronouns.toml
PronounRole = Literal[
    "subject", "object", "reflexive", "possessive", "relative", "demonstrative", "indefinite",
    "impersonal",
]  # fmt: skip
PronounGender = Literal["m", "f", "n", "any"]
PronounNumber = Literal["singular", "plural", "any"]

# grammar.toml: what the labels of the language's pipeline mean
Dependency = Literal[
    "subject", "agent", "object", "addressee", "clause", "open_clause", "adverbial_clause",
    "relative_clause", "participle", "apposition", "coordinated", "conjunction", "prepositional",
    "prepositional_object", "determiner", "possessive", "name_part", "modifier", "auxiliary",
    "passive_auxiliary", "marker", "negation", "parataxis",
]  # fmt: skip
Tag = Literal[
    "verb", "auxiliary", "noun", "name", "plural", "pronoun", "preposition", "adjective", "number", "adverb"
]  # fmt: skip
Form = Literal["infinitive", "past", "present"]  # of a verb that is not finite
EntityKind = Literal["person", "body", "organisation", "place"]
Determiner = Literal[
    "definite", "indefinite", "demonstrative", "plural", "feminine", "masculine", "possessive", "articles",
    "of",  # joins a noun to its complement
    "author",  # joins a text to whom it is by
    "former",  # "ex-"
    "source",  # somebody who is not named
    "same",  # points back
    "first",  # the one who was named first of two: "the former"
    "other",  # one more of the same kind
    "particles",  # of names: "de", "van"
    "genitive",  # ends the name of who has what follows
    "both",  # two who are known
    "converse",  # what each of two people is to the other: "his host"
    "enterprise",  # a body that bears a proper name: "the company"
    "generation",  # behind a name, tells a son from his father: "Jr."
    "salutation",  # opens a letter
    "closing",  # stands above the signature of a letter
    "namesake",  # a thing whose name, right behind, is a person's: "le lycée Jean Moulin"
]  # fmt: skip


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
class Pronoun:
    """A pronoun; `gender` and `number` are those of what it stands for."""

    form: str
    person: Literal[1, 2, 3]
    number: PronounNumber
    gender: PronounGender
    role: PronounRole


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

    `opening` words begin with one, for letters left out; `closed` are the endings of words that end with one.
    """

    opening: Words
    closed: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Capitals:
    """Words that lack their accent where a sentence begins with them, and the same with it, in order."""

    bare: Words
    accented: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters with a mark, which texts that were typed without lack.

    A word may have several of the `frequent` ones, but one of the `rare`.  Words that are alike without marks
    often differ by the `endings`, as participles do.
    """

    frequent: Words
    rare: Words
    endings: Words
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


Size = Literal[0, 2, 3, 4, 5, 6]  # how many people a word means; 0: any number


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
