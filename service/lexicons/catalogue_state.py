"""State bodies and offices composed from a country and a kind, so that no file must list each of them."""

from __future__ import annotations

from collections.abc import Container
from types import MappingProxyType

from service.lexicons.catalogue_building import Parts
from service.lexicons.catalogue_values import (
    Body,
    Country,
    Forms,
    Institution,
    Office,
    Post,
    in_language,
    no_forms,
)
from service.lexicons.places import Misfit

GOVERNMENT = "government"


class StateBodies:
    """Composes `<slug>-<body>` and `<slug>-<post>`; a listed institution takes precedence."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._slugs = {country.slug: country for country in parts.countries.values()}
        self._governments = {country.government: country for country in parts.countries.values()}
        self._listed: dict[tuple[str, str], Institution] = {}
        for institution in parts.institutions.values():
            if institution.body is not None and institution.country is not None:
                place = institution.body, institution.country
                if place in self._listed:
                    other = self._listed[place].id
                    problem = f"is the {place[0]} of {place[1]}, and so is {other}"
                    raise Misfit(("institutions", institution.id), problem)
                self._listed[place] = institution

        self._offices = {
            (office.post, office.country): office
            for office in parts.offices.values()
            if office.post is not None
        }

    def government(self, country: Country) -> Institution:
        """The government of `country`, under the country's own name."""
        listed = self._listed.get((GOVERNMENT, country.code))
        if listed is not None:
            return listed
        none = no_forms()
        return Institution(
            country.government, GOVERNMENT, country.code, country.names, none, none, GOVERNMENT, None, False
        )

    def of(self, body: Body, country: Country) -> Institution:
        """The `body` of `country`."""
        if body.key == GOVERNMENT:
            return self.government(country)
        listed = self._listed.get((body.key, country.code))
        if listed is not None:
            return listed
        id = f"{country.slug}-{body.key}"
        head = f"{country.slug}-{body.head}" if body.head else None
        names = _filled(body.templates, country)
        return Institution(id, body.type, country.code, names, no_forms(), no_forms(), body.key, head, False)

    def institution(self, id: str) -> Institution | None:
        """The composed institution with an id, or the government with that id."""
        if id in self._governments:
            return self.government(self._governments[id])
        country, kind = self._parted(id, self._parts.bodies)
        return None if country is None else self.of(self._parts.bodies[kind], country)

    def post(self, post: Post, country: Country) -> Office:
        """The office `post` of `country`, without its holders; a listed office takes precedence."""
        listed = self._offices.get((post.key, country.code))
        if listed is not None:
            return listed
        body = self.of(self._parts.bodies[post.body], country)
        key = f"{country.slug}-{post.key}" if post.role == "holder" else f"{body.id}-{post.role}"
        titles = _joined(post.local.get(country.code, no_forms()), post.titles)
        return Office(key, body.id, post.role, country.code, titles)

    def office(self, key: str) -> Office | None:
        """The composed office with a key, without its holders."""
        country, kind = self._parted(key, self._parts.posts)
        if country is None:
            return None
        post = self._parts.posts[kind]
        office = self.post(post, country) if not post.only or country.code in post.only else None
        return office if office is not None and office.key == key else None

    def _parted(self, key: str, kinds: Container[str]) -> tuple[Country | None, str]:
        """The country and the kind in a key like "russian-foreign-ministry"; None and "" if it has none."""
        parts = key.split("-")
        for cut in range(1, len(parts)):
            slug, kind = "-".join(parts[:cut]), "-".join(parts[cut:])
            if slug in self._slugs and kind in kinds:
                return self._slugs[slug], kind
        return None, ""


def _filled(templates: Forms, country: Country) -> Forms:
    """Templates with the country's name and adjectives filled in."""
    filled = {}
    for language, forms in templates.items():
        adjectives = in_language(country.adjectives, language)
        words = {"country": country.name(language), "m": adjectives[0], "f": adjectives[-1]}
        filled[language] = tuple(form.format_map(words) for form in forms)
    return MappingProxyType(filled)


def _joined(first: Forms, second: Forms) -> Forms:
    """The forms of both, by language."""
    languages = dict.fromkeys((*first, *second))
    return MappingProxyType({lang: (*first.get(lang, ()), *second.get(lang, ())) for lang in languages})
