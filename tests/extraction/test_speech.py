"""What is no quote: titles of works, names and intertitles between marks (ANNOTATION, "Not quotes")."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Khan said on NBC's “Meet the Press” on Sunday that he had not read the law.",
        "Mr. Khan told NBC's “Sunday Morning” that he had not read the law.",
        "Mr. Khan tells NBC’s “Today” on Friday that he has not read the law.",
        "In an interview with “Good Morning Europe,” Angela Merkel said that she had not read the law.",
        "In her second book, “Make Your Child a Winner,” Angela Merkel suggested another way.",
    ],
)
def test_the_title_of_a_broadcast_or_a_book_is_no_quote(extract: Extract, text: str) -> None:
    assert extract(text, Options("en")).quotes == ()


def test_a_title_right_of_a_cue_that_has_its_words_is_no_quote(extract: Extract) -> None:
    text = "“We are ready for this campaign,” Angela Merkel told “Fox and Friends,” smiling."
    (quote,) = extract(text, Options("en")).quotes
    assert quote.text == "We are ready for this campaign,"


def test_a_short_line_of_its_own_in_single_marks_is_no_quote(extract: Extract) -> None:
    text = "“I do not see where this is going,” said Angela Merkel.\n\n‘A tough decision.’\n\nIt was raining."
    (quote,) = extract(text, Options("en")).quotes
    assert quote.text == "I do not see where this is going,"


def test_a_sentence_of_names_that_goes_on_a_quote_is_a_quote(extract: Extract) -> None:
    text = "“We have a common enemy here,” Burton told the delegates. “Angela Merkel.”"
    assert [quote.text for quote in extract(text, Options("en")).quotes][-1] == "Angela Merkel."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "A young reporter hailed Emmanuel Macron as “The Comeback Kid” for his success in Paris.",
            "The Comeback Kid",
        ),
        (
            "Emmanuel Macron is at the head of a campaign - one he calls “Confident Europe” - in Paris.",
            "Confident Europe",
        ),
        (
            "Emmanuel Macron has used the phrase “strategic autonomy” often in his campaign.",
            "strategic autonomy",
        ),
    ],
)
def test_a_name_that_somebody_gives_is_their_quote(extract: Extract, text: str, words: str) -> None:
    (quote,) = extract(text, Options("en")).quotes
    assert quote.text == words
    assert quote.speaker is not None


def test_a_quotation_of_many_lines_is_one_quote(extract: Extract) -> None:
    lines = [f"We met number {number} of them in Leeds." for number in range(12)]
    text = "\n".join(["It rained all day.", f"“{lines[0]}", *lines[1:-1], f"{lines[-1]}” Ann Lee said."])
    (quote,) = extract(text, Options("en")).quotes
    assert quote.text == "\n".join(lines)
