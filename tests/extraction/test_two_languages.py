"""A text in two languages: each part is read in its own, and each quote says which that is."""

from __future__ import annotations

import pytest

from service.extraction.extractor import Extractor
from service.extraction.model import Extraction

ENGLISH = """The mayor of the town presented her plan for the harbour on Monday, before two hundred people.

“We will plant a thousand trees along the quay,” said Anna Smith, the mayor, who has led the town since the
spring. She added that the works would begin in the autumn and that they would last for at least two years.

The shopkeepers of the old town are worried about the noise, and want a meeting with the council.
"""
FRENCH = """La maire de la ville a présenté lundi soir son projet pour le port, devant deux cents personnes.

« Nous planterons mille arbres le long du quai », a déclaré Anne Martin, la maire, qui dirige la ville depuis
le printemps. Elle a ajouté que les travaux commenceraient à l'automne et qu'ils dureraient au moins deux ans.

Les commerçants de la vieille ville s'inquiètent du bruit, et ils ont demandé une réunion avec le conseil.
"""
FRENCH_WORDS = "“Je ne regrette pas la décision que nous avons prise, et je la reprendrais demain,”"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor of English and French."""
    return Extractor()


def told(text: str, found: Extraction) -> list[tuple[str, str, str]]:
    """For each quote its language, its words at the places that the answer gives, and its speaker."""
    return [
        (
            quote.language,
            text[quote.spans[0].start : quote.spans[-1].end],
            quote.speaker.name if quote.speaker else "",
        )
        for quote in found.quotes
    ]


TOLD_EN = ("en", "We will plant a thousand trees along the quay,", "Anna Smith")
TOLD_FR = ("fr", "Nous planterons mille arbres le long du quai", "Anne Martin")


def test_a_release_and_its_translation_are_each_read_in_their_language(extractor: Extractor) -> None:
    text = ENGLISH + "\n" + FRENCH
    found = extractor.extract(text)
    assert found.language == "en"
    assert told(text, found) == [TOLD_EN, TOLD_FR]


def test_the_order_of_the_two_does_not_matter(extractor: Extractor) -> None:
    text = FRENCH + "\n" + ENGLISH
    found = extractor.extract(text)
    assert found.language == "fr"
    assert told(text, found) == [TOLD_FR, TOLD_EN]


def test_places_are_those_of_the_text_as_it_was_sent(extractor: Extractor) -> None:
    text = (ENGLISH + "\n" + FRENCH).replace("trees", "tr&eacute;es").replace("arbres", "ar\u00adbres")
    quotes = told(text, extractor.extract(text))
    assert [words for _, words, _ in quotes] == [
        "We will plant a thousand tr&eacute;es along the quay,",
        "Nous planterons mille ar\u00adbres le long du quai",
    ]


def test_a_quote_in_another_language_than_its_article_says_so(extractor: Extractor) -> None:
    text = f"The mayor of the town spoke. {FRENCH_WORDS} said Anna Smith. “It will be right,” she said."
    found = extractor.extract(text)
    assert [quote.language for quote in found.quotes] == ["fr", "en"]
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Anna Smith", "Anna Smith"]


def test_all_of_a_text_is_read_in_the_language_that_is_asked_for(extractor: Extractor) -> None:
    text = ENGLISH + "\n" + FRENCH
    assert extractor.extract(text, language="en").language == "en"
    assert told(text, extractor.extract(text, language="en"))[0] == TOLD_EN


def test_one_paragraph_in_another_language_stays_with_the_rest(extractor: Extractor) -> None:
    text = f"{ENGLISH}\n{FRENCH_WORDS} Anna Smith said in French.\n"
    found = extractor.extract(text)
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Anna Smith", "Anna Smith"]


def test_the_agency_of_the_dateline_brought_the_quotes_of_every_part(extractor: Extractor) -> None:
    english = ENGLISH.replace("Anna Smith, the mayor,", "Kremlin spokesman Dmitry Peskov,")
    french = FRENCH.replace("Anne Martin, la maire,", "Emmanuel Macron, le président français,")
    quotes = extractor.extract(f"PARIS (AFP) — {english}\n\n{french}").quotes
    assert {quote.language for quote in quotes} == {"en", "fr"}
    assert {quote.source.via.id for quote in quotes if quote.source and quote.source.via} == {"afp"}
    assert {quote.source.id for quote in quotes if quote.source} == {"kremlin", "elysee"}
