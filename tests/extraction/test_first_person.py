"""Who "I" and "you" are in a speech or a letter: whom its heading, signature or salutation names."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options

LETTER = (
    "Dear Secretary Dale:\nYou told senators that the plan was “short and cheap.” I told you that it was "
    "“reckless.”\nSincerely,\nJane Roe\nUnited States Senator"
)


def names(extract: Extract, text: str, language: str) -> list[str | None]:
    """Who says each quote of a text."""
    return [quote.speaker and quote.speaker.name for quote in extract(text, Options(language)).quotes]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Statement of Senator Jane Roe\nOn the War\n\nI told the nominee, “No one is above the law.”", "en"),
        ("Opening Remarks by Chairman Jane Roe\n\nAs I said then, “a war is a folly.”", "en"),
        ("Discours de la sénatrice Jane Roe\n\nJe l'ai dit au ministre : « C'est fini. »", "fr"),
    ],
)
def test_i_is_who_the_heading_of_a_speech_names(extract: Extract, text: str, language: str) -> None:
    assert names(extract, text, language) == ["Jane Roe"]


def test_a_letter_is_by_who_signs_it_to_whom_it_addresses(extract: Extract) -> None:
    addressee, author = names(extract, LETTER, "en")
    assert addressee is not None
    assert addressee.endswith("Dale")
    assert author == "Jane Roe"


def test_of_two_who_sign_none_is_said_to_be_i(extract: Extract) -> None:
    text = LETTER.replace("United States Senator", "Paul Hill")
    assert "Jane Roe" not in names(extract, text, "en")


def test_who_is_only_written_about_is_not_i(extract: Extract) -> None:
    assert names(extract, "The book by Jane Roe was long. I told her, “It is over.”", "en") == ["I"]


def test_he_is_not_the_author_who_says_i(extract: Extract) -> None:
    text = (
        "Statement of Senator Paul Hill\nOn the Nomination of John Moor\nI told him, “No one is above the "
        "law.” He answered: “I agree.”"
    )
    assert names(extract, text, "en") == ["Paul Hill", "John Moor"]
