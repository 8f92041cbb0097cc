"""What the lexicon of a language may contain: the tables, groups and values that code refers to.

They are named here, and nowhere else: files are checked against them when they are read (see files.py), and
mypy checks how the code uses a lexicon.

To add a table, add its name, with its meaning, to the Literal of its file, and add the table to that file of
every language; a language that has no such words gives an empty list and the reason.
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
    "that",  # the same, but is no part of the clause
    "as_cue",  # makes a clause with a cue a parenthesis
    "predicative",  # after an object, opens what it is said to be
    "channel",  # where words were published
    "contrast",  # after a comma, mostly the reporter's own words
    "where",  # opens a clause about the place before it
    "there",  # points back to a place
    "linking",  # stands between a verb and its pronoun only for the sound
]

# prepositions.toml
Preposition = Literal[
    "source",  # its object says the words
    "source_near_quote",  # the same, but only beside a quotation
    "relative",  # with a relative pronoun: what stands before says what its clause holds
    "informant",  # "on apprend de …"
    "bearer",  # "on dit à …", "on lit sur …"
    "address",  # its object is the hearer, the place or the occasion
    "hearer",  # before several people it tells to whom the words are said
    "adjunct",  # behind somebody it begins what belongs to the verb
    "side",  # its object is a side, which beside "one" is the speaker
    "deadline",  # before a year to come
    "joining",  # adds people to those already named
    "part",  # before names: some of the people that are meant
]

# front.toml: what the normal form looks for, at bylines and credits and between glued paragraphs
Front = Literal[
    "byline",  # opens a line with the author's name
    "credit",  # opens the credit of a picture
    "picture",  # the same, in brackets only
    "glued_credit",  # the same, glued to the word before
    "glued_opening",  # opens a paragraph, glued to the word before
    "shortened",  # a title cut short before a name: its full stop ends no paragraph
]

# nouns.toml
NounKind = Literal[
    "utterance",  # of speech: heads a reported clause
    "document",  # speaks in writing for somebody
    "outlet",  # a medium: prints what others say
    "work",  # marked words beside it are a title
    "term",  # marked words beside it are a name or a term
    "public",  # people whom no article means individually
    "human",  # somebody, by sex and age only: never used of an office-holder
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
    "hearer",  # its object is the hearer, so nobody to the right of it is the speaker
    "name",  # what something is called
]
Strength = Literal[1, 2, 3]  # how surely a cue tells of speech
HINTING: Strength = 1  # it may
REPORTING: Strength = 2  # by itself it says that somebody spoke
SAYING: Strength = 3  # it hardly means anything but speech
# Groups that rules and features refer to, the same in all languages; other names are free.
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
    "author",  # joins a text to its author
    "agent",  # introduces the one who does what a passive tells
    "former",  # "ex-"
    "source",  # somebody who is not named
    "same",  # points back
    "first",  # the first of two people who were named: "the former"
    "other",  # one more of the same kind
    "particles",  # of names: "de", "van"
    "genitive",  # ends the name of the owner of what follows
    "both",  # two who are known
    "converse",  # what each of two people is to the other: "his host"
    "enterprise",  # a body that has a proper name: "the company"
    "generation",  # behind a name, distinguishes a son from his father: "Jr."
    "namesake",  # a thing that has a person's name right behind it: "le lycée Jean Moulin"
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
    """Letters with a mark, which are missing in texts that were typed without accents.

    A word may have several of the `frequent` ones, but only one of the `rare`.  Words that differ only in
    their marks often differ in the `endings`, as participles do.
    """

    frequent: Words
    rare: Words
    endings: Words
    reason: str
