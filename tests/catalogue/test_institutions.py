"""The catalogue's institutions: what is found under which words."""

from __future__ import annotations

import pytest

from service.lexicons.catalogue import Catalogue
from service.lexicons.catalogue_words import split

MOST_QUOTED = [
    "kremlin", "elysee", "matignon", "french-foreign-ministry", "russian-foreign-ministry",
    "russian-defence-ministry", "white-house", "state-department", "pentagon", "downing-street",
    "uk-foreign-office", "german-chancellery", "german-foreign-ministry", "ukrainian-presidency", "nato",
    "united-nations", "un-security-council", "european-union", "european-commission",
    "european-external-action-service", "osce",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("id", MOST_QUOTED)
def test_the_institutions_of_diplomacy_are_found_under_every_alias(
    catalogue: Catalogue, id: str, language: str
) -> None:
    institution = catalogue.institution(id)
    aliases = (*institution.names[language], *institution.aliases.get(language, ()))
    assert len(aliases) >= (25 if id in ("elysee", "kremlin") else 3)
    for alias in aliases:
        assert catalogue.find_institution(alias, language) == institution, alias


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("id", ["elysee", "kremlin"])
def test_elysee_and_kremlin_are_found_in_capitals(catalogue: Catalogue, id: str, language: str) -> None:
    institution = catalogue.institution(id)
    for alias in (*institution.names[language], *institution.aliases[language]):
        assert catalogue.find_institution(alias.upper(), language) == institution, alias


@pytest.mark.parametrize(
    ("words", "language", "id"),
    [
        ("l’Élysée", "fr", "elysee"),
        ("l'Elysée", "fr", "elysee"),
        ("Elysee", "fr", "elysee"),
        ("le palais de l'Élysée", "fr", "elysee"),
        ("du palais présidentiel de l'Élysée", "fr", "elysee"),
        ("La présidence française", "fr", "elysee"),
        ("the Élysée Palace", "en", "elysee"),
        ("the French presidency", "en", "elysee"),
        ("the Kremlin", "en", "kremlin"),
        ("le Kremlin", "fr", "kremlin"),
        ("la présidence russe", "fr", "kremlin"),
        ("le fort de Brégançon", "fr", "elysee"),
        ("the Élysée press office", "en", "elysee"),
        ("Novo-Ogaryovo", "en", "kremlin"),
        ("le service de presse de la présidence russe", "fr", "kremlin"),
        ("the Auswärtiges Amt", "en", "german-foreign-ministry"),
        ("Smolenskaya Square", "en", "russian-foreign-ministry"),
        ("King Charles Street", "en", "uk-foreign-office"),
        ("la rue de Varenne", "fr", "matignon"),
        ("Chequers", "en", "downing-street"),
        ("Foggy Bottom", "fr", "state-department"),
        ("the office of the Ukrainian president", "en", "ukrainian-presidency"),
        ("le siège de l'Otan", "fr", "nato"),
        ("la Maison Blanche", "fr", "white-house"),
        ("the U.S. State Department", "en", "state-department"),
        ("le département d'Etat américain", "fr", "state-department"),
        ("Quai d’Orsay", "fr", "french-foreign-ministry"),
        ("the British Foreign Office", "en", "uk-foreign-office"),
        ("l'OTAN", "fr", "nato"),
        ("l'Otan", "fr", "nato"),
        ("Nato", "en", "nato"),
        ("l'Onu", "fr", "united-nations"),
        ("Brussels", "en", "european-union"),
        ("U.N.", "en", "united-nations"),
        ("Agence France-Presse", "en", "afp"),
        ("l'agence Interfax", "fr", "interfax"),
        ("the Russian news agency Interfax", "en", "interfax"),
        ("le quotidien allemand Bild", "fr", "bild"),
        ("The Washington Post", "en", "washington-post"),
        ("le JDD", "fr", "journal-du-dimanche"),
    ],
)
def test_an_institution_is_found_as_articles_write_it(
    catalogue: Catalogue, words: str, language: str, id: str
) -> None:
    found = catalogue.find_institution(words, language)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("le monde", "fr"),
        ("the nature", "en"),
        ("who", "en"),
        ("maison blanche", "fr"),
        ("the Ministry of Magic", "en"),
        ("l'opinion", "fr"),
        ("", "en"),
        ("de la", "fr"),
    ],
)
def test_common_words_are_no_institution(catalogue: Catalogue, words: str, language: str) -> None:
    assert catalogue.find_institution(words, language) is None


