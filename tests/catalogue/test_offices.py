"""The catalogue's offices: which one a title names, and for whom its holder speaks."""

from __future__ import annotations

import pytest

from service.lexicons.catalogue import Catalogue


@pytest.mark.parametrize(
    ("title", "language", "hint", "key", "person"),
    [
        ("the master of the Kremlin", "en", None, "russian-president", "vladimir-putin"),
        ("the Kremlin strongman", "en", None, "russian-president", "vladimir-putin"),
        ("le maître du Kremlin", "fr", None, "russian-president", "vladimir-putin"),
        ("le leader de Kiev", "fr", None, "ukrainian-president", "volodymyr-zelensky"),
        ("the leader of Kyiv", "en", None, "ukrainian-president", "volodymyr-zelensky"),
        ("l'homme fort du Kremlin", "fr", None, "russian-president", "vladimir-putin"),
        ("le locataire de l’Elysée", "fr", None, "french-president", "emmanuel-macron"),
        ("l'hôte de l'Élysée", "fr", None, "french-president", "emmanuel-macron"),
        ("the tenant of the Élysée", "en", None, "french-president", "emmanuel-macron"),
        ("Russian president", "en", None, "russian-president", "boris-yeltsin"),
        ("le président de la Russie", "fr", None, "russian-president", "dmitry-medvedev"),
        ("le chef de l'État", "fr", "FR", "french-president", "francois-hollande"),
        ("head of Russian diplomacy", "en", None, "russian-foreign-minister", "sergei-lavrov"),
        ("le chef de la diplomatie russe", "fr", None, "russian-foreign-minister", "sergei-lavrov"),
        ("Minister of Defense", "en", "RU", "russian-defence-minister", "sergei-shoigu"),
        ("la ministre des Armées", "fr", "FR", "french-defence-minister", "florence-parly"),
        ("Kremlin spokesman", "en", None, "kremlin-spokesperson", "dmitry-peskov"),
        ("le porte-parole de la présidence russe", "fr", None, "kremlin-spokesperson", "dmitry-peskov"),
        (
            "la porte-parole de la diplomatie russe",
            "fr",
            None,
            "russian-foreign-ministry-spokesperson",
            "maria-zakharova",
        ),
        ("Putin's spokesman", "en", None, "kremlin-spokesperson", "dmitry-peskov"),
        ("le conseiller diplomatique de l'Élysée", "fr", None, "elysee-diplomatic-adviser", "emmanuel-bonne"),
        ("Secretary of State", "en", None, "us-foreign-minister", "mike-pompeo"),
        ("British foreign secretary", "en", None, "uk-foreign-minister", "dominic-raab"),
        ("la chancelière allemande", "fr", None, "german-prime-minister", "angela-merkel"),
        ("UK leader", "en", None, "uk-prime-minister", "theresa-may"),
        ("NATO secretary-general", "en", None, "nato-secretary-general", "jens-stoltenberg"),
        ("le patron de l'ONU", "fr", None, "un-secretary-general", "antonio-guterres"),
        ("le garde des Sceaux", "fr", None, "french-justice-minister", "eric-dupond-moretti"),
        ("le pape", "fr", None, "pope", "pope-francis"),
        ("le président des Républicains", "fr", None, "les-republicains-president", "laurent-wauquiez"),
        ("la patronne du RN", "fr", None, "rassemblement-national-leader", "marine-le-pen"),
        ("le leader de La France insoumise", "fr", None, "la-france-insoumise-leader", "jean-luc-melenchon"),
        ("le premier secrétaire du PS", "fr", None, "parti-socialiste-first-secretary", "olivier-faure"),
    ],
)
def test_a_title_leads_to_its_office_and_all_who_held_it(
    catalogue: Catalogue, title: str, language: str, hint: str | None, key: str, person: str
) -> None:
    office = catalogue.office_of(title, language, hint)
    assert office is not None
    assert office.key == key
    assert person in [holding.person for holding in office.holders]


@pytest.mark.parametrize(
    ("title", "language"), [("president", "en"), ("le ministre", "fr"), ("a friend", "en"), ("", "fr")]
)
def test_a_title_that_names_no_office_leads_nowhere(catalogue: Catalogue, title: str, language: str) -> None:
    assert catalogue.office_of(title, language) is None


def test_a_former_office_is_found_and_known_to_be_former(catalogue: Catalogue) -> None:
    office = catalogue.office_of("l'ex-président russe", "fr")
    assert office is not None
    assert office.key == "russian-president"
    assert catalogue.is_former("l'ex-président russe", "fr")
    assert catalogue.is_former("former US president", "en")
    assert not catalogue.is_former("US president", "en")


@pytest.mark.parametrize(
    ("key", "institution"),
    [
        ("vladimir-putin", "kremlin"),
        ("dmitry-peskov", "kremlin"),
        ("yuri-ushakov", "kremlin"),
        ("emmanuel-macron", "elysee"),
        ("sergei-lavrov", "russian-foreign-ministry"),
        ("maria-zakharova", "russian-foreign-ministry"),
        ("jean-yves-le-drian", "french-foreign-ministry"),
        ("donald-trump", "white-house"),
        ("boris-johnson", "downing-street"),
        ("angela-merkel", "german-chancellery"),
        ("mike-pompeo", "state-department"),
        ("jean-luc-melenchon", "la-france-insoumise"),
        ("edouard-philippe", "matignon"),  # the office of state goes before the party that he also leads
    ],
)
def test_whoever_speaks_for_an_institution_is_affiliated_with_it(
    catalogue: Catalogue, key: str, institution: str
) -> None:
    assert catalogue.affiliations(catalogue.person(key))[0].id == institution


def test_a_politician_without_office_speaks_for_no_institution(catalogue: Catalogue) -> None:
    assert catalogue.affiliations(catalogue.person("alexei-navalny")) == ()


def test_a_party_has_other_officers_than_its_leader(catalogue: Catalogue) -> None:
    office = catalogue.office_of("le secrétaire général des Républicains", "fr")
    assert office is not None
    assert office.holders == ()


def test_every_persons_office_and_its_institution_exist(catalogue: Catalogue) -> None:
    for person in catalogue.people:
        for holding in person.offices:
            office = catalogue.office(holding.office)
            assert holding in office.holders
            assert catalogue.institution(office.institution).name("fr")
