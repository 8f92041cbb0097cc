"""Whatever is sent, an answer is at most 64 times as long as the request, plus 10 kB, in every form."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.app import create_app
from service.archive.fields import Fields
from service.archive.forms import FORMS, form
from service.exchange import bounds
from service.exchange.answer import answer, dump
from service.exchange.reading import Extract, read, reader
from service.exchange.schemas import ArticleRequest, article_request
from service.extraction.model import QUOTE_TYPES, Extraction, Passage, Quote, Source, Span, Speaker
from service.settings import Settings
from service.web.forms import telling
from service.web.negotiation import CSV, JSON, JSON_LD
from tests.web.test_properties import ARTICLES, FEW

ENDPOINT = "/v1/quotes"
TIMES, MORE = 64, 10_000  # bytes of an answer for each byte of its request, and bytes added to that
CLAUSE = "Anna Smith said that it " + " and ".join(f"“has failed {n}”" for n in range(60)) + "."
LONG_NAME = "“We will go,” said " + "Anna-Maria " * 30 + "Smith. " + "“We go,” she said. " * 60
MANY = {
    "a clause that many quotes share": (CLAUSE, "en"),
    "short quotes": ('"a" ' * 400, "fr"),
    "short quotes of somebody": ("“a” said Al. " * 30, "en"),
    "a long name": (LONG_NAME, "en"),
    "characters that JSON escapes": ("“a\x01” " + "\x01" * 40 + "he said. " + "“\x02” " * 100, "fr"),
}


@pytest.mark.parametrize("form", [JSON, CSV, JSON_LD])
@pytest.mark.parametrize("name", MANY)
def test_an_answer_is_no_longer_than_the_request_allows(client: FlaskClient, name: str, form: str) -> None:
    text, language = MANY[name]
    reply = client.post(
        ENDPOINT,
        query_string={"language": language, "types": ",".join(QUOTE_TYPES)},
        data=text.encode(),
        headers={"Content-Type": "text/plain", "Accept": form},
    )
    assert reply.status_code == 200
    assert len(reply.data) <= TIMES * len(text.encode()) + MORE


@pytest.mark.parametrize("name", MANY)
def test_a_line_of_a_batch_has_no_10_kb_of_its_own(client: FlaskClient, name: str) -> None:
    text, language = MANY[name]
    line = json.dumps({"text": text, "language": language, "id": "a" * 200}, ensure_ascii=False) + "\n"
    batch = (line * 4).encode()
    reply = client.post(ENDPOINT, data=batch, content_type="application/x-ndjson")
    assert len(reply.data) <= TIMES * len(batch)


@pytest.mark.parametrize("line", ["1", "{", "[]", '"', "{}", '{"a":1}', '{"text":1}', '{"text":""}'])
def test_a_batch_of_short_wrong_lines_gets_short_problems(client: FlaskClient, line: str) -> None:
    batch = f"{line}\n".encode() * 1_000
    reply = client.post(ENDPOINT, data=batch, content_type="application/x-ndjson")
    assert len(reply.data) <= TIMES * len(batch) + MORE
    problems = [json.loads(told) for told in reply.data.splitlines()]
    assert [problem["line"] for problem in problems] == list(range(1, 1_001))
    assert all({"type", "title", "status", "detail"} <= set(problem) for problem in problems)


def _sizes(found: dict[str, Any], request: ArticleRequest) -> dict[str, int]:
    """The bytes of an answer in each form outside of batches."""
    tell = telling(lambda _: found)
    return {form: len(tell(request, form).body) for form in (JSON, CSV, JSON_LD)}


@FEW
@given(ARTICLES, st.sampled_from(["en", "fr"]), st.integers(1, 20))
def test_the_answer_to_any_text_is_bounded_in_each_form(
    extract: Extract, article: str, language: str, times: int
) -> None:
    article = "a" + article[:300] * times
    request = article_request({"text": article, "language": language, "types": list(QUOTE_TYPES)}, {}, 10**6)
    found = read(extract, request)
    for name, size in _sizes(found, request).items():
        assert size <= TIMES * len(article.encode()) + MORE, name
    one_of_many = replace(request, batch=True, id="a" * 20)
    named = {"id": one_of_many.id} | read(extract, one_of_many)
    for name in FORMS:
        assert len(form(name, Fields()).shape(named).encode()) <= TIMES * len(article.encode()) + MORE, name


CHARACTERS = st.characters(exclude_categories=["Cs"])
WORST = st.sampled_from(["\x01", '"', "é", "𝄞", "a"])


@st.composite
def extractions(draw: st.DrawFn) -> tuple[str, Extraction]:
    """Quotes that no extractor finds: close together, each with the longest texts of the article."""
    article = "".join(draw(st.lists(WORST | CHARACTERS, min_size=2, max_size=30))) * draw(st.integers(1, 60))
    width, pieces = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    places = [Span(start, start + width) for start in range(0, len(article) - width, width)]
    all_of_it = Passage(article, Span(0, len(article)))
    own = draw(st.booleans())
    name = draw(st.sampled_from([article, article[:100]]))
    speaker = Speaker("anna-smith", name, "institution", name, all_of_it, "description")
    source = Source("ministry", name, "RU", "affiliation", all_of_it)
    quotes = []
    for first in range(0, len(places) - pieces, pieces):
        spans = tuple(places[first : first + pieces])
        text = " […] ".join(span.text(article) for span in spans)
        content = Passage(text, Span(spans[0].start, spans[-1].end)) if own else all_of_it
        told = (speaker, source) if draw(st.booleans()) else (None, None)
        quotes.append(Quote(text, "indirect", "en", spans, content, all_of_it, *told, 0.12345))
    return article, Extraction("en", tuple(quotes), "1.0.0", "en_core_web_sm 3.8.0")


@FEW
@given(extractions(), st.sampled_from(["codepoint", "utf16", "byte"]))
def test_the_answer_is_bounded_whatever_is_found(made: tuple[str, Extraction], offsets: str) -> None:
    article, extraction = made
    request = article_request({"text": article, "offsets": offsets}, {}, 10**6) if article.strip() else None
    if request is None:
        return
    found = read(lambda *_: extraction, request)
    assert len(found["quotes"]) + found.get("omitted", 0) == len(extraction.quotes)
    for name, size in _sizes(found, request).items():
        assert size <= TIMES * len(article.encode()) + MORE, name


def test_shortened_texts_keep_their_offsets_and_the_quotes_their_words(client: FlaskClient) -> None:
    quotes = client.post(ENDPOINT, json={"text": CLAUSE, "language": "en"}).get_json()["quotes"]
    assert len(quotes) == CLAUSE.count("“")
    for quote in quotes:
        content, (span,) = quote["content"], quote["spans"]
        assert CLAUSE[span["start"] : span["end"]] == quote["text"]
        whole = CLAUSE[content["start"] : content["end"]]
        assert len(whole) > bounds.LONGEST
        assert content["text"] == whole[: bounds.LONGEST] + bounds.CUT


def test_an_answer_says_how_many_quotes_it_leaves_out() -> None:
    text = '"a" ' * 400
    spans = [Span(start, start + 1) for start in range(1, len(text), 4)]
    quotes = tuple(
        Quote("a", "direct", "fr", (span,), Passage("a", span), None, None, None, 0.5) for span in spans
    )
    found = Extraction("fr", quotes, "1.0.0", "as no extractor finds")
    client = create_app(Settings(), reader(lambda *_: found)).test_client()
    reply = client.post(ENDPOINT, json={"text": text}).get_json()
    assert 0 < len(reply["quotes"]) < 400
    assert len(reply["quotes"]) + reply["omitted"] == 400
    annotations = client.post(ENDPOINT, json={"text": text}, headers={"Accept": JSON_LD}).get_json(force=True)
    assert annotations["total"] == 400


def test_an_ordinary_answer_is_told_whole(extract: Extract, seeds: list[dict[str, Any]]) -> None:
    for seed in seeds:
        for text in (seed["text"], seed["text"].split("\n")[0]):
            for batch in (False, True):
                said = {"text": text, "language": seed["lang"], "types": list(QUOTE_TYPES)}
                request = article_request(said, {}, 10**6, batch=batch)
                whole = answer(extract(text, request.options), text, request.offsets)
                assert dump(read(extract, request)) == dump(whole)


def test_the_errors_of_a_request_are_as_few_as_its_fields(client: FlaskClient) -> None:
    made_up = {f"zirkonium{number}": number for number in range(900)}
    reply = client.post(ENDPOINT, json=made_up | {"types": ["no"] * 1_000, "offsets": 1})
    problem = reply.get_json(force=True)
    assert reply.status_code == 422
    assert {error["field"] for error in problem["errors"]} == {"text", "types", "offsets", None}
    assert len(problem["errors"]) == 4
    assert "zirkonium" not in reply.get_data(as_text=True)
