"""Who held an office that the article names without its holder: on its day, in its year, as things stand.

An article without a date means whom it names; else the year that it tells of itself counts; what the
catalogue has last only where nobody is named who could be meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from service.extraction.model import SpeakerBasis
from service.extraction.reading.article import Article
from service.extraction.reading.dating import told_year
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.people import People
from service.extraction.speakers.roles import Role
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import Person
from service.lexicons.lexicon import PersonWord

BY_CALENDAR = frozenset[SpeakerBasis]({"date", "year", "present"})


@dataclass(frozen=True, slots=True)
class _Days:
    """The days, both included, on one of which the article appeared, and how that is known."""

    first: date
    last: date
    basis: SpeakerBasis


class OfficeHolders:
    """The holders of offices who are in the catalogue and not in the article."""

    def __init__(self, article: Article, people: People, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._people = people
        self._catalogue = catalogue
        self._made: dict[str, Entity] = {}

    def of(self, words: range, text: str, noun: tuple[str, PersonWord] | None) -> Identity | None:
        """Who holds the office that a phrase names, its country included: "the US president".

        Without a country it is the press's own ("le Premier ministre"), where the day is known and the
        article has no other country.  None for offices that several hold at once, for one of several
        ("a spokesman"), for a former holder.
        """
        article, language = self._article, self._article.lexicon.language
        first = article.words[words[0]].norm
        if first in article.lexicon.determiners["indefinite"] or noun is None or noun[1].plural:
            return None
        office = self._catalogue.office_of(text, language, None)
        many = " " in text  # "le président" may be a club's
        if office is None and many and self._catalogue.may_need_country(text, language):
            office = self._catalogue.office_of(text, language, self._home)
        if office is None or not office.sole or self._catalogue.is_former(text, language):
            return None
        days = self._days
        person = None if days is None else self._catalogue.sole_holder(office, days.first, days.last)
        if days is None or person is None:
            return None
        return self._people.identity(self._entity(person, words, text, noun[0]), days.basis)

    @cached_property
    def _days(self) -> _Days | None:
        """When the article appeared."""
        if (day := self._catalogue.day) is not None:
            return _Days(day, day, "date")
        latest = self._catalogue.latest
        if (year := told_year(self._article, latest.year)) is not None:
            return _Days(date(year, 1, 1), min(date(year, 12, 31), latest), "year")
        return None if self._people.entities else _Days(latest, latest, "present")

    @cached_property
    def _home(self) -> str | None:
        """The press's own country, for an article of a known day that has no other."""
        home = self._article.lexicon.home
        if self._catalogue.day is None or len(home) != 1:
            return None
        language, find = self._article.lexicon.language, self._catalogue
        for word in self._article.words:
            if word.punctuation:
                continue
            place = find.find_government(word.text, language)
            country = find.demonym(word.text, language) if place is None else place.country
            if country not in (None, home[0]):
                return None
        return home[0]

    def _entity(self, person: Person, words: range, text: str, noun: str) -> Entity:
        """Somebody whom the article calls by the office alone."""
        if person.key not in self._made:
            norms = frozenset(self._article.words[i].norm for i in words)
            self._made[person.key] = Entity(
                index=len(self._people.entities) + len(self._made),
                name=person.name(self._article.lexicon.language),
                forms=(),
                gender=person.gender,
                roles=(Role(text, noun, norms, words[0]),),
                mentions=(words,),
                person=person,
            )
        return self._made[person.key]
