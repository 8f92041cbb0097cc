"""Whom a group means, and through which medium words came, as the answer tells it."""

from __future__ import annotations

import pytest

from service.extraction.extractor import Extractor
from service.extraction.model import Quote, Source


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor of English and French."""
    return Extractor()


def last_quote(extractor: Extractor, language: str, text: str) -> Quote:
    """The last quote of a text."""
    return extractor.extract(text, language=language).quotes[-1]


def last_source(extractor: Extractor, language: str, text: str) -> Source:
    """The source of the last quote of a text, which has one."""
    source = last_quote(extractor, language, text).source
    assert source is not None
    return source


@pytest.mark.parametrize(
    ("language", "text", "members"),
    [
        (
            "en",
            "Kremlin spokesman Dmitry Peskov spoke. Emmanuel Macron and Vladimir Putin met in Moscow. "
            "“We agree,” both leaders said.",
            ["emmanuel-macron", "vladimir-putin"],
        ),
        (
            "fr",
            "Vladimir Poutine et Emmanuel Macron se sont vus. « C'est bien », ont dit les deux présidents.",
            ["vladimir-putin", "emmanuel-macron"],
        ),
    ],
)
def test_two_who_were_named_together_are_both_meant(
    extractor: Extractor, language: str, text: str, members: list[str]
) -> None:
    speaker = last_quote(extractor, language, text).speaker
    assert speaker is not None
    assert speaker.kind == "group"
    assert [member.id for member in speaker.members] == members


@pytest.mark.parametrize(
    ("language", "text", "members"),
    [
        (
            "en",
            "U.S. Senators Jane Roe (R-ME), Paul Hill (D-MI), and Ann Moor (D-MI) wrote to Secretary John "
            "Dale. “Act now,” the Senators wrote.",
            ["Jane Roe", "Paul Hill", "Ann Moor"],
        ),
        (
            "en",
            "Sens. Jane Roe (R-Ore.) and Paul Hill (D-Ore.) met. It rained. “We agree,” they said.",
            ["Jane Roe", "Paul Hill"],
        ),
        (
            "en",
            "The scientists Jane Roe and Paul Hill met Ann Moor and John Dale. “Yes,” both scientists said.",
            ["Jane Roe", "Paul Hill"],
        ),
        (
            "fr",
            "Les avocates Anne Roy et Jeanne Petit ont vu Paul Hill. « C'est fini », ont dit les avocates.",
            ["Anne Roy", "Jeanne Petit"],
        ),
    ],
)
def test_a_plural_noun_means_those_who_were_enumerated_under_it(
    extractor: Extractor, language: str, text: str, members: list[str]
) -> None:
    speaker = last_quote(extractor, language, text).speaker
    assert speaker is not None
    assert [member.name for member in speaker.members] == members
    assert all(member in speaker.name for member in members)


def test_a_plural_noun_is_not_those_who_were_named_in_no_enumeration(extractor: Extractor) -> None:
    text = "Senator Jane Roe thanked Senator Paul Hill. “We agree,” the senators said."
    speaker = last_quote(extractor, "en", text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.members) == ("senators", ())


@pytest.mark.parametrize("behind", [". Les autres sont partis.", ", les autres à la radio."])
def test_a_medium_is_told_by_its_name_alone(extractor: Extractor, behind: str) -> None:
    source = last_source(extractor, "fr", f"« C'est fini », a dit Anne Roy sur BFMTV{behind}")
    assert source.mention is not None
    assert source.mention.text == "BFMTV"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "« C'est fini », écrit Le Monde.", "Le Monde"),
        ("fr", "« C'est fini », écrit le Figaro.", "Le Figaro"),
        ("en", "“It is over”, wrote The Guardian.", "The Guardian"),
        ("fr", "« C'est fini », a dit La Poste.", "La Poste"),
        ("en", "“It is over,” the White House said.", "White House"),
    ],
)
def test_a_body_whose_name_has_an_article_is_called_with_it(
    extractor: Extractor, language: str, text: str, name: str
) -> None:
    (quote,) = extractor.extract(text, language=language).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == name


def test_common_words_name_no_medium(extractor: Extractor) -> None:
    (quote,) = extractor.extract("« C'est fini », a écrit le quotidien du soir.", language="fr").quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.source) == ("quotidien du soir", None)


def test_the_medium_is_told_beside_the_institution(extractor: Extractor) -> None:
    source = last_source(extractor, "en", "“No,” Kremlin spokesman Dmitry Peskov told Interfax.")
    assert source.via is not None
    assert (source.id, source.via.id) == ("kremlin", "interfax")


def test_a_surname_that_a_medium_has_too_is_no_medium(extractor: Extractor) -> None:
    quote = last_quote(extractor, "en", "“Nothing works here,” said Ann Hill.")
    assert quote.speaker is not None
    assert quote.speaker.name == "Ann Hill"
    assert quote.source is None


def test_a_surname_that_stands_alone_is_no_medium(extractor: Extractor) -> None:
    quote = last_quote(extractor, "en", "Paul Hill left early. “Nothing works here,” said Hill.")
    assert quote.speaker is not None
    assert quote.speaker.name == "Paul Hill"
    assert quote.source is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is over,” the WHO said.", "World Health Organization"),
        ("“It is over,” according to the WHO.", "World Health Organization"),
        ("“It is over,” the US said.", "United States"),
        ("“It is over,” said Ann Roy, director of the WHO.", "World Health Organization"),
    ],
)
def test_an_acronym_spelt_like_a_pronoun_is_a_body(extractor: Extractor, text: str, name: str) -> None:
    source = last_source(extractor, "en", text)
    assert source.name == name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "fr",
            "« C'est fini », a dit Anne Roy, directrice de la Haute autorité de santé.",
            "Haute autorité de santé",
        ),
        ("en", "“It is over,” said Jane Roe, a spokeswoman for NASA.", "NASA"),
    ],
)
def test_who_speaks_for_an_agency_of_a_state_has_it_for_the_source(
    extractor: Extractor, language: str, text: str, name: str
) -> None:
    source = last_source(extractor, language, text)
    assert (source.name, source.basis) == (name, "affiliation")


def test_an_agency_of_a_state_that_is_spoken_of_is_no_source(extractor: Extractor) -> None:
    assert last_quote(extractor, "en", "“It is over,” said Jane Roe, who sued the EPA.").source is None


@pytest.mark.parametrize(
    ("language", "text", "medium"),
    [
        ("fr", "« C'est fini », a déclaré à l'AFP Steve Garnier.", "afp"),
        ("fr", "« C'est fini », révèle son fils au Parisien.", "le-parisien"),
        (
            "fr",
            "« C'est fini », s'est emporté mardi soir Paul Petit, président de l'Association des médecins "
            "urgentistes de France (Amuf) sur BFMTV.",
            "bfmtv",
        ),
        ("fr", "« C'est fini », assure France Bleu Côtes d'Armor.", "france-bleu"),
        ("en", "“It is over,” said MSNBC host Jane Roe.", "msnbc"),
    ],
)
def test_a_medium_between_the_verb_and_its_speaker_or_in_the_speaker_is_the_source(
    extractor: Extractor, language: str, text: str, medium: str
) -> None:
    source = last_source(extractor, language, text)
    assert source.id == medium


def test_a_medium_that_is_the_source_itself_is_not_told_again(extractor: Extractor) -> None:
    source = last_source(extractor, "en", "“No,” Anna Smith told Reuters.")
    assert (source.id, source.via) == ("reuters", None)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "“We agree,” said Sens. Jane Roe (R-ME), Paul Hill (D-MI) and Ann Moor (I-CT) in a statement.",
            "Jane Roe, Paul Hill and Ann Moor",
        ),
        (
            "en",
            "“We agree,” wrote Sen. Jane Roe, R-Ariz., and Rep. Paul Hill, D-Calif.",
            "Jane Roe and Paul Hill",
        ),
        ("en", "“It is over,” said Jane Roe, and Paul Hill agreed.", "Jane Roe"),
        ("en", "“It is over,” said Jane Roe, the lawyer of Paul Hill and Ann Moor.", "Jane Roe"),
        (
            "fr",
            "« C'est fini », expliquent Jean Roy, maire de Tulle, et Paul Petit, député de Corrèze.",
            "Jean Roy et Paul Petit",
        ),
        ("fr", "« C'est fini », a lancé Jean Roy, et Paul Petit a souri.", "Jean Roy"),
    ],
)
def test_all_the_people_of_an_enumeration_speak_and_nobody_else(
    extractor: Extractor, language: str, text: str, name: str
) -> None:
    speaker = last_quote(extractor, language, text).speaker
    assert speaker is not None
    assert speaker.name == name