@pytest.mark.parametrize(
    ("phrase", "language", "id", "name"),
    [
        (
            "le ministère russe des Affaires étrangères",
            "fr",
            "russian-foreign-ministry",
            "ministère russe des Affaires étrangères",
        ),
        ("the Russian Foreign Ministry", "en", "russian-foreign-ministry", "Russian Foreign Ministry"),
        ("Russia's foreign ministry", "en", "russian-foreign-ministry", "Russian Foreign Ministry"),
        (
            "ministère des Affaires étrangères syrien",
            "fr",
            "syrian-foreign-ministry",
            "ministère syrien des Affaires étrangères",
        ),
        (
            "Turkish Ministry of Foreign Affairs",
            "en",
            "turkish-foreign-ministry",
            "Turkish Foreign Ministry",
        ),
        (
            "Ministry of Defence of the Russian Federation",
            "en",
            "russian-defence-ministry",
            "Russian Defence Ministry",
        ),
        ("l'armée syrienne", "fr", "syrian-army", "armée syrienne"),
        ("the Saudi government", "en", "saudi-arabia", "Saudi Arabia"),
        ("la diplomatie française", "fr", "french-foreign-ministry", None),
    ],
)
def test_a_ministry_composes_from_its_kind_and_its_country(
    catalogue: Catalogue, phrase: str, language: str, id: str, name: str | None
) -> None:
    ministry = catalogue.find_institution(phrase, language)
    assert ministry is not None
    assert ministry.id == id
    assert name is None or ministry.name(language) == name
    assert catalogue.institution(id) == ministry


def test_a_ministry_of_an_unknown_country_composes_to_nothing(catalogue: Catalogue) -> None:
    assert catalogue.find_institution("the foreign ministry", "en") is None
    assert catalogue.find_institution("the Ruritanian foreign ministry", "en") is None


def test_the_palace_is_an_institution_only_as_an_anaphor(catalogue: Catalogue) -> None:
    assert catalogue.find_institution("the Palace", "en") is None
    assert "elysee" in [institution.id for institution in catalogue.find_anaphor("the Palace", "en")]
    assert "elysee" in [institution.id for institution in catalogue.find_anaphor("le Palais", "fr")]
    assert catalogue.find_anaphor("the bridge", "en") == ()


def test_social_networks_are_channels_and_no_institutions(catalogue: Catalogue) -> None:
    for name in ("Twitter", "Facebook", "Telegram", "TikTok"):
        assert catalogue.find_network(name, "fr") is not None
        assert catalogue.find_institution(name, "fr") is None


def test_no_two_entries_share_an_id(catalogue: Catalogue) -> None:
    listed = [institution.id for institution in catalogue.institutions]
    governments = [country.government for country in catalogue.countries]
    slugs = [country.slug for country in catalogue.countries]
    assert len(set(listed)) == len(listed)
    assert len(set(governments)) == len(governments)
    assert len(set(slugs)) == len(slugs)
    assert not {*listed} & {*governments} - {"hong-kong"}


def test_every_institution_is_found_under_its_own_name(catalogue: Catalogue) -> None:
    for institution in catalogue.institutions:
        for language in catalogue.languages:
            assert catalogue.find_institution(institution.name(language), language) is not None


def test_values_of_the_catalogue_cannot_be_changed(catalogue: Catalogue) -> None:
    kremlin = catalogue.institution("kremlin")
    with pytest.raises(AttributeError):
        kremlin.id = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kremlin.names["en"] = ("Other",)  # type: ignore[index]


def test_an_unknown_key_is_a_key_error(catalogue: Catalogue) -> None:
    for lookup in (catalogue.institution, catalogue.person, catalogue.office, catalogue.country):
        with pytest.raises(KeyError):
            lookup("no-such-key")


def test_what_ends_the_name_of_an_owner_is_the_languages() -> None:
    assert split("Ankara’nın sesi", frozenset({"'nın"})).raw == ("Ankara", "sesi")
    assert split("Nokia’s board", frozenset({"'s"})).raw == ("Nokia", "board")
    assert split("Nokia’s board", frozenset()).raw == ("Nokia", "s", "board")
