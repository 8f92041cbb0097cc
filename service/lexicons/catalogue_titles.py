"""Reading a title: which office "the Russian president" or "le maître du Kremlin" names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.lexicons.catalogue_building import Parts
from service.lexicons.catalogue_index import LanguageIndex
from service.lexicons.catalogue_state import StateBodies
from service.lexicons.catalogue_terms import Holding, latest_first
from service.lexicons.catalogue_values import (
    ROLES,
    Country,
    Institution,
    Office,
    Person,
    Role,
)
from service.lexicons.catalogue_words import FoldedWords, fold
from service.lexicons.places import Misfit

_SUFFIXES: dict[Role, str] = {role: f"-{role}" for role in ROLES if role != "holder"}


class Offices:
    """Every office with its holders: listed ones, composed ones, and the roles that any institution has."""

    def __init__(self, parts: Parts, state: StateBodies) -> None:
        self._parts, self._state = parts, state
        holders: dict[str, list[Holding]] = {}
        for person in parts.people.values():
            for holding in person.offices:
                holders.setdefault(holding.office, []).append(holding)
        self._holders = {office: latest_first(holdings) for office, holdings in holders.items()}

    def get(self, key: str) -> Office | None:
        """The office with a key; None if there is none."""
        listed = self._parts.offices.get(key)
        if listed is not None:
            return self._complete(listed)
        composed = self._state.office(key)
        return self._complete(composed) if composed is not None else self._by_role(key)

    def check_references(self) -> None:
        """Raise Misfit if an institution, an office or a person refers to nothing known."""
        for institution in self._parts.institutions.values():
            if institution.head is not None and self.get(institution.head) is None:
                raise Misfit(("institutions", institution.id, "head"), f"no office '{institution.head}'")
        for office in self._parts.offices.values():
            if self.institution(office.institution) is None:
                raise Misfit(("offices", office.key, "institution"), f"no institution '{office.institution}'")
        for key, holders in self._holders.items():
            known = self.get(key)
            if known is None or known.key != key:
                listed = key in self._parts.successions
                place = ("successions", key) if listed else ("people", holders[0].person, "held")
                raise Misfit(place, f"no office '{key}'")

    def post(self, index: LanguageIndex, title: FoldedWords, country: Country) -> Iterator[Office]:
        """The offices of `country` that `title` may name: its own titles first, then those with holders."""
        own = [post for code, post in index.local_posts.all(title) if code == country.code]
        general = [p for p in index.posts.all(title) if not p.only or country.code in p.only]
        offices = [self._complete(self._state.post(post, country)) for post in (*own, *general)]
        yield from sorted(offices, key=lambda office: not office.holders)

    def own(self, index: LanguageIndex, title: FoldedWords, institution: Institution) -> Iterator[Office]:
        """The offices listed for `institution` that `title` may name."""
        for office in index.offices.all(title):
            if office.institution == institution.id:
                yield self._complete(office)

    def roles(self, index: LanguageIndex, title: FoldedWords, institution: Institution) -> Iterator[Office]:
        """The office that `title` names by a word that fits any institution: "head", "spokesman"."""
        for role in index.roles.all(title):
            yield self.role(role, institution)

    def alone(self, index: LanguageIndex, title: FoldedWords) -> Iterator[Office]:
        """The offices whose title needs no institution: "the pope"."""
        for office in index.alone.all(title):
            yield self._complete(office)

    def role(self, role: Role, institution: Institution) -> Office:
        """The office of `role` at `institution`; for "head" the office that the catalogue names."""
        if role == "head" and institution.head is not None:
            head = self.get(institution.head)
            if head is not None:
                return head
        key = institution.id + _SUFFIXES[role]
        titles = self._parts.roles[role]
        return self._complete(Office(key, institution.id, role, institution.country, titles))

    def unique(self, index: LanguageIndex, title: FoldedWords) -> Iterator[Office]:
        """The office that `title` names without a country, if only one country has such a title."""
        local = index.local_posts.all(title)
        general = index.posts.all(title)
        if len(local) == 1 and not general:
            code, post = local[0]
            yield self._complete(self._state.post(post, self._parts.countries[code]))
        elif not local and len(general) == 1 and len(general[0].only) == 1:
            post = general[0]
            yield self._complete(self._state.post(post, self._parts.countries[post.only[0]]))

    def institution(self, id: str) -> Institution | None:
        """The institution with an id, listed or composed."""
        return self._parts.institutions.get(id) or self._state.institution(id)

    def _by_role(self, key: str) -> Office | None:
        for role, suffix in _SUFFIXES.items():
            if key.endswith(suffix):
                institution = self.institution(key.removesuffix(suffix))
                return None if institution is None else self.role(role, institution)
        return None

    def _complete(self, office: Office) -> Office:
        """`office` with its holders, and with its institution's country if it names none itself."""
        institution = self.institution(office.institution)
        country = office.country or (institution.country if institution else None)
        holders, sole = self._holders.get(office.key, ()), office.key in self._parts.successions
        return replace(office, country=country, holders=holders, sole=sole)


