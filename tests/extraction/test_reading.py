"""What the parser and the recogniser of names give is what spaCy alone gives, only sooner."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.extraction.reading.pipelines import Pipeline, load_pipeline
from service.lexicons.lexicon import load_lexicon

WORDS = [
    *("Vladimir Putin", "Kremlin", "United Nations", "New York Times", "Macron", "Mr. Smith", "on Monday"),
    *("two million dollars", "said", "the", "of", ",", ".", "\n", "  ", "in Paris", "l'Élysée", "selon"),
]


@cache
def _pipeline(language: str) -> Pipeline:
    return load_pipeline(load_lexicon(language).pipeline)


def _names(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.nlp.make_doc(text)
    ours = list(pipeline.recogniser.entities(doc))
    spacys = pipeline.nlp.get_pipe("ner")(doc).ents
    assert ours == [(name.start, name.end, name.label_) for name in spacys]


def _dependencies(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.tag(pipeline.nlp.make_doc(text))
    starts = [i == 0 or (doc[i - 1].text in ".\n" and doc[i].is_title) for i in range(len(doc))]
    for token, start in zip(doc, starts, strict=True):
        token.is_sent_start = start
    heads, labels = pipeline.parser.parse(doc, starts)
    spacys = pipeline.nlp.get_pipe("parser")(doc)
    assert heads == [token.head.i for token in spacys]
    assert labels == [token.dep_ for token in spacys]


SAME = {"names": _names, "dependencies": _dependencies}


@pytest.mark.parametrize("found", SAME)
def test_what_is_found_in_articles_is_what_spacy_finds(found: str, seeds: list[dict[str, Any]]) -> None:
    for seed in seeds:
        SAME[found](_pipeline(seed["lang"]), seed["text"])


@pytest.mark.parametrize("found", SAME)
@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_what_is_found_in_any_text_is_what_spacy_finds(found: str, language: str, text: str) -> None:
    SAME[found](_pipeline(language), text)
