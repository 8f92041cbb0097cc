"""Terms of office: from when to when somebody held an office, as exactly as it is known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_MOMENT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_HELD = re.compile(r"(?P<office>\S+)(?: (?P<since>[\d-]+)(?P<slash>/)?(?P<until>[\d-]+)?)?")
_TURN = re.compile(r"(?P<since>[\d-]+) (?:(?P<person>[^\s()]+)|\(.+\))")
_PAST, _FUTURE = date.min, date.max


@dataclass(frozen=True, slots=True)
class Moment:
    """A day; or, if only the month or the year is known, the days from first to last, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Moment:
        """The moment of "2012", "2012-05" or "2012-05-15".  Raises ValueError for any other text."""
        match = _MOMENT.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a year, a month (2012-05) or a day (2012-05-15)")
        year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
        if not month:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if not day:
            return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return cls(date(year, month, day), date(year, month, day))

    @property
    def exact(self) -> bool:
        """Is the day known?"""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's term in an office, from `since` to `until`; None if unknown, or if it has not ended.

    The day of `until` is the successor's first.
    """

    person: str
    office: str
    since: Moment | None
    until: Moment | None

    def covers(self, day: date) -> bool:
        """May the person have held the office on `day`?  Certain if both moments are exact."""
        return self.overlaps(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        """May the person have held the office on some day from `first` to `last`, both included?"""
        begun = self.since is None or self.since.first <= last
        if self.until is None:
            return begun
        return begun and (first < self.until.first if self.until.exact else first <= self.until.last)

    def began_after(self, other: Holding) -> bool:
        """Did this term surely or probably begin later than the other?"""
        return self._begin > other._begin

    def ended_before(self, day: date) -> bool:
        """Was the term surely over by `day`?"""
        return self.until is not None and self.until.last <= day

    @property
    def _begin(self) -> date:
        return _PAST if self.since is None else self.since.first

    @property
    def _end(self) -> date:
        return _FUTURE if self.until is None else self.until.last


def latest_first(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """Terms by their end, then by their beginning, the latest first; one that lasts has the latest end."""
    return tuple(sorted(holdings, key=lambda held: (held._end, held._begin), reverse=True))


def on_day(holdings: Iterable[Holding], day: date) -> tuple[Holding, ...]:
    """The terms that covered `day`, or may have, in the order given."""
    return tuple(held for held in holdings if held.covers(day))


def between(holdings: Iterable[Holding], first: date, last: date) -> tuple[Holding, ...]:
    """The terms that covered a day from `first` to `last`, both included, or may have, in the order given."""
    return tuple(held for held in holdings if held.overlaps(first, last))


def likely(holdings: tuple[Holding, ...], year: int) -> tuple[Holding, ...]:
    """The terms; if one that lasts began by the end of `year`, without the lasting ones that began later."""
    begun = [h for h in holdings if h.until is None and h.overlaps(date(year, 1, 1), date(year, 12, 31))]
    return tuple(h for h in holdings if h.until is not None or h in begun) if begun else holdings


def sole_holder(holdings: Iterable[Holding], first: date, last: date) -> str | None:
    """Who held an office on all days from `first` to `last`, both included; None if anybody else may have."""
    during = between(holdings, first, last)
    whole = len(during) == 1 and during[0].covers(first) and during[0].covers(last)
    return during[0].person if whole else None


def read_holding(person: str, line: str) -> Holding:
    """The term of "office", "office 2001" or "office 2001-09/2005".  Raises ValueError for other lines."""
    match = _HELD.fullmatch(line)
    if match is None or (match["until"] and not match["slash"]):
        raise ValueError(f"'{line}' is not 'office', 'office 2001' or 'office 2001/2005'")
    since = Moment.parse(match["since"]) if match["since"] else None
    until = Moment.parse(match["until"]) if match["until"] else None if match["slash"] else since
    if since and until and until.last < since.first:
        raise ValueError(f"'{line}' ends before it begins")
    return Holding(person, match["office"], since, until)


def read_succession(office: str, lines: Sequence[str]) -> tuple[Holding, ...]:
    """The terms of an office that one person holds at a time: each ends where the next turn begins.

    A line is a turn, "2001-01-20 person", or a vacancy, "2001-01-20 (why nobody)".  Raises ValueError
    for other lines, and for a turn that does not begin after the one before.
    """
    turns = [_turn(line) for line in lines]
    for (before, _), (after, _) in pairwise(turns):
        if (after.first, after.last) <= (before.first, before.last):
            raise ValueError(f"{after.first} does not come after {before.first}")
    ends: list[Moment | None] = [moment for moment, _ in turns[1:]]
    return tuple(
        Holding(person, office, since, until)
        for (since, person), until in zip(turns, [*ends, None], strict=True)
        if person is not None
    )


def _turn(line: str) -> tuple[Moment, str | None]:
    """When a turn begins, and the holder's key; None for a vacancy."""
    match = _TURN.fullmatch(line)
    if match is None:
        raise ValueError(f"'{line}' is neither '2001-01-20 person' nor '2001-01-20 (why nobody)'")
    return Moment.parse(match["since"]), match["person"]
