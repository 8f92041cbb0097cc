"""From checked raw tables to the catalogue's frozen values: languages filled in, references verified."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from service.lexicons.catalogue_files import ANY_LANGUAGE, RawCatalogue, RawEntry
from service.lexicons.catalogue_terms import Holding, latest_first, read_holding, read_succession
from service.lexicons.catalogue_values import (
    ROLES,
    Body,
    Country,
    Forms,
    Grammar,
    Institution,
    Network,
    Office,
    Person,
    Post,
    Role,
    Seat,
)
from service.lexicons.catalogue_words import fold
from service.lexicons.places import Misfit, Place

_CASED_TYPES = frozenset({"newspaper", "magazine", "broadcaster", "site", "company", "party", "network"})


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that the files list, by key, each in the order of the files."""

    grammars: Mapping[str, Grammar]
    countries: Mapping[str, Country]
    bodies: Mapping[str, Body]
    posts: Mapping[str, Post]
    roles: Mapping[Role, Forms]
    institutions: Mapping[str, Institution]
    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    seats: tuple[Seat, ...]
    networks: Mapping[str, Network]
    successions: frozenset[str]  # offices that one person at a time holds, with every holder listed


class _Entry:
    """A raw entry with typed access to its fields."""

    def __init__(self, section: str, key: str, raw: RawEntry, languages: tuple[str, ...]) -> None:
        self.key, self.fields, self.languages = key, raw.fields, languages
        self.place: Place = (section, key)

    def string(self, name: str) -> str:
        """The text of a field that every entry of this kind has."""
        return cast(str, self.fields[name])

    def optional(self, name: str) -> str | None:
        """The text of a field; None if the entry lacks it."""
        return cast("str | None", self.fields.get(name))

    def strings(self, name: str) -> tuple[str, ...]:
        """The texts of a field; empty if the entry lacks it."""
        return cast("tuple[str, ...]", self.fields.get(name, ()))

    def forms(self, name: str) -> Forms:
        """The forms of a field, by language."""
        return self._forms(self.fields.get(name, {}))

    def local(self, name: str) -> Mapping[str, Forms]:
        """The forms of a field, by country and language."""
        given = self.fields.get(name, {})
        return MappingProxyType({code: self._forms(forms) for code, forms in given.items()})

    def boolean(self, name: str) -> bool | None:
        """A yes or no; None if the entry lacks the field."""
        return cast("bool | None", self.fields.get(name))

    def _forms(self, value: dict[str, Any]) -> Forms:
        """Forms given for any language apply to each language that has a grammar."""
        common = value.get(ANY_LANGUAGE)
        return MappingProxyType(dict.fromkeys(self.languages, common) if common else dict(value))


def build(raw: RawCatalogue) -> Parts:
    """The frozen values of `raw`.  Raises Misfit for a reference to something that is not listed."""
    languages = tuple(raw["languages"])

    def entries(section: str) -> list[_Entry]:
        return [_Entry(section, key, entry, languages) for key, entry in raw[section].items()]

    countries = {e.key: _country(e) for e in entries("countries")}
    bodies = {e.key: _body(e) for e in entries("bodies")}
    posts = {e.key: _post(e, bodies, countries) for e in entries("posts")}
    institutions = {e.key: _institution(e, bodies, countries) for e in entries("institutions")}
    successions = _successions(entries("successions"), {e.key for e in entries("people")})
    people = {e.key: _person(e, countries, successions.get(e.key, [])) for e in entries("people")}
    return Parts(
        grammars=MappingProxyType({e.key: _grammar(e) for e in entries("languages")}),
        countries=MappingProxyType(countries),
        bodies=MappingProxyType(bodies),
        posts=MappingProxyType(posts),
        roles=MappingProxyType({_role(e, e.key): e.forms("titles") for e in entries("roles")}),
        institutions=MappingProxyType(institutions),
        offices=MappingProxyType({e.key: _office(e, posts, institutions) for e in entries("offices")}),
        people=MappingProxyType(people),
        seats=tuple(_seat(e, people) for e in entries("seats")),
        networks=MappingProxyType({e.key: Network(e.key, e.forms("names")) for e in entries("networks")}),
        successions=frozenset(raw["successions"]),
    )


def _grammar(e: _Entry) -> Grammar:
    def words(name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in e.strings(name))

    return Grammar(
        articles=words("articles"),
        links=words("links"),
        genitives=words("genitives"),
        modifiers=words("modifiers"),
        former=words("former"),
        apart=words("apart"),
        rulers=words("rulers"),
        outlets=words("outlets"),
        collective=words("collective"),
        articled_countries=bool(e.boolean("articled_countries")),
    )


