"""An operator's own catalogue file: what it adds, and why it is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.lexicons.catalogue import Catalogue, CatalogueError, load_catalogue
from service.lexicons.catalogue_files import read_files


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
        held = ["ministry-of-magic-spokesperson 2025/"]
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
        ("[institutions.x\n", "not TOML"),
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
            "institutions.x: is the presidency of RU, and so is kremlin",
        ),
        ('[offices.x]\ninstitution = "nowhere"\ntitles = "boss"', "no institution 'nowhere'"),
        ('[offices.x]\ninstitution = "nato"\ntitles = "boss"\nrole = "king"', "unknown role 'king'"),
        ('[people.x]\nnames = "X Y"\ngender = "z"', "must be 'm' or 'f'"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["no-office 2001"]', "no office 'no-office'"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["pope since 2001"]', "'pope since 2001' is not"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["pope 2001-13/"]', "people.x.held: month must be"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["pope 2001-2005"]', "'2001-2005' is not a year"),
        ('[successions.pope]\nturns = ["2001 nobody-known"]', "person 'nobody-known' is not in"),
        ('[successions.pope]\nturns = ["2001-02-30 pope-francis"]', "successions.pope.turns: day "),
        ('[successions.pope]\nturns = ["pope-francis 2001"]', "'pope-francis 2001' is neither"),
        ('[successions.pope]\nturns = ["2005 pope-francis", "2005 (nobody)"]', "does not come after"),
        ('[successions.no-office]\nturns = ["2005 pope-francis"]', "no office 'no-office'"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\nheld = ["pope 2005/2001"]', "ends before it begins"),
        ('[people.x]\nnames = "X Y"\ngender = "m"\ncountry = "ZZ"', "country 'ZZ' is not in"),
    ],
)
def test_a_bad_operators_file_is_refused_with_the_line_and_what_is_wrong(
    extra: Path, text: str, complaint: str
) -> None:
    extra.write_text(f"\n\n{text}", encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(extra)
    told = str(refused.value)
    assert complaint in told
    assert re.match(rf"{re.escape(str(extra))}:(?:[3-9]: |.* line [3-9],)", told)


def test_the_refusal_names_the_line_of_the_operators_file(extra: Path) -> None:
    extra.write_text('[people.x]\nnames = "X Y"\n\n# of somebody\ngender = "z"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(f"{extra}:5: people.x.gender: must be 'm' or 'f'")):
        load_catalogue(extra)


def test_a_mistake_in_an_entry_that_ships_is_told_with_the_file_that_ships(tmp_path: Path) -> None:
    shipped, extra = tmp_path / "shipped.toml", tmp_path / "ours.toml"
    shipped.write_text('[networks.x]\nnames = "X"\n\n[networks.y]\nname = "Y"\n', encoding="utf-8")
    extra.write_text('[networks.z]\nnames = "Z"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(f"{shipped}:5: networks.y.name: unknown field")):
        read_files([shipped], extra)


def test_an_operators_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"missing\.toml: cannot be read"):
        load_catalogue(tmp_path / "missing.toml")


def test_an_operators_file_that_is_no_text_is_refused(extra: Path) -> None:
    extra.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="not TOML"):
        load_catalogue(extra)
