"""The catalogue's terms of office: who held what on a day; nobody is missing or listed twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.lexicons.catalogue import Catalogue
from service.lexicons.catalogue_files import read_files
from service.lexicons.catalogue_terms import Holding, Moment, on_day, read_holding, read_succession

BEGIN = date(2000, 1, 1)
LEXICONS = Path(__file__).parents[2] / "service" / "lexicons" / "institutions"

G20 = "AR AU BR CA CN DE FR GB ID IN IT JP KR MX RU SA TR US ZA"
NATO = "AL BE BG CA CZ DE DK EE ES FI FR GB GR HR HU IS IT LT LU LV ME MK NL NO PL PT RO SE SI SK TR US"
EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
NEIGHBOURS = "AZ BY CN EE FI GE HU KP KZ LT LV MD MN NO PL RO SK UA"  # of Russia and Ukraine, and Ukraine
MONARCHIES = "BE DK ES GB JP LU NL NO SA SE"
WITHOUT_OWN_HEAD_OF_STATE = "AU CA"  # theirs is the British monarch
WITHOUT_PRIME_MINISTER = "AR BR CY ID MX SA US ZA"
LATER_THAN_2000 = {
    "georgian-prime-minister": "the office was created in 2004",
    "montenegrin-president": "Montenegro became independent in 2006",
    "montenegrin-prime-minister": "Montenegro became independent in 2006",
    "montenegrin-foreign-minister": "Montenegro became independent in 2006",
    "european-council-president": "the office was created in 2009",
    "european-commission-spokesperson": "earlier ones are not recorded",
    "downing-street-spokesperson": "earlier ones are not recorded",
    "ukrainian-presidency-spokesperson": "earlier ones are not recorded",
    "ukrainian-foreign-ministry-spokesperson": "earlier ones are not recorded",
    "indian-foreign-ministry-spokesperson": "earlier ones are not recorded",
    "les-republicains-president": "the party was founded in 2002",
    "europe-ecologie-les-verts-national-secretary": "the party was founded in 2010",
    "renaissance-leader": "the party was founded in 2016",
    "parti-communiste-francais-national-secretary": "earlier ones are not recorded",
}
SEVERAL_AT_A_TIME = ("-spokesperson",)  # besides the chief one, deputies speak under the same title


def required_offices(catalogue: Catalogue) -> list[str]:
    """The offices whose holders since 2000 the catalogue claims to know."""
    offices = [
        "french-defence-minister", "russian-defence-minister", "elysee-spokesperson", "kremlin-spokesperson",
        "french-foreign-ministry-spokesperson", "russian-foreign-ministry-spokesperson",
        "white-house-spokesperson", "state-department-spokesperson", "nato-secretary-general",
        "nato-spokesperson", "european-commission-president", "european-council-president",
        "eu-foreign-policy-chief", "un-secretary-general",
    ]  # fmt: skip
    for code in sorted({*G20.split(), *NATO.split(), *EU.split(), *NEIGHBOURS.split()}):
        slug = catalogue.country(code).slug
        offices.append(f"{slug}-foreign-minister")
        if code not in WITHOUT_PRIME_MINISTER:
            offices.append(f"{slug}-prime-minister")
        if code == "KP":
            offices.append(f"{slug}-supreme-leader")
        elif code not in WITHOUT_OWN_HEAD_OF_STATE:
            offices.append(f"{slug}-{'monarch' if code in MONARCHIES else 'president'}")
    return offices


@pytest.fixture(scope="module")
def successions() -> dict[str, tuple[str, ...]]:
    """The turns of every office with a list of them, as in the files."""
    raw = read_files(sorted(LEXICONS.glob("*.toml")))["successions"]
    return {office: entry.fields["turns"] for office, entry in raw.items()}


def bounds(holdings: Iterable[Holding]) -> set[date]:
    """The days on which something may change, and the days before them."""
    moments = [m for held in holdings for m in (held.since, held.until) if m is not None]
    days = {day for moment in moments for day in (moment.first, moment.last)}
    return days | {day - timedelta(days=1) for day in days}


def certainly(holding: Holding, day: date) -> bool:
    """Did the person hold the office on `day`, whatever the unknown days are?"""
    begun = holding.since is not None and holding.since.last <= day
    return begun and (holding.until is None or day < holding.until.first)


@pytest.mark.parametrize(
    ("office", "day", "person"),
    [
        ("us-president", date(2014, 3, 18), "barack-obama"),
        ("us-president", date(2019, 6, 6), "donald-trump"),
        ("us-president", date(2021, 1, 19), "donald-trump"),
        ("us-president", date(2021, 1, 20), "joe-biden"),
        ("french-president", date(2014, 6, 6), "francois-hollande"),
        ("french-president", date(2017, 5, 13), "francois-hollande"),
        ("french-president", date(2017, 5, 14), "emmanuel-macron"),
        ("russian-president", date(2010, 1, 1), "dmitry-medvedev"),
        ("russian-president", date(2022, 2, 24), "vladimir-putin"),
        ("uk-foreign-minister", date(2018, 7, 9), "jeremy-hunt"),
        ("kremlin-spokesperson", date(2015, 1, 1), "dmitry-peskov"),
    ],
)
def test_an_office_is_asked_who_held_it_on_a_day(
    catalogue: Catalogue, office: str, day: date, person: str
) -> None:
    holder = catalogue.sole_holder(catalogue.office(office), day, day)
    assert holder is not None
    assert holder.key == person


def test_a_person_is_asked_which_offices_they_held_on_a_day(catalogue: Catalogue) -> None:
    def offices(person: str, day: date) -> list[str]:
        return [office.key for office in catalogue.offices_on(catalogue.person(person), day)]

    assert offices("christine-lagarde", date(2017, 1, 1)) == ["imf-managing-director"]
    assert offices("christine-lagarde", date(2020, 1, 1)) == ["ecb-president"]
    assert offices("joe-biden", date(2010, 1, 1)) == ["us-vice-president"]
    assert offices("joe-biden", date(2018, 1, 1)) == []


def test_nobody_held_an_office_that_was_vacant(catalogue: Catalogue) -> None:
    day = date(2013, 3, 5)
    assert catalogue.sole_holder(catalogue.office("pope"), day, day) is None


def test_an_unknown_office_is_a_key_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        catalogue.office("no-such-office")


def test_no_office_of_one_person_has_two_holders_on_one_day(
    catalogue: Catalogue, successions: dict[str, tuple[str, ...]]
) -> None:
    double = [
        (office, day, names)
        for office in successions
        if not office.endswith(SEVERAL_AT_A_TIME)
        for holders in [catalogue.office(office).holders]
        for day in bounds(holders)
        if len(names := [held.person for held in holders if certainly(held, day)]) > 1
    ]
    assert double == []


def test_every_day_since_2000_has_a_holder_or_a_vacancy_with_its_reason(
    catalogue: Catalogue, successions: dict[str, tuple[str, ...]]
) -> None:
    for office, turns in successions.items():
        first = Moment.parse(turns[0].split(" ")[0]).first
        assert first <= BEGIN or office in LATER_THAN_2000 or first.year == 2000, office
        vacant = [
            (Moment.parse(turn.split(" ")[0]), Moment.parse(after.split(" ")[0]) if after else None)
            for turn, after in zip(turns, [*turns[1:], ""], strict=True)
            if "(" in turn
        ]
        holders = catalogue.office(office).holders
        for day in bounds(holders):
            reason = any(
                since.first <= day and (until is None or day <= until.last) for since, until in vacant
            )
            assert on_day(holders, day) or reason or day < first, (office, day)


def test_the_offices_of_diplomacy_are_known_since_2000(
    catalogue: Catalogue, successions: dict[str, tuple[str, ...]]
) -> None:
    assert [office for office in required_offices(catalogue) if office not in successions] == []


def test_a_term_beside_a_list_of_turns_is_older_than_the_list(
    catalogue: Catalogue, successions: dict[str, tuple[str, ...]]
) -> None:
    for office, turns in successions.items():
        first = Moment.parse(turns[0].split(" ")[0])
        listed = set(read_succession(office, turns))
        for held in set(catalogue.office(office).holders) - listed:
            older = held.until is not None and held.until.first <= first.last
            assert older or office.endswith(SEVERAL_AT_A_TIME), (office, held.person)


@pytest.mark.parametrize(
    ("line", "inside", "outside"),
    [
        ("pope 2005-04-19/2013-02-28", ["2005-04-19", "2013-02-27"], ["2005-04-18", "2013-02-28"]),
        ("pope 2005-04/2013-02", ["2005-04-01", "2013-02-28"], ["2005-03-31", "2013-03-01"]),
        ("pope 2005/2013", ["2005-01-01", "2013-12-31"], ["2004-12-31", "2014-01-01"]),
        ("pope 2004", ["2004-01-01", "2004-12-31"], ["2003-12-31", "2005-01-01"]),
        ("pope 2025-05-08/", ["2025-05-08", "2100-01-01"], ["2025-05-07"]),
        ("pope", ["1900-01-01", "2100-01-01"], []),
    ],
)
def test_a_term_covers_the_days_that_its_line_says(line: str, inside: list[str], outside: list[str]) -> None:
    held = read_holding("somebody", line)
    assert all(held.covers(date.fromisoformat(day)) for day in inside)
    assert not any(held.covers(date.fromisoformat(day)) for day in outside)


def test_a_turn_ends_with_the_next() -> None:
    first, second = read_succession("pope", ["2005-04-19 one", "2013-02-28 (conclave)", "2013-03-13 other"])
    assert (first.until, second.until) == (Moment.parse("2013-02-28"), None)
    assert second.began_after(first)
