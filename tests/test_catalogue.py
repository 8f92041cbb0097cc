"""The catalogue: what it finds under which words, and what an operator's own file does."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.lexicons.catalogue import Catalogue, CatalogueError, load_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("id", ["elysee", "kremlin"])
def test_elysee_and_kremlin_are_found_under_every_alias(catalogue: Catalogue, id: str, language: str) -> None:
    institution = catalogue.institution(id)
    aliases = (*institution.names[language], *institution.aliases[language])
    assert len(aliases) > 10
    for alias in aliases:
        assert catalogue.find_institution(alias, language) == institution, alias
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
        ("la Maison Blanche", "fr", "white-house"),
        ("the U.S. State Department", "en", "state-department"),
        ("le département d'Etat américain", "fr", "state-department"),
        ("Quai d’Orsay", "fr", "french-foreign-ministry"),
        ("the British Foreign Office", "en", "uk-foreign-office"),
        ("l'OTAN", "fr", "nato"),
        ("l'Otan", "fr", "nato"),
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
    ("phrase", "language", "hint", "id", "name"),
    [
        (
            "le ministère russe des Affaires étrangères",
            "fr",
            None,
            "russian-foreign-ministry",
            "ministère russe des Affaires étrangères",
        ),
        ("the Russian Foreign Ministry", "en", None, "russian-foreign-ministry", "Russian Foreign Ministry"),
        ("Russia's foreign ministry", "en", None, "russian-foreign-ministry", "Russian Foreign Ministry"),
        (
            "ministère des Affaires étrangères syrien",
            "fr",
            None,
            "syrian-foreign-ministry",
            "ministère syrien des Affaires étrangères",
        ),
        (
            "Turkish Ministry of Foreign Affairs",
            "en",
            None,
            "turkish-foreign-ministry",
            "Turkish Foreign Ministry",
        ),
        (
            "Ministry of Defence of the Russian Federation",
            "en",
            None,
            "russian-defence-ministry",
            "Russian Defence Ministry",
        ),
        ("ministère de la Santé", "fr", "IT", "italian-health-ministry", "ministère italien de la Santé"),
        ("l'armée syrienne", "fr", None, "syrian-army", "armée syrienne"),
        ("the Saudi government", "en", None, "saudi-arabia", "Saudi Arabia"),
        ("the foreign ministry", "en", "GB", "uk-foreign-office", "Foreign Office"),
        ("la diplomatie française", "fr", None, "french-foreign-ministry", None),
        ("le ministère des Armées", "fr", "FR", "french-defence-ministry", "ministère des Armées"),
    ],
)
def test_a_ministry_composes_from_its_kind_and_its_country(
    catalogue: Catalogue, phrase: str, language: str, hint: str | None, id: str, name: str | None
) -> None:
    ministry = catalogue.compose_ministry(phrase, language, hint)
    assert ministry is not None
    assert ministry.id == id
    assert name is None or ministry.name(language) == name
    assert catalogue.institution(id) == ministry


def test_a_ministry_of_an_unknown_country_composes_to_nothing(catalogue: Catalogue) -> None:
    assert catalogue.compose_ministry("the foreign ministry", "en", None) is None
    assert catalogue.compose_ministry("the Ruritanian foreign ministry", "en", None) is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_country_has_a_foreign_ministry_under_its_adjective(
    catalogue: Catalogue, language: str
) -> None:
    pattern = {"en": "the {} Foreign Ministry", "fr": "le ministère {} des Affaires étrangères"}[language]
    for country in catalogue.countries:
        phrase = pattern.format(country.adjectives[language][0])
        ministry = catalogue.compose_ministry(phrase, language, None)
        assert ministry is not None, phrase
        assert ministry.country == country.code, phrase


@pytest.mark.parametrize(
    ("title", "language", "hint", "key", "person"),
    [
        ("the master of the Kremlin", "en", None, "russian-president", "vladimir-putin"),
        ("the Kremlin strongman", "en", None, "russian-president", "vladimir-putin"),
        ("le maître du Kremlin", "fr", None, "russian-president", "vladimir-putin"),
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


def test_the_years_of_an_office_tell_who_held_it_when(catalogue: Catalogue) -> None:
    office = catalogue.office("russian-president")
    assert {h.person for h in office.holders if h.covers(2010)} == {"dmitry-medvedev"}
    assert {h.person for h in office.holders if h.covers(2022)} == {"vladimir-putin"}


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
    ],
)
def test_whoever_speaks_for_an_institution_is_affiliated_with_it(
    catalogue: Catalogue, key: str, institution: str
) -> None:
    assert catalogue.affiliations(catalogue.person(key))[0].id == institution


def test_a_politician_without_office_speaks_for_no_institution(catalogue: Catalogue) -> None:
    assert catalogue.affiliations(catalogue.person("alexei-navalny")) == ()


def test_the_palace_is_an_institution_only_as_an_anaphor(catalogue: Catalogue) -> None:
    assert catalogue.find_institution("the Palace", "en") is None
    assert "elysee" in [institution.id for institution in catalogue.find_anaphor("the Palace", "en")]
    assert "elysee" in [institution.id for institution in catalogue.find_anaphor("le Palais", "fr")]
    assert catalogue.find_anaphor("the bridge", "en") == ()


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


def test_people_are_found_by_name_in_either_spelling(catalogue: Catalogue) -> None:
    for name in ("Vladimir Putin", "Vladimir Poutine"):
        for language in catalogue.languages:
            assert [person.key for person in catalogue.find_people(name, language)] == ["vladimir-putin"]
    assert catalogue.person("vladimir-putin").name("en") == "Vladimir Putin"
    assert catalogue.person("vladimir-putin").name("fr") == "Vladimir Poutine"


def test_a_middle_initial_does_not_hide_a_person(catalogue: Catalogue) -> None:
    assert [person.key for person in catalogue.find_people("Vladimir V. Putin", "en")] == ["vladimir-putin"]
    assert [person.key for person in catalogue.find_people("George W. Bush", "en")] == ["george-w-bush"]


def test_a_family_name_leads_to_everybody_who_bears_it(catalogue: Catalogue) -> None:
    assert [person.key for person in catalogue.find_family("Le Drian", "fr")] == ["jean-yves-le-drian"]
    clintons = {person.key for person in catalogue.find_family("Clinton", "en")}
    assert clintons == {"bill-clinton", "hillary-clinton"}


def test_social_networks_are_channels_and_no_institutions(catalogue: Catalogue) -> None:
    for name in ("Twitter", "Facebook", "Telegram", "TikTok"):
        assert catalogue.find_network(name, "fr") is not None
        assert catalogue.find_institution(name, "fr") is None


def test_a_language_that_lacks_a_name_shows_the_english_one(catalogue: Catalogue) -> None:
    assert catalogue.person("vladimir-putin").name("it") == "Vladimir Putin"


def test_no_two_entries_share_an_id(catalogue: Catalogue) -> None:
    listed = [institution.id for institution in catalogue.institutions]
    governments = [country.government for country in catalogue.countries]
    slugs = [country.slug for country in catalogue.countries]
    assert len(set(listed)) == len(listed)
    assert len(set(governments)) == len(governments)
    assert len(set(slugs)) == len(slugs)
    assert not {*listed} & {*governments} - {"hong-kong"}


def test_every_persons_office_and_its_institution_exist(catalogue: Catalogue) -> None:
    for person in catalogue.people:
        for holding in person.offices:
            office = catalogue.office(holding.office)
            assert holding in office.holders
            assert catalogue.institution(office.institution).name("fr")


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


def test_an_operators_file_adds_institutions_people_and_offices(extra: Path) -> None:
    extra.write_text(
        """
        [institutions.ministry-of-magic]
        type = "ministry"
        country = "GB"
        names = {en = "Ministry of Magic", fr = "ministère de la Magie"}

        [people.ada-example]
        names = "Ada Example"
        gender = "f"
        held = ["ministry-of-magic-spokesperson 2025-"]
        """,
        encoding="utf-8",
    )
    catalogue = load_catalogue(extra)
    found = catalogue.find_institution("le ministère de la Magie", "fr")
    assert found is not None
    assert found.id == "ministry-of-magic"
    office = catalogue.office_of("spokeswoman for the Ministry of Magic", "en")
    assert office is not None
    assert [holding.person for holding in office.holders] == ["ada-example"]
    assert catalogue.find_institution("the Kremlin", "en") == catalogue.institution("kremlin")


def test_an_operators_file_overrides_only_the_fields_that_it_names(extra: Path, catalogue: Catalogue) -> None:
    extra.write_text(
        '[institutions.kremlin]\nnames = {en = "The Kremlin", fr = "Kremlin"}\n', encoding="utf-8"
    )
    kremlin = load_catalogue(extra).institution("kremlin")
    assert kremlin.name("en") == "The Kremlin"
    assert kremlin.aliases == catalogue.institution("kremlin").aliases
    assert catalogue.institution("kremlin").name("en") == "Kremlin"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[institutions.x", "not TOML"),
        ('[colours.red]\nhex = "f00"', "unknown table 'colours'"),
        ("institutions = 3", "institutions: must hold tables"),
        ("[institutions]\nx = 3", "institutions.x: must be a table"),
        ('[institutions.x]\ntype = "party"', "institutions.x: field 'names' is missing"),
        ('[institutions.x]\ntype = "party"\nnames = "X"\ncolour = "red"', "unknown field 'colour'"),
        ('[institutions.x]\ntype = "party"\nnames = 3', "institutions.x.names: must be"),
        ('[institutions.x]\ntype = "party"\nnames = []', "institutions.x.names: must not be empty"),
        ('[institutions.x]\ntype = "party"\nnames = {}', "institutions.x.names: must not be empty"),
        ('[institutions.x]\ntype = "party"\nnames.en = []', "institutions.x.names: must not be empty"),
        ('[institutions.x]\ntype = 3\nnames = "X"', "institutions.x.type: must be a non-empty string"),
        ('[institutions.x]\ntype = "party"\nnames = "X"\ncased = "yes"', "cased: must be a boolean"),
        ('[institutions.x]\ntype = "party"\nnames = "X"\ncountry = "ZZ"', "country 'ZZ' is not in"),
        ('[institutions.x]\ntype = "ministry"\nnames = "X"\nbody = "y"', "body 'y' is not in"),
        ('[institutions.x]\ntype = "ministry"\nnames = "X"\nbody = "army"', "needs a 'country'"),
        ('[institutions.x]\ntype = "party"\nnames = "X"\nhead = "nobody"', "no office 'nobody'"),
        (
            '[institutions.x]\ntype = "presidency"\nnames = "X"\nbody = "presidency"\ncountry = "RU"',
            "kremlin and x: both are the presidency of RU",
        ),
        ('[offices.x]\ninstitution = "nowhere"\ntitles = "boss"', "no institution 'nowhere'"),
        ('[offices.x]\ninstitution = "nato"\ntitles = "boss"\nrole = "king"', "unknown role 'king'"),
        ('[people.x]\nnames = "X Y"\ngender = "z"', "must be 'm' or 'f'"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["no-office 2001"]', "no office 'no-office'"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["pope since 2001"]', "'pope since 2001' is not"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["pope 2005-2001"]', "ends before it begins"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\ncountry = "ZZ"', "country 'ZZ' is not in"),
    ],
)
def test_a_bad_operators_file_is_refused_with_what_is_wrong(extra: Path, text: str, complaint: str) -> None:
    extra.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(extra)
    assert complaint in str(refused.value)


def test_the_refusal_names_the_operators_file(extra: Path) -> None:
    extra.write_text('[people.x]\nnames = "X Y"\ngender = "z"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"ours\.toml"):
        load_catalogue(extra)


def test_an_operators_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"missing\.toml: cannot be read"):
        load_catalogue(tmp_path / "missing.toml")


def test_an_operators_file_that_is_no_text_is_refused(extra: Path) -> None:
    extra.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="not TOML"):
        load_catalogue(extra)
