"""What holds for any text at all."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "150"))  # more for a long run
TYPES = ["direct", "mixed", "indirect"]
JOINT = " […] "

# Pieces of articles, including broken marks and foreign characters, and any characters.
PIECES = st.sampled_from(
    [
        *("“", "”", "«", "»", '"', "'", "‘", "’", "„", "``", "''", "« ", " »", "(", ")", "[…]", "…", "—"),
        *(" ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u202f", ". ", ", ", ": ", "? ", "! ", "-t-il "),
        *("said", "a déclaré", "according to", "selon", "told", "he", "il", "that", "que", "qui", "of the"),
        *("Anna Schmidt", "M. Durand", "the minister", "le ministre", "Kremlin", "l'Élysée", "NATO", "AFP"),
        *("We will go home", "nous irons", "is not ready", "la paix", "x" * 300, "1", "5'10\""),
        *("👩‍👩‍👧", "𝄞", "e\u0301", "שלום", "\u202e", "\u200b", "\x00", "\ufeff", "ﬁ", "İ"),
    ]
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ARTICLES = st.lists(PIECES | ANYTHING, max_size=60).map(" ".join) | st.lists(PIECES, max_size=80).map("".join)
FEW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def _found(app: Flask, article: str, language: str, offsets: str = "codepoint") -> list[dict[str, Any]]:
    """The quotes of `article`; none if it is refused because it shows nothing."""
    body = {"text": article, "language": language, "types": TYPES, "offsets": offsets}
    answer = app.test_client().post("/v1/quotes", json=body)
    blank = not article.removeprefix("\ufeff").strip()
    if blank or (answer.status_code == 422 and not any(map(str.isalnum, article))):
        assert answer.get_json(force=True)["type"] == "/problems/empty-text"
        return []
    assert answer.status_code == 200, answer.get_json(force=True)
    return list(answer.get_json()["quotes"])


def _check(article: str, quotes: list[dict[str, Any]]) -> None:
    """Every span is in range and in order, every text is its slice, and no character is in two quotes."""
    end_before = -1
    for quote in quotes:
        spans = [(span["start"], span["end"]) for span in quote["spans"]]
        assert all(0 <= start < end <= len(article) for start, end in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert quote["text"] == JOINT.join(article[start:end] for start, end in spans)
        assert spans[0][0] >= end_before
        end_before = spans[-1][1]
        mentions = [part["mention"] for part in (quote["speaker"], quote["source"]) if part]
        for passage in (quote["content"], quote["cue"], *mentions):
            if passage:
                assert passage["text"] == article[passage["start"] : passage["end"]]


@FEW
@given(ARTICLES, st.sampled_from(["en", "fr"]))
@example(" » Kremlin", "fr")  # titles at the end of the text, without a name after them
def test_any_text_gets_quotes_in_order_in_range_verbatim_and_apart(
    app: Flask, article: str, language: str
) -> None:
    _check(article, _found(app, article, language))


@FEW
@given(ARTICLES, ARTICLES, st.sampled_from(["en", "fr"]))
def test_an_answer_does_not_depend_on_what_was_asked_before(
    app: Flask, article: str, other: str, language: str
) -> None:
    before = _found(app, article, language)
    _found(app, other, language)
    assert _found(app, article, language) == before


@FEW
@given(st.binary(max_size=300), st.sampled_from(["application/json", "text/plain", "application/x-ndjson"]))
def test_no_bytes_get_a_500(app: Flask, body: bytes, content_type: str) -> None:
    answer = app.test_client().post("/v1/quotes?language=en", data=body, content_type=content_type)
    assert answer.status_code in (200, 400, 422)
    for line in answer.data.splitlines():
        assert json.loads(line).get("status", 200) < 500


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)
OPTIONS = st.sampled_from(["text", "language", "types", "offsets", "date", "id"])


@FEW
@given(st.dictionaries(OPTIONS, JSON_VALUES | st.just("“Yes,” she said.") | st.just("en")))
def test_no_request_object_gets_a_500(app: Flask, request: dict[str, Any]) -> None:
    answer = app.test_client().post("/v1/quotes", data=json.dumps(request), content_type="application/json")
    assert answer.status_code in (200, 400, 422)


HOSTILE = {
    "a line without a space": "x" * 200_000,
    "quotation marks": '"' * 100_000,
    "curly marks": "“”" * 10_000,
    "opening marks": "“" * 20_000,
    "closing marks": "»" * 20_000,
    "marks within marks": "«“" * 5_000 + "”»" * 5_000,
    "apostrophes": "l'" * 50_000,
    "brackets": "[…] " * 4_000,
    "parentheses": "(" * 1_000 + ")" * 1_000,
    "line ends": "\n" * 199_999 + "a",
    "spaces": "“" + " " * 199_000 + "” he said",
    "dots": "." * 100_000,
    "cues": "he said " * 80,
    "combining characters": "e" + "\u0301" * 199_999,
    "right to left": "« שלום » " * 2_000,
    "emoji": "“👩‍👩‍👧” " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_article_gets_an_answer(app: Flask, name: str) -> None:
    _check(HOSTILE[name], _found(app, HOSTILE[name], "en"))
