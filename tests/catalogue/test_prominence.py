"""Whom a family name alone means."""

from __future__ import annotations

from datetime import date

import pytest

from service.lexicons.catalogue import Catalogue


@pytest.mark.parametrize(
    ("family", "person"),
    [
        ("Macron", "emmanuel-macron"),
        ("Trump", "donald-trump"),
        ("Biden", "joe-biden"),
        ("Bush", "george-w-bush"),  # his father was president before this century
        ("Brown", "gordon-brown"),  # a head of government takes precedence over a general
        ("Philippe", "edouard-philippe"),  # monarchs are not quoted by surname
        ("Harris", "kamala-harris"),  # the catalogue says that she is the better known of two
        ("Kim", "kim-jong-un"),
        ("Clinton", None),  # a president, and a minister who came later
        ("Li", None),  # two heads of government
        ("Gandhi", None),  # nobody in office
        ("Nobody-of-That-Name", None),
    ],
)
def test_a_surname_means_the_head_of_state_or_government_if_only_one_bears_it(
    catalogue: Catalogue, family: str, person: str | None
) -> None:
    best = catalogue.best_known(catalogue.find_family(family, "en"))
    assert (best.key if best else None) == person


@pytest.mark.parametrize(
    ("family", "day", "person"),
    [
        ("Clinton", date(2000, 6, 1), "bill-clinton"),
        ("Clinton", date(2010, 6, 1), "hillary-clinton"),
        ("Clinton", date(2020, 6, 1), None),
        ("Li", date(2015, 6, 1), "li-keqiang"),
        ("Li", date(2024, 6, 1), "li-qiang"),
        ("Powell", date(2003, 2, 5), "colin-powell"),
        ("Powell", date(2020, 2, 5), "jerome-powell"),
    ],
)
def test_the_day_of_the_article_tells_which_of_two(
    catalogue: Catalogue, family: str, day: date, person: str | None
) -> None:
    best = catalogue.best_known(catalogue.find_family(family, "en"), day)
    assert (best.key if best else None) == person


def test_whoever_is_known_by_the_full_name_only_is_never_meant_by_the_surname(catalogue: Catalogue) -> None:
    marked = [person for person in catalogue.people if person.surname_alone is False]
    assert len(marked) > 100
    assert [person.key for person in marked if catalogue.best_known([person]) is not None] == []


def test_a_bare_country_name_is_a_person_only_where_countries_take_an_article(catalogue: Catalogue) -> None:
    assert catalogue.means_person("Hollande", "fr")
    assert not catalogue.means_person("Jordan", "en")
    assert not catalogue.means_person("France", "fr")
    assert not catalogue.means_person("Bloomberg", "fr")  # an outlet