class TitleReader:
    """Finds the office that the words of a title name."""

    def __init__(self, parts: Parts, state: StateBodies, offices: Offices) -> None:
        self._parts, self._state, self._offices = parts, state, offices

    def body(self, index: LanguageIndex, words: FoldedWords, country_hint: str | None) -> Institution | None:
        """The state body that `words` name, in the country that they also name, else in `country_hint`."""
        named = self.body_of(index, index.countries_inside(words))
        if named is not None:
            return named
        body, hint = index.bodies.get(words), self._parts.countries.get(country_hint or "")
        return self._state.of(body, hint) if body is not None and hint is not None else None

    def body_of(
        self, index: LanguageIndex, countries: Iterable[tuple[Country, FoldedWords]]
    ) -> Institution | None:
        """The state body named by the words that remain beside one of the `countries`."""
        for country, rest in countries:
            body = index.bodies.get(rest)
            if body is not None:
                return self._state.of(body, country)
        return None

    def read(self, index: LanguageIndex, words: FoldedWords, country_hint: str | None) -> Iterator[Office]:
        """The offices that `words` may name, the surest first."""
        yield from self._offices.alone(index, words)
        for institution, rest in index.institutions.inside(words):
            yield from self._offices.own(index, rest, institution)
        for country, rest in index.states_inside(words):
            yield from self._offices.post(index, rest, country)
        for institution, rest in index.institutions.inside(words):
            yield from self._offices.roles(index, rest, institution)
        hint = self._parts.countries.get(country_hint or "")
        if hint is None:
            yield from self._offices.unique(index, words)
        else:
            yield from self._offices.post(index, words, hint)
        yield from self._by_role(index, words, country_hint)
        for people in (index.people, index.families):
            for person, rest in people.inside(words):
                yield from self._by_person(index, rest, person)

    def elsewhere(self, index: LanguageIndex, office: Office, country: Country) -> Office | None:
        """The office of `country` that corresponds to `office` in its own country.

        The leader of one country corresponds to the leader of the other, whatever their titles.
        """
        rulers = index.grammar.rulers
        ruler = next((title for title in office.titles[index.language] if fold(title) in rulers), None)
        if ruler is not None:
            return next(self.read(index, index.title_words(ruler), country.code), None)
        own = self._parts.countries.get(office.country or "")
        kind = office.key if own is None else office.key.removeprefix(own.slug)
        return None if kind == office.key else self._offices.get(country.slug + kind)

    def _by_role(
        self, index: LanguageIndex, words: FoldedWords, country_hint: str | None
    ) -> Iterator[Office]:
        """The role in a state body or for a state: "defence ministry spokesman", "Russian side"."""
        for role, rest in index.roles.inside(words):
            body = self.body(index, rest, country_hint) if rest else None
            whose = index.demonyms.get(rest) or index.names.get(rest) if role == "side" else None
            if whose is not None:
                body = self._state.government(whose)
            if body is not None:
                yield self._offices.role(role, body)

    def by_anaphor(self, index: LanguageIndex, words: FoldedWords) -> Iterator[Office]:
        """Offices that `words` name with a short form of their institution: "the Commission president"."""
        for institution, rest in index.anaphors.inside(words):
            yield from self._offices.own(index, rest, institution)
            yield from self._offices.roles(index, rest, institution)

    def _by_person(self, index: LanguageIndex, title: FoldedWords, person: Person) -> Iterator[Office]:
        """The offices named by their relation to a person: "Putin's spokesman" is that of Putin's
        institution.
        """
        office = self._offices.get(person.offices[0].office) if person.offices else None
        if office is None:
            return
        institution = self._offices.institution(office.institution)
        if institution is None:
            return
        yield from self._offices.own(index, title, institution)
        for role in index.roles.all(title):
            if role != "head":
                yield self._offices.role(role, institution)
