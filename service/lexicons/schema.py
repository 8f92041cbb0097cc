"""What may stand in the lexicon of a language: the tables, groups and values that code names.

They are named here, and nowhere else: files are checked against them when they are read (see files.py),
and mypy checks what the code asks of a lexicon.

To add a table, add its name to the Literal of its file, with what it means, and the table to that file
of every language; one that has nothing to say gives an empty list and its reason.
"""

from __future__ import annotations

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
    "news-agency",
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

# marks.toml: what may be a quotation mark
Mark = Literal[
    "``", "''", "‘‘", "’’", "‚‚", "“", "”", "„", "‟", "«", "»", '"', "〝", "〞", "‘", "’", "'", "‚", "‹", "›",
]  # fmt: skip

# pronouns.toml
PronounRole = Literal[
    "subject", "object", "reflexive", "possessive", "relative", "demonstrative", "indefinite",
    "impersonal",
]  # fmt: skip
PronounGender = Literal["m", "f", "n", "any"]
PronounNumber = Literal["singular", "plural", "any"]

# groups.toml
Size = Literal[0, 2, 3, 4, 5, 6]  # how many people a word means; 0: any number

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
    "agent",  # brings in who does what a passive tells
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
    "namesake",  # a thing whose name, right behind, is a person's: "le lycée Jean Moulin"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun; `gender` and `number` are those of what it stands for."""

    form: str
    person: Literal[1, 2, 3]
    number: PronounNumber
    gender: PronounGender
    role: PronounRole


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
