"""Features that are words of one language: the noun of a title or description, by whom it may mean.

They are not listed: a model has those that enough articles of its language have, and weighs no others.
"le procureur" brings in somebody whom no article names more often than "le chanteur" does, "l'élu" is said of
mayors, and "le quotidien" of papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from service.extraction.ranking import one_word
from service.extraction.speakers.asking import Asked, IdentityCandidate
from service.extraction.speakers.discourse import BODIES
from service.extraction.speakers.features.names import THE

MAX_ROLES = 20  # of a person, looked at
NO_TYPE = "none"  # of a body that is not in the catalogue
_FAMILIES = ("body", "famous", "nobody", "role", "type")
IDENTITY_WORDS = tuple(f"{THE}{family}=" for family in _FAMILIES)  # the beginnings of their names


def noun_words(asked: Asked, candidates: Sequence[IdentityCandidate]) -> list[list[str]]:
    """For each candidate the words that count for or against it, as features of 1; none for a pronoun."""
    if asked.pronoun is not None:
        return [[] for _ in candidates]
    nouns = sorted(map(one_word, asked.forms))
    sides = [list(_sides(asked, candidate)) for candidate in candidates]
    return [
        [f"{THE}{family}={noun}{other}/{asked.language}" for noun in nouns for family, other in own]
        for own in sides
    ]


def _sides(asked: Asked, candidate: IdentityCandidate) -> Iterator[tuple[str, str]]:
    """What a candidate is to the noun: nobody or famous, of other roles, a body, of a type of bodies."""
    identity = candidate.identity
    entity = identity.entity
    if candidate.nobody:
        yield "nobody", ""
    elif entity is not None:
        if entity.person is not None:
            yield "famous", ""
        roles = dict.fromkeys(role.head for role in islice(entity.roles, MAX_ROLES))
        if asked.forms.isdisjoint(roles):
            for role in roles:
                yield "role", f"+{one_word(role)}"
    elif identity.kind in BODIES:
        yield "body", ""
        yield "type", f"+{NO_TYPE if identity.institution is None else identity.institution.type}"
