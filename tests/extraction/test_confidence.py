"""How confident an answer is: less if there is a reason to doubt it."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options

SURE = 0.9
PLAIN = "“We stand ready for talks this week,” Angela Merkel said."
DOUBTS = {
    "another cue": "Angela Merkel said Emmanuel Macron told her that it was “a very great success for us”.",
    "a noun of saying": "Angela Merkel's promise of “a very great success for us all” was heard.",
    "no person, institution or text": "The wind said that it was “a very great success for us”.",
}


def test_a_verb_of_saying_beside_the_words_and_its_subject_is_sure(extract: Extract) -> None:
    (quote,) = extract(PLAIN, Options("en")).quotes
    assert quote.confidence >= SURE


@pytest.mark.parametrize("text", DOUBTS.values(), ids=DOUBTS.keys())
def test_a_reason_to_doubt_makes_an_answer_less_sure(extract: Extract, text: str) -> None:
    (sure,) = extract(PLAIN, Options("en")).quotes
    (doubtful,) = extract(text, Options("en")).quotes
    assert doubtful.speaker is not None
    assert doubtful.confidence < sure.confidence
