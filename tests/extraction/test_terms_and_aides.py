"""Words announced as a term are not speech; an aide of somebody is not that person; handles are names."""

from __future__ import annotations

import pytest

from service.extraction.extractor import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor of English and French."""
    return Extractor()


def speakers(extractor: Extractor, language: str, text: str) -> list[str | None]:
    """Who says each of the quotes of a text."""
    quotes = extractor.extract(text, language=language).quotes
    return [quote.speaker.name if quote.speaker else None for quote in quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Martin Ellery said he had never heard the word “gazump.”",
        "Paula Thornbury said that the phrase “fair share,” common in the trade, was new to her.",
    ],
)
def test_a_stop_inside_the_marks_makes_no_speech_of_a_term(extractor: Extractor, text: str) -> None:
    assert speakers(extractor, "en", f"{text}\n“The bridge is closed,” Jonas Weber said.") == ["Jonas Weber"]


def test_a_nickname_or_a_title_at_the_end_of_an_incise_is_no_second_quote(extractor: Extractor) -> None:
    assert speakers(extractor, "en", "“It is over,” said a driver known as “Biscuit.”") == ["driver"]
    assert speakers(extractor, "en", "“It is over,” said Ruth Calder, the author of “Winter.”") == [
        "Ruth Calder"
    ]


def test_words_of_judging_keep_their_stop_and_their_speaker(extractor: Extractor) -> None:
    assert speakers(extractor, "en", "Paula Thornbury called the plan “a scandal.”") == ["Paula Thornbury"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "« C’est fini », glisse-t-on dans l’entourage de la ministre Anne Roy.",
            "entourage de la ministre Anne Roy",
        ),
        ("« Rien n'est décidé », assure-t-on dans l'entourage d'Anne Roy.", "entourage d'Anne Roy"),
    ],
)
def test_those_around_somebody_speak_for_themselves(extractor: Extractor, text: str, speaker: str) -> None:
    assert speakers(extractor, "fr", text) == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "« C’est fini », a tweeté @ptornier.", "@ptornier"),
        ("fr", "Contactée, @Marie_D a répondu : « Rien à dire. »", "@Marie_D"),
        ("en", "“It’s over,” tweeted @jdoe_99.", "@jdoe_99"),
    ],
)
def test_a_handle_is_a_name(extractor: Extractor, language: str, text: str, speaker: str) -> None:
    assert speakers(extractor, language, text) == [speaker]


def test_a_judge_is_named_without_the_title(extractor: Extractor) -> None:
    assert speakers(extractor, "en", "“The sentence stands,” Mr Justice Macrae said.") == ["Macrae"]
