"""The content of a quote: the whole reported clause, of which only a part may be in marks."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options

CONTENTS = [
    (
        "en",
        "He told Angela Merkel that the West “did not consider” Russian concerns.",
        "the West “did not consider” Russian concerns",
    ),
    (
        "en",
        "Angela Merkel told reporters in Warsaw on Monday that the talks were “a success”.",
        "the talks were “a success",
    ),
    (
        "en",
        "The talks were “a great success”, Angela Merkel told reporters in Warsaw.",
        "The talks were “a great success",
    ),
    (
        "en",
        "Angela Merkel said the talks were “a success”, while the markets fell in Frankfurt.",
        "the talks were “a success",
    ),
    (
        "fr",
        "Emmanuel Macron a déclaré que les négociations étaient « un succès » pour l'Europe.",
        "les négociations étaient « un succès » pour l'Europe",
    ),
    (
        "fr",
        "Selon Emmanuel Macron, les négociations sont « un succès ».",
        "les négociations sont « un succès",
    ),
]


@pytest.mark.parametrize(("language", "text", "content"), CONTENTS)
def test_the_content_of_a_mixed_quote_is_the_whole_reported_clause(
    extract: Extract, language: str, text: str, content: str
) -> None:
    (quote,) = extract(text, Options(language)).quotes
    assert quote.type == "mixed"
    assert quote.content.text == content
    assert quote.content.span.text(text) == content


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "“We stand ready for talks,” Angela Merkel said on Monday.", "We stand ready for talks,"),
        ("en", "Angela Merkel said that “Europe stands ready for talks”.", "Europe stands ready for talks"),
        ("fr", "« Nous sommes prêts », a déclaré Emmanuel Macron à Genève.", "Nous sommes prêts"),
    ],
)
def test_the_content_of_a_direct_quote_is_what_the_marks_hold(
    extract: Extract, language: str, text: str, words: str
) -> None:
    (quote,) = extract(text, Options(language)).quotes
    assert quote.type == "direct"
    assert quote.content.text == quote.text == words


def test_the_fragments_of_one_clause_share_its_content(extract: Extract) -> None:
    text = "Angela Merkel said that the talks were “a success” for Warsaw and “a relief” for Europe."
    first, second = extract(text, Options("en")).quotes
    assert first.content == second.content
    assert first.content.text == "the talks were “a success” for Warsaw and “a relief” for Europe"


def test_a_parenthesis_between_dashes_stays_in_the_content(extract: Extract) -> None:
    text = "Angela Merkel said that “the talks” — the third this year — were going well."
    (quote,) = extract(text, Options("en")).quotes
    assert quote.content.text == "the talks” — the third this year — were going well"
