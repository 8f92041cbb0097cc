"""Whom a group means, and through which medium words came: what the answer tells of them."""

from __future__ import annotations

import pytest

from service.extraction.extractor import Extractor
from service.extraction.model import Quote


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor of English and French."""
    return Extractor()


def last_quote(extractor: Extractor, language: str, text: str) -> Quote:
    """The last quote of a text."""
    return extractor.extract(text, language=language).quotes[-1]


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


def test_the_medium_is_told_beside_the_institution(extractor: Extractor) -> None:
    source = last_quote(extractor, "en", "“No,” Kremlin spokesman Dmitry Peskov told Interfax.").source
    assert source is not None
    assert source.via is not None
    assert (source.id, source.via.id) == ("kremlin", "interfax")


def test_a_medium_that_is_the_source_itself_is_not_told_again(extractor: Extractor) -> None:
    source = last_quote(extractor, "en", "“No,” Anna Smith told Reuters.").source
    assert source is not None
    assert (source.id, source.via) == ("reuters", None)
