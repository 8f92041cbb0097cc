"""Whose turn it is to speak: a pronoun means whom the sentence before it is about, whatever else was said."""

from __future__ import annotations

from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity, agreement
from service.extraction.speakers.phrase import Identifying, Phrase, Told, pronoun_of


def _turn(told: Told, mention: Phrase) -> Identity | None:
    """The only person, and subject, of the sentence right before that of "he" or "she"."""
    pronoun = pronoun_of(told.article, mention)
    if pronoun is None or pronoun.gender not in ("m", "f") or pronoun.number != "singular":
        return None
    one = told.discourse.sole_subject_before(mention.head)
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
)
