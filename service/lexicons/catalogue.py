"""The catalogue of countries, institutions, offices and people, with lookups by the words of a text.

Every lookup takes words as they stand in an article (with or without article, any accents) and looks up
their sub-phrases in dictionaries: no fuzzy matching, no scan of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from service.lexicons.catalogue_building import Parts, build
from service.lexicons.catalogue_files import located, read_files
from service.lexicons.catalogue_index import LanguageIndex
from service.lexicons.catalogue_state import StateBodies
from service.lexicons.catalogue_terms import Holding, between, likely, on_day, sole_holder
from service.lexicons.catalogue_titles import Offices, TitleReader
from service.lexicons.catalogue_values import (
    CatalogueError,
    Country,
    Institution,
    Network,
    Office,
    Person,
)
from service.lexicons.catalogue_words import fold
from service.lexicons.prominence import Prominence, Rank, rank_of

SPOKESPERSON = "spokesperson"  # the key of a role
_FOLDER = Path(__file__).parent

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Country",
    "Holding",
    "Institution",
    "Network",
    "Office",
    "Person",
    "load_catalogue",
]


class Catalogue:
    """Everything known of countries, institutions, offices, people and networks; immutable.

    Every lookup by words raises KeyError for a language without a grammar in the catalogue.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._state = StateBodies(parts)
        self._offices = Offices(parts, self._state)
        self._titles = TitleReader(parts, self._state, self._offices)
        self._prominence = Prominence(cache(self._rank))
        self._indexes = {
            language: LanguageIndex(language, grammar, parts) for language, grammar in parts.grammars.items()
        }
        self._offices.check_references()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the catalogue knows names."""
        return tuple(self._indexes)

    @property
    def countries(self) -> Iterable[Country]:
        """Every country."""
        return self._parts.countries.values()

    @property
    def institutions(self) -> Iterable[Institution]:
        """Every listed institution, without those that are composed of a body and a country."""
        return self._parts.institutions.values()

    @property
    def people(self) -> Iterable[Person]:
        """Every person."""
        return self._parts.people.values()

    @property
    def networks(self) -> Iterable[Network]:
        """Every social network."""
        return self._parts.networks.values()

    def country(self, code: str) -> Country:
        """The country of an ISO 3166 code.  Raises KeyError if it is not listed."""
        return self._parts.countries[code]

    def institution(self, id: str) -> Institution:
        """The institution, listed or composed, of an id.  Raises KeyError if there is none."""
        institution = self._offices.institution(id)
        if institution is None:
            raise KeyError(id)
        return institution

    def person(self, key: str) -> Person:
        """The person of a key.  Raises KeyError if there is none."""
        return self._parts.people[key]

    def office(self, key: str) -> Office:
        """The office of a key, with its holders.  Raises KeyError if there is none."""
        office = self._offices.get(key)
        if office is None:
            raise KeyError(key)
        return office

    def government(self, country: str) -> Institution:
        """The government, as a source, of a country (ISO 3166).  Raises KeyError as `country` does."""
        return self._state.government(self.country(country))

    def affiliations(
        self, person: Person, first: date = date.min, last: date = date.max
    ) -> tuple[Institution, ...]:
        """The institutions that a person may have spoken for from `first` to `last`, the latest first.

        Parties come last: a person who also holds an office of state speaks for that.  If `last` is open, a
        past office counts only if one person at a time holds it, because news need not introduce its holders;
        and of the present ones those that had begun by the year of `first` count, if there are any.
        """
        held = between(person.offices, first, last)
        if last == date.max:
            held = likely(tuple(h for h in held if h.until is None or self.office(h.office).sole), first.year)
        ids = dict.fromkeys(self.office(holding.office).institution for holding in held)
        return tuple(sorted(map(self.institution, ids), key=lambda one: one.type == "party"))

    def sole_holder(self, office: Office, first: date, last: date) -> Person | None:
        """The person who alone held `office` on all days from `first` to `last`; None if several may have."""
        key = sole_holder(office.holders, first, last) if office.sole else None
        return None if key is None else self.person(key)

    @cached_property
    def latest(self) -> date:
        """The latest day on which a term of office begins."""
        begins = [held.since.first for person in self.people for held in person.offices if held.since]
        return max(begins, default=date.min)

    def offices_on(self, person: Person, day: date) -> tuple[Office, ...]:
        """The offices that a person may have held on `day`, the latest begun first."""
        return tuple(self.office(held.office) for held in on_day(person.offices, day))

    def find_institution(self, words: str, language: str) -> Institution | None:
        """The institution that `words` name: by an alias, or as a state body together with its country."""
        index = self._indexes[language]
        if not index.may_name_institution(words):
            return None
        spoken = index.words(words)
        listed = index.institutions.get(spoken)
        if listed is not None or len(spoken) == 1:
            return listed
        countries = tuple(index.countries_inside(spoken))
        for country, rest in countries:
            for institution in index.institutions.all(rest):
                if institution.country == country.code:
                    return institution
        return self._titles.body_of(index, countries) or index.outlet(spoken)

    def may_name(self, words: str, language: str) -> bool:
        """May a part of `words` name an institution?  False if none of them is the first word of a name."""
        return self._indexes[language].may_name_institution(words)

    def may_name_medium(self, words: str, language: str) -> bool:
        """May a part of `words` name a medium or a network?  As may_name."""
        return self._indexes[language].may_name_medium(words)

    def find_anaphor(self, words: str, language: str) -> tuple[Institution, ...]:
        """The institutions that `words` ("the Palace") mean once the article has named them."""
        index = self._indexes[language]
        return tuple(index.anaphors.all(index.words(words)))

    def find_country(self, words: str, language: str) -> Country | None:
        """The country that `words` name ("la Russie", "the U.S."); its capital is not one of its names."""
        index = self._indexes[language]
        return index.named(index.names, words)

    def find_capital(self, words: str, language: str) -> Country | None:
        """The country whose capital `words` name."""
        index = self._indexes[language]
        return index.named(index.capitals, words)

    def find_government(self, words: str, language: str) -> Institution | None:
        """The government that is meant when the name of a country or its capital speaks."""
        country = self.find_country(words, language) or self.find_capital(words, language)
        return None if country is None else self._state.government(country)

    def demonym(self, word: str, language: str) -> str | None:
        """The code of the country whose demonym or adjective `word` is, in any inflection."""
        index = self._indexes[language]
        country = index.named(index.demonyms, word)
        return None if country is None else country.code

    def country_of(self, word: str, language: str) -> str | None:
        """The code of the country that `word` names, else of the one whose capital or demonym it is."""
        country = self.find_country(word, language) or self.find_capital(word, language)
        return self.demonym(word, language) if country is None else country.code

    def office_elsewhere(self, office: Office, country: str, language: str) -> Office | None:
        """The counterpart of `office` in another country (ISO 3166)."""
        return self._titles.elsewhere(self._indexes[language], office, self.country(country))

    def nationality(self, word: str, language: str) -> str | None:
        """The code of the country if `word` can mean one person of it: "Frenchman", but not "French"."""
        return self.demonym(word, language) if self._indexes[language].may_be_one(word) else None

    def find_network(self, words: str, language: str) -> Network | None:
        """The social network that `words` name."""
        index = self._indexes[language]
        return index.named(index.networks, words)

    def find_family(self, words: str, language: str) -> tuple[Person, ...]:
        """Everybody whom `words` mean in a second mention ("Putin", "Le Drian")."""
        index = self._indexes[language]
        return tuple(index.families.all(index.words(words)))

    def best_known(self, bearers: Sequence[Person], day: date | None = None) -> Person | None:
        """The one of `bearers` whom the family name alone means; those in office on `day` come first."""
        return self._prominence.best_known(bearers, day)

    def refutes(self, title: str, person: Person, language: str) -> bool:
        """Does a title before a surname rule out a person of that name: "Senator" a prime minister?

        Only a title whose bearers the catalogue lists does, and only if the person held no office so called.
        """
        seats = [seat for seat in self._parts.seats if title in seat.titles.get(language, ())]
        if not seats or any(person.key in seat.bearers for seat in seats):
            return False
        offices = (self.office(held.office).titles.get(language, ()) for held in person.offices)
        return not any(f" {title} " in f" {fold(form)} " for forms in offices for form in forms)

    def means_person(self, word: str, language: str) -> bool:
        """Does a bare word that could be a country or its people mean a person: "Hollande", without "la"?

        Only in a language whose countries take an article.
        """
        if not self._indexes[language].grammar.articled_countries or not self.country_of(word, language):
            return False
        return self.best_known(self.find_family(word, language)) is not None

    def office_of(self, title_phrase: str, language: str, country_hint: str | None = None) -> Office | None:
        """The office that a title names, with its holders, whether present or former.

        "Russian president", "chef de la diplomatie" (of `country_hint`, ISO 3166), "Kremlin spokesman",
        "le maître du Kremlin", "secretary general of NATO".
        """
        index = self._indexes[language]
        words = index.title_words(title_phrase)
        if not index.may_name_office(words):
            return None
        return next(self._titles.read(index, words, country_hint), None)

    def offices_in_short(self, title_phrase: str, language: str) -> tuple[Office, ...]:
        """The offices that a title may name once the article has named their institutions in full.

        "the Commission president", "le patron de l'Alliance".
        """
        index = self._indexes[language]
        words = index.title_words(title_phrase)
        return tuple(self._titles.by_anaphor(index, words)) if index.may_name_office(words) else ()

    def may_need_country(self, title_phrase: str, language: str) -> bool:
        """May the office that a title names depend on the country hint of `office_of`?"""
        index = self._indexes[language]
        return index.may_name_post(index.title_words(title_phrase))

    def is_former(self, title_phrase: str, language: str) -> bool:
        """Does the title say that the office is no longer held ("ex-", "ancien")?"""
        index = self._indexes[language]
        return not index.grammar.former.isdisjoint(index.all_words(title_phrase).folded)

    def may_be_any_ruler(self, title_phrase: str, language: str) -> bool:
        """Is the title a word for any ruler, of a state or of anything else: "leader", "dirigeante"?"""
        index = self._indexes[language]
        return index.grammar.rulers.issuperset(index.all_words(title_phrase).folded)

    def stands_apart(self, phrase: str, language: str) -> bool:
        """Does a phrase deny that somebody speaks for the institution named in it ("close to", "ex-")?"""
        index = self._indexes[language]
        words = index.all_words(phrase).folded
        return not (index.grammar.former.isdisjoint(words) and index.grammar.apart.isdisjoint(words))

    def names_role(self, phrase: str, language: str) -> bool:
        """Does a phrase for somebody name a role in which one speaks for an institution ("an aide to …")?"""
        index = self._indexes[language]
        return next(index.roles.inside(index.words(phrase)), None) is not None

    def is_spokesperson(self, phrase: str, language: str) -> bool:
        """Does a phrase call somebody a spokesperson and say no more?"""
        index = self._indexes[language]
        return SPOKESPERSON in index.roles.all(index.words(phrase))

    def _rank(self, holding: Holding) -> Rank:
        """The rank of a term's office."""
        office = self.office(holding.office)
        return rank_of(office, self.institution(office.institution))


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """The catalogue that ships with the service; `extra`, an operator's file, adds to it and overrides it.

    In an entry that both have, a field given in `extra` replaces the shipped one.  Raises CatalogueError,
    with file and line, for a file that cannot be used.
    """
    shipped = [_FOLDER / "countries.toml", *sorted((_FOLDER / "institutions").glob("*.toml"))]
    raw = read_files(shipped, extra)
    with located(raw):
        return Catalogue(build(raw))
