"""The names of the features of a mention's candidates; a model knows exactly these.

The names begin with "he:" for pronouns and "the:" for titles and descriptions, where the same evidence has
different weights.  Distances are logarithms: the first sentence away counts most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from service.extraction.speakers.asking import Asked
from service.extraction.speakers.memory import NEVER

LOG_LATELY = math.log1p(4)
LOG_OF_NEVER = 4.0  # in place of the logarithm of a distance
MOST_LOGGED = 200  # higher counts are capped
LOG = [math.log1p(n) for n in range(MOST_LOGGED)]

Row = dict[str, float]  # the features of one candidate

# What a candidate is.
KIND_FEATURES = ("named", "described", "body", "unknown", "nobody", "gender-known", "full-name")
# Where and how the candidate was last met, and how often the article mentions them.
PLACE_FEATURES = (
    "sentences",
    "paragraphs",
    "same-sentence",
    "sentence-before",
    "same-paragraph",
    "last-subject",
    "last-speaker",
    "last-quoted",
    "quoted-here",
    "last-nested",
    "speaker-sentences",
    "quoting-sentences",
    "latest-speaker",
    "latest-quoting",
    "latest-subject",
    "mentions",
    "spoken",
    "in-lead",
    "rank",
    "only-one",
    "only-named",
    "only-in-paragraph",
    "others-fit",
    "nearest-subject",
    "last-main",
    "main-sentences",
    "opens-paragraph",
    "article-mentions",
    "article-quoted",
    "in-quotation",
)
# How certain it is that a name is a person's.
PERSON_FEATURES = ("told-person", "behind-article", "named-subject", "titled")
# People named only later, and the next mentions of the others.
COMING = ("to-come", "to-come-sentences", "to-come-same-paragraph", "next-sentence", "later-in-paragraph")
# What the rules say.
RULES = ("rules", "rules-nobody", "rules-title", "rules-office", "rules-described", "rules-far")
FEATURES_OF_BOTH = (*KIND_FEATURES, *PLACE_FEATURES, *PERSON_FEATURES, *COMING, *RULES)
# Of those that count apart for a pronoun in another clause than the main one.
PLACES_IN_CLAUSES = ("same-sentence", "sentence-before", "last-subject", "latest-subject")
PRONOUNS = (
    "nobody-neuter",
    "body-same-sentence",
    "body-person-lately",
    "body-subject",
    "body-speaker",
    "described-speaker",
    "described-subject",
    "incise-same-subject",
    "incise-quoting",
    "object-pronoun",
    "quoting-same-paragraph",
    "more-latest-quoting",
    "more-latest-speaker",
    *("clause-" + place for place in PLACES_IN_CLAUSES),
)
PHRASES = (
    "role",
    "role-to-come",
    "role-part",
    "role-words",
    "role-words-to-come",
    "role-missing-words",
    "role-other",
    "role-none",
    "role-only-one",
    "role-agrees",
    "role-latest",
    "called-so",
    "called-so-only-one",
    "name-words",
    "medium",
    "name-part",
    "nobody-definite",
    "nobody-demonstrative",
    "nobody-indefinite",
    "nobody-possessive",
    "nobody-bare",
    "nobody-complement",
    "nobody-relative",
    "nobody-words",
    "nobody-former",
    "nobody-title",
    "nobody-person",
    "nobody-kin",
    "nobody-body",
    "nobody-no-noun",
    "nobody-public",
    "nobody-human",
    "nobody-role-exists",
    "nobody-role-to-come",
    "nobody-called-so",
    "nobody-somebody-near",
    "nobody-met-before",
    "gender-agrees",
    "famous",
    "famous-person",
    "human-famous",
    "human-titled",
    "human-described",
    "nobody-enterprise",
    "enterprise",
    "enterprise-latest",
    "enterprise-most",
    "body-latest-quoting",
    "body-mentions",
    "possessor",
    "demonstrative-sentence-before",
    "complement-role",
    "complement-no-role",
    "described-near",
    "type-agrees",
    "type-disagrees",
    "type-open",
)
HE, THE = "he:", "the:"
IDENTITY_FEATURES = (
    *(HE + name for name in (*FEATURES_OF_BOTH, *PRONOUNS)),
    *(THE + name for name in (*FEATURES_OF_BOTH, *PHRASES)),
)


def named(asked: Asked, features: Mapping[str, float]) -> dict[str, float]:
    """The features of a candidate that are not 0, under their full names: what the model is fitted on."""
    return {f"{asked.kind}:{name}": float(value) for name, value in features.items() if value}


def log_of(n: int) -> float:
    """The logarithm of a count plus one."""
    return LOG[n] if 0 <= n < MOST_LOGGED else LOG[-1] if n > 0 else 0.0


def since(unit: int, then: int) -> float:
    """The logarithm of the sentences since something; LOG_OF_NEVER if it never happened."""
    return LOG_OF_NEVER if then == NEVER else log_of(unit - then)
