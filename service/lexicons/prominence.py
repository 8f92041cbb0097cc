"""Whom a family name alone means: the one bearer whom everybody knows, if one stands out.

A head of state or government stands out among all who bear the name, unless there is another one of this
century, or a minister who took office later: then only the article or its day can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum

from service.lexicons.catalogue_terms import Holding, on_day
from service.lexicons.catalogue_values import Institution, Office, Person

PRESENT = date(2001, 1, 1)  # people whose terms all ended before it rank one lower
_LEADERSHIP = frozenset({"presidency", "government"})
_MINISTERIAL = frozenset({"ministry", "royal-court", "organisation"})  # a monarch is rarely quoted by surname


class Rank(IntEnum):
    """How widely the holder of an office is known."""

    NONE = 0
    OFFICE = 1
    MINISTER = 2
    LEADER = 3


def rank_of(office: Office, institution: Institution) -> Rank:
    """The rank of anybody who holds an office of an institution."""
    if institution.head != office.key:
        return Rank.OFFICE
    if institution.type in _LEADERSHIP:
        return Rank.LEADER
    return Rank.MINISTER if institution.type in _MINISTERIAL else Rank.OFFICE


class Prominence:
    """Finds the best known of people who share a family name; `rank` gives the rank of a term of office."""

    def __init__(self, rank: Callable[[Holding], Rank]) -> None:
        self._rank = rank

    def best_known(self, bearers: Sequence[Person], day: date | None = None) -> Person | None:
        """The person whom the family name alone means; None if nobody stands out.

        With the article's `day`, those who held office then come first.
        """
        named = [person for person in bearers if person.surname_alone]
        known = named or [person for person in bearers if person.surname_alone is None]
        if len(known) < 2:
            return next(iter(known), None)
        in_office = self._highest(known, lambda person: self._rank_on(person, day)) if day else []
        if len(in_office) == 1:
            return in_office[0]
        leaders = self._highest(known, self._standing)
        if len(leaders) != 1 or self._standing(leaders[0]) is not Rank.LEADER:
            return None
        return None if any(self._came_later(other, leaders[0]) for other in known) else leaders[0]

    def _highest(self, people: Sequence[Person], rank: Callable[[Person], Rank]) -> list[Person]:
        """Everybody of the highest rank among `people`; empty if nobody has a rank."""
        highest = max(map(rank, people))
        return [person for person in people if rank(person) is highest] if highest else []

    def _rank_on(self, person: Person, day: date) -> Rank:
        """The highest rank that a person had on a day."""
        return max(map(self._rank, on_day(person.offices, day)), default=Rank.NONE)

    def _standing(self, person: Person) -> Rank:
        """The highest rank that a person ever had; one lower if all their terms ended before this century."""
        highest = max(map(self._rank, person.offices), default=Rank.NONE)
        past = all(held.ended_before(PRESENT) for held in person.offices)
        return Rank(highest - 1) if past and highest else highest

    def _came_later(self, other: Person, leader: Person) -> bool:
        """Did a minister of the same name take office only after the leader's last term?"""
        end = leader.offices[0].until
        begins = [held.since for held in other.offices if self._rank(held) is Rank.MINISTER]
        return bool(begins) and all(end and begin and begin.first >= end.first for begin in begins)
