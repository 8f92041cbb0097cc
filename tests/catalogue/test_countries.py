"""The catalogue's countries, their capitals and demonyms."""

from __future__ import annotations

import pytest

from service.lexicons.catalogue import Catalogue


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_country_has_a_foreign_ministry_under_its_adjective(
    catalogue: Catalogue, language: str
) -> None:
    pattern = {"en": "the {} Foreign Ministry", "fr": "le ministère {} des Affaires étrangères"}[language]
    for country in catalogue.countries:
        phrase = pattern.format(country.adjectives[language][0])
        ministry = catalogue.find_institution(phrase, language)
        assert ministry is not None, phrase
        assert ministry.country == country.code, phrase


@pytest.mark.parametrize(
    ("words", "language", "code"),
    [
        ("la Russie", "fr", "RU"),
        ("Fédération de Russie", "fr", "RU"),
        ("the U.S.", "en", "US"),
        ("les Etats-Unis", "fr", "US"),
        ("Turkey", "en", "TR"),
    ],
)
def test_a_country_is_found_by_its_names(catalogue: Catalogue, words: str, language: str, code: str) -> None:
    country = catalogue.find_country(words, language)
    assert country is not None
    assert country.code == code


@pytest.mark.parametrize("word", ["us", "turkey", "china", "Moscow"])
def test_common_words_and_capitals_are_no_country(catalogue: Catalogue, word: str) -> None:
    assert catalogue.find_country(word, "en") is None


@pytest.mark.parametrize(
    ("words", "language", "id", "name"),
    [
        ("Moscow", "en", "russia", "Russia"),
        ("Moscou", "fr", "russia", "Russie"),
        ("la France", "fr", "france", "France"),
        ("Washington", "en", "united-states", "United States"),
        ("Pékin", "fr", "china", "Chine"),
        ("Kyiv", "en", "ukraine", "Ukraine"),
    ],
)
def test_a_country_or_capital_that_speaks_is_its_government(
    catalogue: Catalogue, words: str, language: str, id: str, name: str
) -> None:
    government = catalogue.find_government(words, language)
    assert government is not None
    assert (government.id, government.name(language), government.type) == (id, name, "government")
    assert catalogue.institution(id) == government


@pytest.mark.parametrize(
    ("word", "language", "code"),
    [
        ("russe", "fr", "RU"),
        ("russes", "fr", "RU"),
        ("françaises", "fr", "FR"),
        ("Russians", "en", "RU"),
        ("Frenchwoman", "en", "FR"),
        ("turques", "fr", "TR"),
        ("Briton", "en", "GB"),
        ("polish", "en", None),
        ("table", "fr", None),
    ],
)
def test_a_demonym_is_known_in_every_inflection(
    catalogue: Catalogue, word: str, language: str, code: str | None
) -> None:
    assert catalogue.demonym(word, language) == code
