"""Whom a title or an office means: the person to whom the article gave it, or its present or past holder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from functools import cached_property

from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.people import People
from service.extraction.speakers.roles import GivenRole
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_terms import Holding
from service.lexicons.catalogue_values import Institution, Office
from service.lexicons.lexicon import PersonWord

Titled = tuple[Entity, GivenRole, list[int]]  # with the mentions beside which the role stands
MIN_CONTENT_LETTERS = 3  # letters of a word that can distinguish two titles
MOST_TITLES = 50  # with one noun that are compared: the latest ones


class Titles:
    """The titles and offices of the people of one article; phrases are ranges of its words."""

    def __init__(self, article: Article, people: People, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._people = people
        self._catalogue = catalogue
        self._language = article.lexicon.language
        self._former: set[int] = set()  # people whom the article has called by a past office so far
        self._holders_of: dict[str, list[Entity]] = {}

    def by_role(self, words: range, noun: tuple[str, PersonWord]) -> Identity | None:
        """The person to whom the article last gave this title."""
        article = self._article
        if article.words[words[0]].norm not in article.lexicon.determiners["definite"] and len(words) < 3:
            return None
        titled = self._latest_titled(noun[0], words[0])
        if noun[1].plural or not titled:
            return None
        content = {article.words[i].norm for i in words if article.words[i].norm not in noun[0].split()}
        content -= article.lexicon.determiners["definite"] | article.lexicon.determiners["articles"]
        content = {w for w in content if len(w) >= MIN_CONTENT_LETTERS and not self._is_body(w)}
        former = self._catalogue.is_former(article.text_of(words), self._language)
        best: tuple[int, bool, int] | None = None
        chosen: Entity | None = None
        for entity, role, places in titled:
            if self._catalogue.is_former(role.text, self._language) is not former:
                continue
            shared = len(content & role.words)
            if content and not shared and (noun[1].category == "title" or self._tells_more(role)):
                continue
            rank = (shared, role.head.startswith(noun[0]), places[bisect_right(places, words[0]) - 1])
            if best is None or rank > best:
                best, chosen = rank, entity
        return None if chosen is None else self._people.identity(chosen, "title")

    def _latest_titled(self, noun: str, at: int) -> Sequence[Titled]:
        """The people given a title with this noun by word `at`: the last to whom a new one was given."""
        titled, begins = self._by_title.get(noun, ([], []))
        known = bisect_right(begins, at)
        return titled[max(0, known - MOST_TITLES) : known]

    def titled(self, noun: str, at: int, most: int) -> Sequence[Entity]:
        """The people with a title with this noun: the last given it by word `at`, then the next ones."""
        titled, begins = self._by_title.get(noun, ([], []))
        known = bisect_right(begins, at)
        return [entity for entity, _, _ in titled[max(0, known - most) : known + most]]

    @cached_property
    def _by_title(self) -> dict[str, tuple[list[Titled], list[int]]]:
        """The bearers of each title and its short forms, in the order in which they are first given it, and
        the places where that is."""
        places: dict[tuple[int, str, str, frozenset[str]], list[int]] = {}
        titled: dict[str, list[Titled]] = {}
        for entity in self._people.entities:
            for role in entity.roles:
                key = (entity.index, role.text, role.head, role.words)
                if key not in places:
                    places[key] = []
                    for form in _forms(role.head):
                        titled.setdefault(form, []).append((entity, role, places[key]))
                insort(places[key], role.at)
        for found in titled.values():
            found.sort(key=lambda t: t[2][0])
        return {form: (found, [t[2][0] for t in found]) for form, found in titled.items()}

    def _is_body(self, word: str) -> bool:
        """Does the word only point to a body named before: "le maire de la ville"?"""
        found = self._article.lexicon.persons.get(word)
        return found is not None and found.category == "institution"

    def _tells_more(self, role: GivenRole) -> bool:
        """Has a role words besides its noun and an age?"""
        lexicon = self._article.lexicon
        own = role.words - set(role.head.split()) - lexicon.determiners["definite"]
        return any(
            len(w) >= MIN_CONTENT_LETTERS and w.isalpha() and not lexicon.is_noun(w, "time") for w in own
        )

    def by_office(self, bare: range, text: str) -> Identity | None:
        """The person of the article who holds or held the office that the phrase names."""
        former = self._catalogue.is_former(text, self._language)
        if text not in self._holders_of:
            self._holders_of[text] = self._find_holders(text, former) if self._catalogued else []
        holders = self._holders_of[text]
        if not holders:
            return None
        holder = max(holders, key=lambda e: self._nearness(e, bare[0], former))
        return self._people.identity(holder, "title")

    def may_be_any_ruler(self, text: str) -> bool:
        """Is a title a word for the head of a state or of anything else: "the leader"?"""
        return self._catalogue.may_be_any_ruler(text, self._language)

    def country_of(self, word: str) -> str | None:
        """The country (ISO 3166) that a word names by its adjective or its people."""
        return self._catalogue.demonym(word, self._language)

    def government_of(self, country: str) -> Institution:
        """The government of a country (ISO 3166)."""
        return self._catalogue.government(country)

    def nationality_of(self, word: str) -> str | None:
        """The country (ISO 3166) of a word for one of its people."""
        return self._catalogue.nationality(word, self._language)

    def office_on_day(self, entity: Entity) -> Office | None:
        """The office that a person held on the article's day, or last if the day is not known."""
        if entity.person is None or not entity.person.offices:
            return None
        if self._catalogue.day is not None:
            return next(iter(self._catalogue.offices_on(entity.person, self._catalogue.day)), None)
        return self._catalogue.office(entity.person.offices[0].office)

    def counterparts(self, own: Office, country: str) -> tuple[Office, list[Entity]] | None:
        """The same office in another country (ISO 3166), and its possible holders in the article."""
        other = self._catalogue.office_elsewhere(own, country, self._language)
        return None if other is None else (other, self._holders(other, former=False))

    def speaks_in(self, office: Office) -> Institution:
        """The institution of an office."""
        return self._catalogue.institution(office.institution)

    def may_be(self, entity: Entity, noun: str) -> bool:
        """Is a noun a title that the article gives a person, part of one, or an office they hold or held?"""
        if noun in self.given(entity):
            return True
        if entity.person is None:
            return False
        office = self._catalogue.office_of(noun, self._language, entity.person.country)
        return office is not None and any(held.office == office.key for held in entity.person.offices)

    def given(self, entity: Entity) -> frozenset[str]:
        """The nouns of the titles that the article gives a person, and their single words."""
        heads = frozenset(role.head for role in entity.roles)
        return heads.union(*(head.split() for head in heads))

    def met(self, entity: Entity, text: str) -> None:
        """Record that the article calls a person by an office: a past one, if the phrase says so."""
        if self._catalogue.is_former(text, self._language):
            self._former.add(entity.index)

    def _find_holders(self, text: str, former: bool) -> list[Entity]:
        """The people of the article who hold or held the office that a phrase names; see `_is_meant`."""
        hints: list[str | None] = [None]
        if self._catalogue.may_need_country(text, self._language):
            hints += self._countries
        offices = (self._catalogue.office_of(text, self._language, hint) for hint in hints)
        short = self._catalogue.offices_in_short(text, self._language)
        return next(filter(None, (self._holders(office, former) for office in (*offices, *short))), [])

    def refute(self, office: Office | None, entity: Entity) -> bool:
        """Is an office, whose holders are all listed, neither held by a person nor given to them here?"""
        if office is None:
            return False
        held = () if entity.person is None else entity.person.offices
        if any(h.office == office.key and self._is_meant(h, former=False) for h in held):
            return False
        given = (self._catalogue.office_of(r.text, self._language, office.country) for r in entity.roles)
        return all(other is None or other.key != office.key for other in given)

    @cached_property
    def _countries(self) -> list[str]:
        """The countries whose offices a bare title may mean: the press's own, and those of the people."""
        countries = (e.person.country for e in self._catalogued if e.person and e.person.country)
        return list(dict.fromkeys((*self._article.lexicon.home, *countries)))

    def is_former(self, entity: Entity) -> bool:
        """Does the text say that a person's office is past, or give it to somebody who came later?"""
        return entity.index in self._former or entity.index in self._past

    @cached_property
    def _past(self) -> frozenset[int]:
        """Indices of people whose titles are past, or whose offices others in the article held later."""
        known, is_former = self._catalogued, self._catalogue.is_former
        succeeded = (one for one in known if any(self._succeeds(other, one) for other in known))
        called = (
            one
            for one in self._people.entities
            if any(is_former(role.text, self._language) for role in one.roles)
        )
        return frozenset(one.index for one in (*succeeded, *called))

    @cached_property
    def _catalogued(self) -> tuple[Entity, ...]:
        """The people whom the catalogue knows."""
        return tuple(entity for entity in self._people.entities if entity.person is not None)

    def _succeeds(self, other: Entity, entity: Entity) -> bool:
        """Did `other` hold the latest office of `entity` after them?"""
        if other.person is None or entity.person is None or not entity.person.offices:
            return False
        latest = entity.person.offices[0]
        return any(held.office == latest.office and held.began_after(latest) for held in other.person.offices)

    def _nearness(self, entity: Entity, before: int, former: bool) -> tuple[bool, int]:
        """Rank of a holder of an office: past or present as the title says, then the last mention."""
        is_former = self.is_former(entity)
        earlier = bisect_left(entity.mentions, before, key=lambda mention: mention[0])
        return is_former is former, (entity.mentions[earlier - 1][0] if earlier else -entity.mentions[0][0])

    def _holders(self, office: Office | None, former: bool) -> list[Entity]:
        """The people of the article who hold or held an office; for a `former` one, whose term is over."""
        if office is None:
            return []
        keys = {held.person for held in office.holders if self._is_meant(held, former)}
        return [e for e in self._catalogued if e.person is not None and e.person.key in keys]

    def _is_meant(self, held: Holding, former: bool) -> bool:
        """May a title mean the holder of this term: a past one if it says so, else that of the day?"""
        if (day := self._catalogue.day) is None:
            return held.until is not None or not former
        return held.ended_before(day) if former else held.covers(day)


def _forms(title: str) -> frozenset[str]:
    """The title and its possible short forms: the first or last words of "deputy prime minister"."""
    words = title.split(" ")
    parts = (part for at in range(len(words)) for part in (words[at:], words[: at + 1]))
    return frozenset(" ".join(part) for part in parts)
