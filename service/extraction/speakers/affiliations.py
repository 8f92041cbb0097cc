"""The institution that a person of the article speaks for: by a title in the article, else by an office held.

An office counts if it was held on the article's day.  Without a known day it counts unless it ended before
the latest year that the article names; then somebody called former speaks only for an institution in a title.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from service.extraction.reading.article import Article
from service.extraction.reading.dating import dated_year, latest_year
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.titles import Titles
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import MEDIA, Institution


class Affiliations:
    """The institutions of the people of one article."""

    def __init__(
        self, article: Article, catalogue: ArticleCatalogue, institutions: Institutions, titles: Titles
    ) -> None:
        self._article = article
        self._language = article.lexicon.language
        self._catalogue = catalogue
        self._institutions = institutions
        self._titles = titles
        self._own: dict[int, Institution | None] = {}  # by the indices of people

    def of(self, entity: Entity, title: str | None = None) -> Institution | None:
        """The institution that a person speaks for: by the `title` in use, another title or an office."""
        by_title = None if title is None else self._by_title(entity, title)
        if by_title is not None:
            return by_title
        if entity.index not in self._own:
            titles = dict.fromkeys(role.text for role in reversed(entity.roles))
            found = (self._by_title(entity, text) for text in titles)
            self._own[entity.index] = next(filter(None, found), None) or self._by_office_held(entity)
        return self._own[entity.index]

    def office_institution(self, title: str, country: str | None = None) -> Institution | None:
        """The institution of the office that a title names, in `country` if the title names none."""
        office = self._catalogue.office_of(title, self._language, country)
        return None if office is None else self._catalogue.institution(office.institution)

    def _by_title(self, entity: Entity, title: str) -> Institution | None:
        """The institution whose present office a title names, or that it mentions; media do not count.

        A bare word ("the leader") that is an office only in the person's country must be an office that the
        person has held.
        """
        if self._catalogue.stands_apart(title, self._language):
            return None
        found = self.office_institution(title)
        if found is None and entity.person is not None and entity.person.country is not None:
            held = {holding.office for holding in entity.person.offices}
            office = self._catalogue.office_of(title, self._language, entity.person.country)
            if office is not None and (office.key in held or self._is_long(title)):
                found = self._catalogue.institution(office.institution)
        found = found or self._institutions.in_title(title)
        return None if found is None or found.type in MEDIA else found

    def _is_long(self, title: str) -> bool:
        """Has a title more than one word besides determiners?"""
        small = self._article.lexicon.determiners["definite"] | self._article.lexicon.determiners["articles"]
        return sum(word.lower() not in small for word in title.split()) > 1

    def _by_office_held(self, entity: Entity) -> Institution | None:
        """The institution of the latest office that a person held when the article appeared."""
        if entity.person is None or (self._catalogue.day is None and self._titles.is_former(entity)):
            return None
        first, last = self._days
        return next(iter(self._catalogue.affiliations(entity.person, first, last)), None)

    @cached_property
    def _days(self) -> tuple[date, date]:
        """The first and the last day on which the article may have appeared."""
        if (day := self._catalogue.day) is not None:
            return day, day
        latest = self._catalogue.latest.year
        if (year := dated_year(self._article, latest)) is not None:
            return date(year, 1, 1), date(year, 12, 31)
        year = latest_year(self._article, latest)
        return date.min if year is None else date(year, 1, 1), date.max
