"""The values of the catalogue: countries, institutions, offices, people, networks.  All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from service.lexicons.catalogue_terms import Holding

Role = Literal["holder", "head", "spokesperson", "deputy", "staff", "side"]
ROLES: tuple[Role, ...] = ("holder", "head", "spokesperson", "deputy", "staff", "side")

Forms = Mapping[str, tuple[str, ...]]
"""Language -> forms, the preferred one first."""

FALLBACK_LANGUAGE = "en"
# The types of institutions that report what others say.
MEDIA = frozenset({"news-agency", "newspaper", "magazine", "broadcaster", "site"})


class CatalogueError(ValueError):
    """A catalogue file cannot be used; says which file and entry, and what is wrong."""


def in_language(forms: Forms, language: str) -> tuple[str, ...]:
    """The forms in `language`, else the English ones, else those of any language."""
    if language in forms:
        return forms[language]
    if FALLBACK_LANGUAGE in forms:
        return forms[FALLBACK_LANGUAGE]
    return next(iter(forms.values()), ())


def no_forms() -> Forms:
    """No form in any language."""
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Country:
    """A country.  `code` is ISO 3166; the ids of its institutions begin with `slug` ("russian").

    `government` is the id of its government as a source ("russia").  `adjectives` hold the masculine and, if
    it differs, the feminine; `demonyms` hold every inflection of adjective and noun.
    """

    code: str
    slug: str
    government: str
    names: Forms
    capitals: Forms
    adjectives: Forms
    demonyms: Forms

    def name(self, language: str) -> str:
        """Its name in `language`, without article."""
        return in_language(self.names, language)[0]


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution.  `country` is an ISO 3166 code, or None for an international one.

    `anaphors` are words that mean it only once the article has named it ("the Palace").  `body` is the kind
    of state body that it is in its country, and `head` is the key of its head's office.  If it is `cased`,
    its names are also common words, so they count only with their capitals ("Nature").
    """

    id: str
    type: str
    country: str | None
    names: Forms
    aliases: Forms
    anaphors: Forms
    body: str | None
    head: str | None
    cased: bool

    def name(self, language: str) -> str:
        """The name to show to a reader of `language`."""
        return in_language(self.names, language)[0]


@dataclass(frozen=True, slots=True)
class Office:
    """An office of an institution, with everybody known to have held it, the latest first.

    `role` is the holder's relation to the institution; in every role one speaks for it.  `titles` stand
    beside the name of the institution or its country; `alone` are titles that need neither ("the pope").
    `post` is the kind of state office that it is in its institution's country.  `sole` means that one person
    at a time holds it, and that all of them are listed.
    """

    key: str
    institution: str
    role: Role
    country: str | None
    titles: Forms
    alone: Forms = field(default_factory=no_forms)
    post: str | None = None
    holders: tuple[Holding, ...] = ()
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom news name without introduction.

    `names` are by language.  `family` is the part that stands for the whole name in a second mention,
    `spellings` are forms that transliteration does not predict, and `gender` is "m" or "f".  `surname_alone`
    says that the family name alone always means them (True) or never does (False), whatever their offices.
    """

    key: str
    names: Forms
    family: Forms
    spellings: tuple[str, ...]
    gender: str
    country: str | None
    offices: tuple[Holding, ...]
    surname_alone: bool | None = None

    def name(self, language: str) -> str:
        """The name to show to a reader of `language`."""
        return in_language(self.names, language)[0]


@dataclass(frozen=True, slots=True)
class Seat:
    """A title that many people have ("senator", "sheriff"), and the keys of those in the catalogue who had
    it.
    """

    titles: Forms
    bearers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Network:
    """A social network or messenger: words reach the reader through it, but it does not vouch for them."""

    key: str
    names: Forms

    def name(self, language: str) -> str:
        """The name to show to a reader of `language`."""
        return in_language(self.names, language)[0]


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of state body that every country may have: "foreign-ministry", "presidency".

    `templates` are the names to show; {country} stands for the country's name, {m} and {f} for its adjective.
    `forms` are the names in texts, without the country.  `head` is the post that leads the body.
    """

    key: str
    type: str
    templates: Forms
    forms: Forms
    head: str | None


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of state office: "foreign-minister".  `titles` are without the country.

    `local` adds titles that mean this post in one country only ("foreign secretary").  `only` lists the
    countries that have the post; if it is empty, all may.  A `role` other than "holder" makes the post that
    role of its body ("presidential spokesman").
    """

    key: str
    body: str
    titles: Forms
    local: Mapping[str, Forms]
    only: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Grammar:
    """The function words of a language, which are ignored when names and titles are compared.

    `genitives`, an apostrophe and what follows it, end an owner's name ("'s") and are removed from it.
    `outlets` are the nouns that stand beside an outlet's name ("the daily Le Monde").
    `apart` are words for people who do not speak for the institution beside them ("close", "critic").
    `rulers` are the titles beside which a capital stands for its country ("the leader of Kyiv").
    `collective` are the adjectives of countries that never mean one person ("the French").
    `articled_countries` means that countries take an article ("la Hollande"); a name without is a person's.
    """

    articles: frozenset[str]
    links: frozenset[str]
    genitives: frozenset[str]
    modifiers: frozenset[str]
    former: frozenset[str]
    apart: frozenset[str]
    rulers: frozenset[str]
    outlets: frozenset[str]
    collective: frozenset[str]
    articled_countries: bool
