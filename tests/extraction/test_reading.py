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


def _assert_same_names(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.nlp.make_doc(text)
    ours = list(pipeline.recogniser.entities(doc))
    spacys = pipeline.nlp.get_pipe("ner")(doc).ents
    assert ours == [(name.start, name.end, name.label_) for name in spacys]


def test_names_of_articles_are_those_that_spacy_finds(seeds: list[dict[str, Any]]) -> None:
    for seed in seeds:
        _assert_same_names(_pipeline(seed["lang"]), seed["text"])


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_names_of_any_text_are_those_that_spacy_finds(language: str, text: str) -> None:
    _assert_same_names(_pipeline(language), text)
