"""The institution that people speak for if the article names none, or if they once held an office."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Quote

SAID = {
    "en": "{} “We did not close any door,” {} said.",
    "fr": "{} « Nous n’avons fermé aucune porte », a déclaré {}.",
}
CALLED = {"en": "Emmanuel Macron called him.", "fr": "Emmanuel Macron l’a appelé."}


def quote(extract: Extract, text: str, language: str) -> Quote:
    return extract(text, Options(language)).quotes[-1]


def source(found: Quote) -> tuple[str | None, str] | None:
    return None if found.source is None else (found.source.id, found.source.basis)


@pytest.mark.parametrize(
    ("somebody", "language", "id"),
    [
        ("an adviser to the French president", "en", "elysee"),
        ("an Elysee official", "en", "elysee"),
        ("a source at the Élysée", "en", "elysee"),
        ("a Downing Street spokesman", "en", "downing-street"),
        ("Putin's adviser", "en", "kremlin"),
        ("a spokeswoman for the Russian foreign ministry", "en", "russian-foreign-ministry"),
        ("an aide to the head of state", "en", "elysee"),
        ("his entourage", "en", "elysee"),
        ("the French side", "en", "france"),
        ("the Russian delegation", "en", "russia"),
        ("un conseiller du président", "fr", "elysee"),
        ("une conseillère de l'Elysée", "fr", "elysee"),
        ("l'entourage du chef de l'État", "fr", "elysee"),
        ("l'entourage de Vladimir Poutine", "fr", "kremlin"),
        ("son entourage", "fr", "elysee"),
        ("un proche conseiller de Macron", "fr", None),
        ("la délégation russe", "fr", "russia"),
        ("un porte-parole du ministère de l'Intérieur allemand", "fr", "german-interior-ministry"),
        ("a source close to the Kremlin", "en", None),
        ("a former Kremlin adviser", "en", None),
        ("a Kremlin critic", "en", None),
        ("un proche du président", "fr", None),
        ("un ancien conseiller de l'Élysée", "fr", None),
        ("un ex-conseiller du Kremlin", "fr", None),
        ("un opposant au Kremlin", "fr", None),
    ],
)
def test_staff_speak_for_their_house_and_those_close_to_it_or_gone_do_not(
    extract: Extract, somebody: str, language: str, id: str | None
) -> None:
    found = quote(extract, SAID[language].format(CALLED[language], somebody), language)
    assert source(found) == (None if id is None else (id, "affiliation"))
    assert found.speaker is not None
    assert (found.speaker.id, found.speaker.basis) == (None, "description")


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("“We heard nothing,” an Elysee official said. “Not a word,” the official said.", "en", "elysee"),
        ("“We heard nothing,” an Elysee official said. “Not a word,” another official said.", "en", "elysee"),
        ("« Rien », dit un conseiller de l'Élysée. « Non », dit un autre conseiller.", "fr", "elysee"),
    ],
)
def test_who_is_met_again_still_speaks_for_the_same_house(
    extract: Extract, text: str, language: str, id: str
) -> None:
    assert source(quote(extract, text, language)) == (id, "affiliation")


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("« Nous avons eu un échange utile », assure-t-on à l'Élysée.", "elysee"),
        ("« Nous avons eu un échange utile », dit-on côté russe.", "russia"),
        ("A l'Elysée, on parle d'« un échange utile ».", "elysee"),
        ("Côté russe, on évoque « une discussion franche ».", "russia"),
        ("L'Elysée dément mollement. « L'un rappelle toujours l'autre », y sourit-on.", "elysee"),
    ],
)
def test_one_is_the_place_where_it_is_said(extract: Extract, text: str, id: str) -> None:
    found = quote(extract, text, "fr")
    assert source(found) == (id, "stated")
    assert found.speaker is not None
    assert (found.speaker.id, found.speaker.kind) == (id, "institution")


def test_we_is_the_place_where_it_is_said(extract: Extract) -> None:
    found = quote(extract, "We observe in Paris “a change of tone” since Monday.", "en")
    assert source(found) == ("france", "stated")


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("“We go on,” said Dmitry Peskov, as quoted by Interfax.", "en", "kremlin"),
        ("« Nous continuons », a dit Vladimir Poutine, selon l'agence Interfax.", "fr", "kremlin"),
        ("« Nous continuons », a dit le pêcheur Jean Roy, selon l'AFP.", "fr", "afp"),
    ],
)
def test_a_medium_is_the_source_of_those_only_who_speak_for_no_institution(
    extract: Extract, text: str, language: str, id: str
) -> None:
    found = quote(extract, text, language)
    assert found.source is not None
    assert found.source.id == id


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("“We go on,” former French president François Hollande said.", "en", None),
        ("Emmanuel Macron succeeded François Hollande. “We go on,” Hollande said.", "en", None),
        ("En juin 2019, la France votait. « Nous continuons », a dit François Hollande.", "fr", None),
        ("« Nous continuons », a dit Henri Guaino.", "fr", None),
        ("« Nous continuons », a dit Henri Guaino, conseiller de l'Élysée.", "fr", "elysee"),
        ("En juin 2021, « nous continuons », a dit Kirill Dmitriev.", "fr", "russian-direct-investment-fund"),
    ],
)
def test_an_office_that_is_over_counts_no_more(
    extract: Extract, text: str, language: str, id: str | None
) -> None:
    found = quote(extract, text, language)
    assert (found.source and found.source.id) == id


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "Boris Johnson called Emmanuel Macron. His spokesman said both had agreed to “walk at one pace”.",
            "en",
            "His spokesman",
        ),
        ("Boris Johnson met John Tefft. The US president said it was “a cheap idea”.", "en", "US president"),
        (
            "Ursula von der Leyen and Josep Borrell met. The Commission president said it was “a good day”.",
            "en",
            "Ursula von der Leyen",
        ),
        (
            "Ursula von der Leyen a vu Emmanuel Macron. La présidente de la Commission a dit : « Oui ».",
            "fr",
            "Ursula von der Leyen",
        ),
    ],
)
def test_a_title_never_means_somebody_who_cannot_have_it(
    extract: Extract, text: str, language: str, name: str
) -> None:
    found = quote(extract, text, language).speaker
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Emmanuel Macron met Vladimir Putin. “We agree,” both leaders said.", "en"),
        ("“We agree,” Emmanuel Macron and Vladimir Putin said.", "en"),
        ("Emmanuel Macron a reçu Vladimir Poutine. « D'accord », ont dit les deux présidents.", "fr"),
        ("Macron a reçu Vladimir Poutine. « D'accord », ont dit les présidents français et russe.", "fr"),
    ],
)
def test_a_group_speaks_for_whom_the_first_of_its_members_does(
    extract: Extract, text: str, language: str
) -> None:
    assert source(quote(extract, text, language)) == ("elysee", "affiliation")


def test_two_who_are_not_known_speak_for_nobody(extract: Extract) -> None:
    text = "Emmanuel Macron met Vladimir Putin. “We agree,” two men said."
    assert quote(extract, text, "en").source is None


def test_who_is_the_subject_of_what_he_says_is_not_he(extract: Extract) -> None:
    text = (
        "Peskov said: “No.” Asked about remarks by Joe Biden, who called it “late”, he replied that "
        "Joe Biden should “check his own address book”."
    )
    speaker = quote(extract, text, "en").speaker
    assert speaker is not None
    assert speaker.name != "Joe Biden"