def _country(e: _Entry) -> Country:
    return Country(
        code=e.key,
        slug=e.string("slug"),
        government=e.string("government"),
        names=e.forms("names"),
        capitals=e.forms("capitals"),
        adjectives=e.forms("adjectives"),
        demonyms=e.forms("demonyms"),
    )


def _body(e: _Entry) -> Body:
    return Body(e.key, e.string("type"), e.forms("templates"), e.forms("forms"), e.optional("head"))


def _post(e: _Entry, bodies: Mapping[str, Body], countries: Mapping[str, Country]) -> Post:
    body = e.string("body")
    _must_know(e, "body", body, bodies)
    for code in (*e.strings("only"), *e.local("local")):
        _must_know(e, "country", code, countries)
    role = _role(e, e.optional("role") or "holder")
    return Post(e.key, body, e.forms("titles"), e.local("local"), e.strings("only"), role)


def _institution(e: _Entry, bodies: Mapping[str, Body], countries: Mapping[str, Country]) -> Institution:
    country, body = e.optional("country"), e.optional("body")
    _must_know(e, "country", country, countries)
    _must_know(e, "body", body, bodies)
    if body and not country:
        raise Misfit(e.place, "a state body needs a 'country'")
    kind, cased = e.string("type"), e.boolean("cased")
    return Institution(
        id=e.key,
        type=kind,
        country=country,
        names=e.forms("names"),
        aliases=e.forms("aliases"),
        anaphors=e.forms("anaphors"),
        body=body,
        head=e.optional("head"),
        cased=kind in _CASED_TYPES if cased is None else cased,
    )


def _office(e: _Entry, posts: Mapping[str, Post], institutions: Mapping[str, Institution]) -> Office:
    id, post = e.string("institution"), e.optional("post")
    _must_know(e, "post", post, posts)
    country = institutions[id].country if id in institutions else None
    if post and not country:
        raise Misfit(e.place, "a 'post' needs a listed institution with a country")
    role = _role(e, e.optional("role") or "holder")
    return Office(e.key, id, role, country, e.forms("titles"), e.forms("alone"), post)


def _person(e: _Entry, countries: Mapping[str, Country], turns: Iterable[Holding]) -> Person:
    gender, country = e.string("gender"), e.optional("country")
    if gender not in ("m", "f"):
        raise Misfit((*e.place, "gender"), f"must be 'm' or 'f', not '{gender}'")
    _must_know(e, "country", country, countries)
    names = e.forms("names")
    family = dict(e.forms("family"))
    for language, forms in names.items():
        family.setdefault(language, (forms[0].split()[-1],))
    held = [*turns, *(_holding(e, line) for line in e.strings("held"))]
    return Person(
        key=e.key,
        names=names,
        family=MappingProxyType(family),
        spellings=e.strings("spellings"),
        gender=gender,
        country=country,
        offices=latest_first(held),
        surname_alone=e.boolean("surname_alone"),
    )


def _holding(e: _Entry, line: str) -> Holding:
    """The term of office in a line of `held`; raises Misfit."""
    try:
        return read_holding(e.key, line)
    except ValueError as error:
        raise Misfit((*e.place, "held"), str(error)) from None


def _seat(e: _Entry, people: Container[str]) -> Seat:
    bearers = e.strings("bearers")
    for key in bearers:
        _must_know(e, "person", key, people)
    return Seat(e.forms("titles"), frozenset(bearers))


def _successions(entries: Iterable[_Entry], people: Container[str]) -> dict[str, list[Holding]]:
    """The terms, by person, of the offices whose holders are all listed in order; raises Misfit."""
    found: dict[str, list[Holding]] = {}
    for e in entries:
        try:
            terms = read_succession(e.key, e.strings("turns"))
        except ValueError as error:
            raise Misfit((*e.place, "turns"), str(error)) from None
        for term in terms:
            _must_know(e, "person", term.person, people)
            found.setdefault(term.person, []).append(term)
    return found


def _role(e: _Entry, name: str) -> Role:
    if name not in ROLES:
        raise Misfit(e.place, f"unknown role '{name}'; known: {', '.join(ROLES)}")
    return name


def _must_know(e: _Entry, what: str, key: str | None, known: Container[str]) -> None:
    """Raise Misfit if `key` is given but not `known`."""
    if key is not None and key not in known:
        raise Misfit(e.place, f"{what} '{key}' is not in the catalogue")
