"""Rules for whom a pronoun means, the surest first; a learned choice may overrule them."""

from __future__ import annotations

from dataclasses import replace

from service.extraction.rules import Example, Rule
from service.extraction.speakers.called_together import whole_group
from service.extraction.speakers.discourse import THIRD, Identity, agreement
from service.extraction.speakers.phrase import Identifying, Phrase, Told

SEVERAL = 6.0  # roughly, sentences from "they" back to the people meant
NEW = frozenset({"impersonal", "indefinite"})  # roles of pronouns that point to nobody: "one", "another"


def _antecedent(told: Told, mention: Phrase) -> Identity | None:
    """The antecedent of a pronoun; None for "one", "I", "we", "you"."""
    pronoun = mention.pronoun
    if pronoun is None or pronoun.role in NEW or pronoun.person != THIRD:
        return None
    agrees = agreement(pronoun, neuter=told.article.lexicon.neuter)
    found = None
    several_or_one = pronoun.number == pronoun.gender == "any" and pronoun.role != "relative"
    if several_or_one:  # "they" is seldom one
        several = agreement(replace(pronoun, number="plural"), neuter=told.article.lexicon.neuter)
        found = told.discourse.antecedent(
            mention.head, lambda one: one.number == "plural" and several(one), SEVERAL
        )
    found = found or told.discourse.antecedent(mention.head, agrees)
    if pronoun.number == "plural" or several_or_one:
        found = whole_group(told, mention, found, pronoun.gender)
    return None if found is None else found._replace(basis="pronoun")


PRONOUN_RULES: tuple[Identifying, ...] = (
    Rule(
        "antecedent",
        _antecedent,
        "A pronoun is the most prominent of those that agree with it (Grosz, Joshi and Weinstein, 1995).",
        (
            Example("en", "Anna Smith met Paul Jones. “I agree,” she said.", "Anna Smith"),
            Example("fr", "Anne Roy a reçu Paul Petit. « D'accord », a-t-elle répondu.", "Anne Roy"),
        ),
    ),
)
