"""Offices by date: who held one when the article appeared, and for whom somebody spoke then."""

from __future__ import annotations

from datetime import date

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Quote, Speaker

SAID = {
    "en": "“We will not accept a change of the border by force,” {} said in Brussels.",
    "fr": "« Nous n’accepterons aucun changement de frontière », a déclaré {}.",
}
ANNEXATION = date(2014, 3, 18)


def quote(extract: Extract, text: str, language: str = "en", day: date | None = None) -> Quote:
    return extract(text, Options(language, date=day)).quotes[-1]


def speaker(extract: Extract, text: str, language: str = "en", day: date | None = None) -> Speaker:
    found = quote(extract, text, language, day).speaker
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("office", "language", "day", "id"),
    [
        ("the US president", "en", ANNEXATION, "barack-obama"),
        ("the US president", "en", date(2017, 1, 19), "barack-obama"),
        ("the US president", "en", date(2017, 1, 20), "donald-trump"),
        ("the US president", "en", date(2019, 6, 1), "donald-trump"),
        ("the French president", "en", ANNEXATION, "francois-hollande"),
        ("the foreign secretary", "en", ANNEXATION, "william-hague"),
        ("the Kremlin spokesman", "en", ANNEXATION, "dmitry-peskov"),
        ("le président américain", "fr", ANNEXATION, "barack-obama"),
        ("le chef de la diplomatie russe", "fr", date(2003, 5, 1), "igor-ivanov"),
        ("le chef de l'État", "fr", ANNEXATION, "francois-hollande"),
        ("le Premier ministre", "fr", ANNEXATION, "jean-marc-ayrault"),
    ],
)
def test_an_office_means_who_held_it_on_the_day_of_the_article(
    extract: Extract, office: str, language: str, day: date, id: str
) -> None:
    found = speaker(extract, SAID[language].format(office), language, day)
    assert (found.id, found.basis) == (id, "date")


@pytest.mark.parametrize(
    ("somebody", "language"),
    [
        ("a Kremlin spokesman", "en"),  # one of several
        ("the former US president", "en"),
        ("an adviser to the US president", "en"),
        ("the Kremlin adviser", "en"),  # the catalogue does not list them all
        ("le président", "fr"),  # of what?
    ],
)
def test_a_phrase_that_means_no_single_holder_stays_a_description(
    extract: Extract, somebody: str, language: str
) -> None:
    found = speaker(extract, SAID[language].format(somebody), language, ANNEXATION)
    assert (found.id, found.basis) == (None, "description")


def test_in_an_article_of_other_countries_an_office_without_a_country_is_nobodys(extract: Extract) -> None:
    text = "La Belgique a fermé ses ports. " + SAID["fr"].format("le Premier ministre")
    assert speaker(extract, text, "fr", ANNEXATION).id is None


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("C'est un « geste », comme l'a dit le président de la République.", "elysee"),
        ("Anne Roy est venue. « C'est un geste », a dit le président de la République.", "elysee"),
        ("« C'est un geste », a indiqué le président de « La Parole ».", None),
        ("Anne Roy est à Bamako. « C'est un geste », a dit le président de la République.", None),
    ],
)
def test_the_head_of_state_of_an_article_without_date_or_other_country_is_its_presss_own(
    extract: Extract, said: str, source: str | None
) -> None:
    found = extract(said, Options("fr")).quotes[0].source
    assert (found.id if found else None) == source


def test_the_holder_of_the_day_goes_before_others_of_the_office_whom_the_article_names(
    extract: Extract,
) -> None:
    text = "George W. Bush wrote a letter. " + SAID["en"].format("the US president")
    assert speaker(extract, text).id == "george-w-bush"
    assert speaker(extract, text, day=ANNEXATION).id == "barack-obama"


def test_a_pronoun_finds_who_was_named_by_the_office_alone(extract: Extract) -> None:
    text = SAID["en"].format("the US president") + " “We will see,” he added."
    found = speaker(extract, text, day=ANNEXATION)
    assert (found.id, found.basis) == ("barack-obama", "pronoun")


@pytest.mark.parametrize(
    ("before", "id", "basis"),
    [
        ("Barack Obama was in Brussels. ", "barack-obama", "title"),  # the article names him
        ("WASHINGTON, March 18, 2014 — ", "barack-obama", "year"),
        ("Published on 18 March 2014\n", "barack-obama", "year"),
        ("The talks began in October 2014 with John Tefft. ", "barack-obama", "year"),
        ("", "donald-trump", "present"),
        ("John Tefft came to the talks. ", None, "description"),  # it may be of any year
        ("The talks began in January 2017. ", None, "description"),  # two held it in that year
        ("“I will be there in 2015,” John Tefft said. ", None, "description"),  # a quoted year is any year
        ("Some 2000 people came to see John Tefft. ", None, "description"),  # a number is no year
    ],
)
def test_without_a_date_an_office_means_whom_the_article_or_its_year_tells(
    extract: Extract, before: str, id: str | None, basis: str
) -> None:
    found = speaker(extract, before + SAID["en"].format("the US president"))
    assert (found.id, found.basis) == (id, basis)


@pytest.mark.parametrize(
    ("name", "day", "source"),
    [
        ("Christine Lagarde", date(2010, 6, 1), "french-economy-ministry"),
        ("Christine Lagarde", date(2017, 6, 1), "imf"),
        ("Christine Lagarde", date(2022, 6, 1), "european-central-bank"),
        ("François Hollande", date(2016, 6, 1), "elysee"),
        ("François Hollande", date(2019, 6, 1), None),
        ("Hillary Clinton", date(2016, 10, 1), None),
        ("Clinton", date(2000, 6, 1), "white-house"),
        ("Clinton", date(2010, 6, 1), "state-department"),
    ],
)
def test_somebody_speaks_for_the_institution_of_the_office_held_that_day(
    extract: Extract, name: str, day: date, source: str | None
) -> None:
    found = quote(extract, SAID["en"].format(name), "en", day).source
    assert (found and found.id) == source


def test_a_title_in_the_article_goes_before_the_day(extract: Extract) -> None:
    text = SAID["en"].format("IMF chief Christine Lagarde")
    source = quote(extract, text, "en", date(2022, 6, 1)).source
    assert source is not None
    assert source.id == "imf"
