"""Whose turn it is to speak: whom a pronoun means by the sentence before it, whatever else was said.

Such a sentence is about one person only, or says that somebody replies; rules that leave no choice.
"""

from __future__ import annotations

from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity, agreement
from service.extraction.speakers.phrase import Identifying, Phrase, Told

REPLYING = "replying"  # the group of verbs


def _turn(told: Told, mention: Phrase) -> Identity | None:
    """The only person, and subject, of the sentence right before that of a pronoun."""
    return _if_agreeing(told, mention, told.discourse.sole_subject_before(mention.head))


def _replies(told: Told, mention: Phrase) -> Identity | None:
    """Who is said to reply in the sentence right before that of a pronoun, whose words follow."""
    return _if_agreeing(told, mention, told.discourse.subject_before(mention.head, REPLYING))


def _if_agreeing(told: Told, mention: Phrase, one: Identity | None) -> Identity | None:
    """A person of the article for whom a pronoun of one person, "he" or "she", can stand."""
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
