"""Public figures by their surname alone: who is meant, and for whom they speak."""

from __future__ import annotations

from datetime import date

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Quote
from service.lexicons.catalogue import Catalogue, load_catalogue
from service.lexicons.catalogue_values import Person, in_language

SINCE = date(2014, 6, 30)
COUNTRIES = ("french", "russian", "us", "uk", "german", "ukrainian", "chinese", "turkish", "italian")
POSTS = ("president", "prime-minister", "foreign-minister")
OFFICES = [
    *(f"{country}-{post}" for country in COUNTRIES for post in POSTS),
    "eu-foreign-policy-chief", "european-commission-president", "nato-secretary-general",
    "un-secretary-general", "kremlin-spokesperson", "russian-foreign-ministry-spokesperson",
]  # fmt: skip
NOT_ALONE = {
    "theresa-may": "a month",
    "william-hague": "a city",
    "stephane-sejourne": "a participle",
    "david-cameron": "a first name",
    "hillary-clinton": "another bearer was president",
    "li-keqiang": "two prime ministers of that name",
    "li-qiang": "two prime ministers of that name",
}
SENTENCES = {
    "en": "“We will not accept a change of the border by force,” {} said on Tuesday.",
    "fr": "« Nous n’accepterons aucun changement de frontière », a déclaré {} mardi.",
}


@pytest.fixture(scope="module")
def best_known() -> list[Person]:
    """The heads and foreign ministers of diplomacy's great powers and bodies of the last years."""
    catalogue = load_catalogue()
    found = {
        held.person: catalogue.person(held.person)
        for key in OFFICES
        if has_office(catalogue, key)
        for held in catalogue.office(key).holders
        if not held.ended_before(SINCE)
    }
    return [p for p in found.values() if p.surname_alone is not False and p.key not in NOT_ALONE]


def has_office(catalogue: Catalogue, key: str) -> bool:
    """Is there such an office, held by anybody?"""
    try:
        return bool(catalogue.office(key).holders)
    except KeyError:
        return False


def last_quote(extract: Extract, text: str, language: str) -> Quote:
    return extract(text, Options(language)).quotes[-1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_best_known_people_of_diplomacy_are_known_by_their_surname_alone(
    extract: Extract, best_known: list[Person], language: str
) -> None:
    assert len(best_known) >= 40
    unknown = []
    for person in best_known:
        surname = in_language(person.family, language)[0]
        quote = last_quote(extract, SENTENCES[language].format(surname), language)
        found = (quote.speaker.id, quote.speaker.name) if quote.speaker else None
        if found != (person.key, person.name(language)) or quote.source is None:
            unknown.append((surname, found))
    assert unknown == []


def test_a_former_office_never_means_who_holds_it(extract: Extract) -> None:
    text = (
        "Dmitry Medvedev answered Emmanuel Macron on Telegram on Monday. "
        "“Some people in Paris read Tolstoy,” the former president wrote."
    )
    speaker = last_quote(extract, text, "en").speaker
    assert speaker is not None
    assert speaker.id == "dmitry-medvedev"


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("Brigitte Macron saw a school on Monday. “It was a joy,” Macron said.", "en", "brigitte-macron"),
        ("« C'était une joie », a dit Mme Macron à la sortie de l'école.", "fr", "brigitte-macron"),
        ("“It was a joy to be here with you all,” said Mr. Clinton.", "en", "bill-clinton"),
        ("“It was a joy to be here with you all,” said Mrs. Clinton.", "en", "hillary-clinton"),
        ("Peter Brown runs a farm. “It was a joy,” Brown said.", "en", None),
        ("“It was a joy,” Senator Johnson said.", "en", None),
        ("Senators Roe and Johnson met. “It was a joy,” Johnson said.", "en", None),
        ("“It was a joy,” Governor Wynne said.", "en", None),
        ("“It was a joy,” Sergeant Bush said.", "en", None),
        ("“It was a joy,” Professor Novak said.", "en", None),
        ("« C'était une joie », a dit le lieutenant Thibault.", "fr", None),
        ("« C'était une joie », a dit la sénatrice Thibault.", "fr", None),
        ("« C'était une joie », a dit le procureur Molins.", "fr", "francois-molins"),
        ("“It was a joy,” Mayor Johnson said.", "en", "boris-johnson"),
        ("“It was a joy,” Senator Cruz said.", "en", "ted-cruz"),
        ("“It was a joy,” Ambassador Power said.", "en", "samantha-power"),
        ("La Hollande a évoqué « une situation très préoccupante ».", "fr", "netherlands"),
        ("Hollande a évoqué « une situation très préoccupante ».", "fr", "francois-hollande"),
    ],
)
def test_what_the_article_says_of_a_name_goes_before_prominence(
    extract: Extract, text: str, language: str, id: str | None
) -> None:
    speaker = last_quote(extract, text, language).speaker
    assert speaker is not None
    assert speaker.id == id


def test_a_spelling_by_ear_is_anothers_name_but_for_another_script(extract: Extract) -> None:
    names = {"Wynne": None, "Poutine": "vladimir-putin", "Cruze": None}
    for name, id in names.items():
        speaker = last_quote(extract, f"“It was a joy,” {name} said.", "en").speaker
        assert speaker is not None
        assert speaker.id == id


def test_a_first_name_that_is_a_title_too_belongs_to_the_name(extract: Extract) -> None:
    speaker = last_quote(extract, "“It was a joy,” Rep. Earl Thornbury said.", "en").speaker
    assert speaker is not None
    assert speaker.name == "Earl Thornbury"


def test_a_name_in_full_beside_a_known_surname_is_no_public_figures(extract: Extract) -> None:
    text = "Some of the injured, including Dwi Haris, rested. “There was no time,” Haris said."
    speaker = extract(text, Options("en")).quotes[-1].speaker
    assert speaker is not None
    assert speaker.name == "Dwi Haris"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("“It was a joy,” Mr. Hill said.", "en", "Hill"),
        ("“It was a joy,” Senator Hill said.", "en", "Hill"),
        ("Paul Hill left. “It was a joy,” said Hill.", "en", "Paul Hill"),
        ("« C'était une joie », a dit M. Parisien.", "fr", "Parisien"),
        ("« C'était une joie », a dit la directrice Morvan.", "fr", "Morvan"),
    ],
)
def test_somebody_named_like_a_paper_speaks_for_no_paper(
    extract: Extract, text: str, language: str, name: str
) -> None:
    quote = last_quote(extract, text, language)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.kind, quote.source) == (name, "person", None)


def test_a_party_behind_a_title_is_no_name(extract: Extract) -> None:
    speaker = last_quote(extract, "« C'était une joie », a dit la députée Renaissance.", "fr").speaker
    assert speaker is not None
    assert speaker.name == "députée Renaissance"
