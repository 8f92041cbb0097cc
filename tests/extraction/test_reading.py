"""What the parser and the recogniser of names give is what spaCy alone gives, only sooner."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from service.exchange.reading import Extract
from service.extraction.extractor import Extractor
from service.extraction.model import QUOTE_TYPES
from service.extraction.reading import pipelines, word_rows
from service.extraction.reading.marks import find_quotations
from service.extraction.reading.pipelines import Pipeline, load_pipeline
from service.extraction.reading.selection import parts_to_read
from service.extraction.reading.vectors import VectorRows
from service.lexicons.lexicon import load_lexicon

WORDS = [
    *("Vladimir Putin", "Kremlin", "United Nations", "New York Times", "Macron", "Mr. Smith", "on Monday"),
    *("two million dollars", "said", "the", "of", ",", ".", "\n", "  ", "in Paris", "l'Élysée", "selon"),
]


@cache
def _pipeline(language: str) -> Pipeline:
    return load_pipeline(load_lexicon(language).pipeline)


@cache
def _spacy(language: str) -> Language:
    packages = load_lexicon(language).pipeline["packages"]
    return spacy.load(next(package for package in packages if find_spec(package)))


def _names(language: str, text: str) -> None:
    pipeline = _pipeline(language)
    ours = list(pipeline.recogniser.entities(pipeline.nlp.make_doc(text)))
    with _spacy(language).select_pipes(enable=["ner"]):
        assert ours == [(name.start, name.end, name.label_) for name in _spacy(language)(text).ents]


def _dependencies(language: str, text: str) -> None:
    pipeline = _pipeline(language)
    doc = _spacy(language).make_doc(text)
    starts = [i == 0 or (doc[i - 1].text in ".\n" and doc[i].is_title) for i in range(len(doc))]
    for token, start in zip(doc, starts, strict=True):
        token.is_sent_start = start
    for name in pipeline.nlp.pipe_names:
        doc = _spacy(language).get_pipe(name)(doc)
    tagged = pipeline.tag(pipeline.nlp.make_doc(text))
    heads, labels = pipeline.parser.parse(tagged, starts)
    assert [token.tag_ for token in tagged] == [token.tag_ for token in doc]
    assert heads == [token.head.i for token in doc]
    assert labels == [token.dep_ for token in doc]


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(deadline=None)
@given(text=st.text(st.characters(categories=["L"], include_characters=" .'-"), max_size=40))
def test_words_of_letters_are_cut_as_spacy_cuts_them(language: str, text: str) -> None:
    ours = _pipeline(language).nlp.make_doc(text)
    assert [token.text for token in ours] == [token.text for token in _spacy(language).make_doc(text)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_names_are_the_same_when_most_words_were_forgotten_meanwhile(
    monkeypatch: pytest.MonkeyPatch, seeds: list[dict[str, Any]], language: str
) -> None:
    for capacity in ("CAPACITY", "RARE_CAPACITY"):
        monkeypatch.setattr(word_rows, capacity, 300)
    pipeline = load_pipeline(load_lexicon(language).pipeline)
    told = [seed["text"] for seed in seeds if seed["lang"] == language]
    paragraphs = [line for text in told for line in text.split("\n") if line]
    for text in [*paragraphs, *paragraphs]:
        found, known = (
            list(p.recogniser.entities(p.nlp.make_doc(text))) for p in (pipeline, _pipeline(language))
        )
        assert found == known


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """An extractor that keeps no word that articles bring."""
    monkeypatch.setattr(pipelines, "ENOUGH_WORDS", 0)
    return Extractor()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_an_article_stays_once_there_are_enough(
    forgetful: Extractor, seeds: list[dict[str, Any]], language: str
) -> None:
    texts = [seed["text"] for seed in seeds if seed["lang"] == language]
    vocabulary = forgetful._pipelines[language].nlp.vocab
    words = {word for text in texts for word in text.split()}
    known = {word for word in words if word in vocabulary.strings}
    for text in texts:
        forgetful.extract(text, language=language)
    assert {word for word in words if word in vocabulary.strings} == known


def test_answers_do_not_depend_on_words_forgotten_or_on_what_other_threads_read(
    forgetful: Extractor, extract: Extract, seeds: list[dict[str, Any]]
) -> None:
    texts = [seed["text"] for seed in seeds] * 4
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: forgetful.extract(text, types=QUOTE_TYPES), texts))
    assert found == [extract(text, None, QUOTE_TYPES) for text in texts]


@given(rows=st.dictionaries(st.integers(0, 2**64 - 1), st.integers(0, 2**31)), others=st.sets(st.integers(0)))
def test_each_word_has_the_vector_that_it_had(rows: dict[int, int], others: set[int]) -> None:
    kept = VectorRows(rows)
    assert dict(kept) == rows
    assert [kept.get(word, -1) for word in others] == [rows.get(word, -1) for word in others]


SENTENCES = [
    *("“We go,” said Smith to Brown.\n", "There was Anna Smith, ", "There was Karl Brown, ", "\n"),
    *("so it went on and on, " * 15, "“It rains,” said Brown. ", "It rained.\n", "Brown left. "),
]
LONG = "There was Anna Smith, " + "so it went on and on, " * 9 + "and Karl Brown, " + "and so on, " * 40


@example(text=f"It rained.\nIt did.\n{LONG}\nIt does.\n“We go,” said Smith to Brown.")
@given(text=st.lists(st.sampled_from(SENTENCES), max_size=15).map("".join))
def test_no_stretch_of_a_text_is_read_twice(text: str) -> None:
    lexicon = load_lexicon("en")
    parts = parts_to_read(text, find_quotations(text), ("direct", "mixed"), lexicon)
    assert all(one.end <= other.start for one, other in pairwise(parts))


SAME = {"names": _names, "dependencies": _dependencies}


@pytest.mark.parametrize("found", SAME)
def test_what_is_found_in_articles_is_what_spacy_finds(found: str, seeds: list[dict[str, Any]]) -> None:
    for seed in seeds:
        SAME[found](seed["lang"], seed["text"])


@pytest.mark.parametrize("found", SAME)
@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_what_is_found_in_any_text_is_what_spacy_finds(found: str, language: str, text: str) -> None:
    SAME[found](language, text)
