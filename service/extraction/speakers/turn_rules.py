"""Rules for whose turn it is to speak: the sentence before a pronoun alone decides whom it means.

Such a sentence is about one person only, or says that somebody replies.  No learned choice follows.
"""

from __future__ import annotations

from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity, agreement
from service.extraction.speakers.phrase import Identifying, Phrase, Told

REPLYING = "replying"  # a group of verbs


def _turn(told: Told, mention: Phrase) -> Identity | None:
    """The subject of the sentence right before that of a pronoun, if it is the only person there."""
    return _if_agreeing(told, mention, told.discourse.sole_subject_before(mention.head))


def _replies(told: Told, mention: Phrase) -> Identity | None:
    """The person who replies in the sentence right before that of a pronoun."""
    return _if_agreeing(told, mention, told.discourse.subject_before(mention.head, REPLYING))


def _if_agreeing(told: Told, mention: Phrase, one: Identity | None) -> Identity | None:
    """The given person, if "he" or "she" can stand for them; else None."""
    pronoun = mention.pronoun
    if pronoun is None or pronoun.gender not in ("m", "f") or pronoun.number != "singular":
        return None
    agrees = agreement(pronoun, neuter=told.article.lexicon.neuter)
    fits = one is not None and one.entity is not None and agrees(one)
    return one._replace(basis="pronoun") if fits and one is not None else None


TURN_RULES: tuple[Identifying, ...] = (
    Rule(
        "turn",
        _turn,
        "After a sentence about one person only, who does not speak there, a pronoun is that person.",
        (
            Example(
                "en", "“No,” Anna Smith told Paul Jones. Jones nodded. “I agree,” he said.", "Paul Jones"
            ),
            Example(
                "fr",
                "« Non », a dit Anne Roy à Jean Moreau. Moreau a souri. « Soit », a-t-il dit.",
                "Jean Moreau",
            ),
        ),
    ),
    Rule(
        "replies",
        _replies,
        "Who is said to reply to somebody then speaks.",
        (
            Example("en", "Anna Smith answered Jane Roy, who had left. “I agree,” she said.", "Anna Smith"),
            Example("fr", "Anne Roy répondait à Marie Petit. « Oui », a-t-elle dit.", "Anne Roy"),
        ),
    ),
)
