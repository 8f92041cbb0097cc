"""The holder of an office that the article mentions without a name: on its day, in its year, or today.

The day of the article counts if it is known, else the year that the article gives.  The catalogue's latest
holder counts only if the article names no people at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from service.extraction.model import SpeakerBasis
from service.extraction.reading.article import Article
from service.extraction.reading.dating import dated_year, latest_year
from service.extraction.rules import Example, Rule, first_answer
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.people import People
from service.extraction.speakers.roles import GivenRole
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import Office, Person


@dataclass(frozen=True, slots=True)
class _Days:
    """The first and last day on which the article may have appeared, inclusive, and how that is known."""

    first: date
    last: date
    basis: SpeakerBasis


class _Holder(NamedTuple):
    """Who held an office, and how that is known."""

    person: Person
    basis: SpeakerBasis


class OfficeHolders:
    """The holders of offices who are in the catalogue and not in the article."""

    def __init__(self, article: Article, people: People, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._language = article.lexicon.language
        self._people = people
        self._catalogue = catalogue
        self._made: dict[str, Entity] = {}
        self._found: dict[str, tuple[str, _Holder] | None] = {}  # with the rule, by the key of the office

    def office(self, words: range, nobody: Identity) -> Office | None:
        """The office, of a certain country, that a phrase calls somebody by: "the US president".

        Without a country it is that of the press's own ("le Premier ministre"), if no other is named.
        None for offices that several hold at once, for one of several ("a spokesman"), for a former holder.
        """
        first, text = self._article.words[words[0]].norm, nobody.name
        if nobody.kind != "person" or first in self._article.lexicon.determiners["indefinite"]:
            return None
        if "preposition" in self._article.words[words[-1]].tags:
            return None  # what follows says of what: "le président de “La Lettre”"
        office = self._catalogue.office_of(text, self._language, None)
        many = " " in text  # "le président" may be a club's
        if office is None and many and self._catalogue.may_need_country(text, self._language):
            office = self._catalogue.office_of(text, self._language, self._home)
        former = self._catalogue.is_former(text, self._language)
        return office if office is not None and office.sole and not former else None

    def named(self, identity: Identity) -> Identity:
        """The holder of the office that somebody unnamed is called by; else `identity` as it is."""
        if identity.entity is not None or identity.office is None:
            return identity
        if identity.office.key not in self._found:
            self._found[identity.office.key] = first_answer(HOLDER_RULES, self, identity.office)
        answer = self._found[identity.office.key]
        if answer is None:
            return identity
        rule, (person, basis) = answer
        found = self._people.identity(
            self._entity(person, identity.name), basis if identity.basis == "description" else identity.basis
        )
        return found._replace(probability=identity.probability, rule=rule)

    def sole_holder(self, office: Office) -> _Holder | None:
        """The only person who held an office when the article appeared."""
        days = self._days
        person = None if days is None else self._catalogue.sole_holder(office, days.first, days.last)
        return None if days is None or person is None else _Holder(person, days.basis)

    @cached_property
    def _home(self) -> str | None:
        """The press's own country, if the article names no other."""
        home = self._article.lexicon.home
        if len(home) != 1:
            return None
        texts = {word.text for word in self._article.words if not word.punctuation}
        named = (self._catalogue.country_of(text, self._language) for text in texts)
        return home[0] if all(country in (None, home[0]) for country in named) else None

    @cached_property
    def _days(self) -> _Days | None:
        """When the article appeared."""
        if (day := self._catalogue.day) is not None:
            return _Days(day, day, "date")
        latest = self._catalogue.latest
        year = dated_year(self._article, latest.year) or latest_year(self._article, latest.year)
        if year is not None:
            return _Days(date(year, 1, 1), min(date(year, 12, 31), latest), "year")
        return None if self._people.entities else _Days(latest, latest, "present")

    def _entity(self, person: Person, title: str) -> Entity:
        """The person as an entity: the article's own, or one called only by the office `title`."""
        if person.key not in self._made:
            own = (entity for entity in self._people.entities if entity.person is person)
            made = Entity(
                index=len(self._people.entities) + len(self._made),
                name=person.name(self._language),
                forms=(),
                gender=person.gender,
                roles=(GivenRole(title, "", frozenset(), 0),),
                mentions=(),
                person=person,
            )
            self._made[person.key] = next(own, made)
        return self._made[person.key]


HOLDER_RULES: tuple[Rule[[OfficeHolders, Office], _Holder], ...] = (
    Rule(
        "holder_then",
        OfficeHolders.sole_holder,
        "An office is who held it on the article's day, in its year, or last.",
        (
            Example("fr", "C'était en juin 2020. « Oui », a dit le président américain.", "Donald Trump"),
            Example("en", "In June 2020 it rained. “Yes,” the US president said.", "Donald Trump"),
        ),
    ),
)
