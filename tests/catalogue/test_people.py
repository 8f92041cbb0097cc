"""The catalogue's people: who is found under which name."""

from __future__ import annotations

from service.extraction.speakers.people_index import PeopleIndex
from service.lexicons.catalogue import Catalogue


def _key(catalogue: Catalogue, name: str) -> str | None:
    """The key of the person whom a name in an article means."""
    found = PeopleIndex(catalogue).find(name.split())
    return None if found is None else found.key


def test_people_are_found_by_name_in_either_spelling(catalogue: Catalogue) -> None:
    for name in ("Vladimir Putin", "Vladimir Poutine"):
        assert _key(catalogue, name) == "vladimir-putin"
    assert catalogue.person("vladimir-putin").name("en") == "Vladimir Putin"
    assert catalogue.person("vladimir-putin").name("fr") == "Vladimir Poutine"


def test_a_middle_initial_does_not_hide_a_person(catalogue: Catalogue) -> None:
    assert _key(catalogue, "Vladimir V. Putin") == "vladimir-putin"
    assert _key(catalogue, "George W. Bush") == "george-w-bush"


def test_a_family_name_leads_to_everybody_who_bears_it(catalogue: Catalogue) -> None:
    assert [person.key for person in catalogue.find_family("Le Drian", "fr")] == ["jean-yves-le-drian"]
    clintons = {person.key for person in catalogue.find_family("Clinton", "en")}
    assert clintons == {"bill-clinton", "hillary-clinton"}


def test_a_language_that_lacks_a_name_shows_the_english_one(catalogue: Catalogue) -> None:
    assert catalogue.person("vladimir-putin").name("it") == "Vladimir Putin"
