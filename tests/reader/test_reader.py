"""Tokens, tags, tree and names are what spaCy alone finds, only faster; otherwise spaCy itself is used."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from thinc.api import Model

import service.reader
from service.lexicons.lexicon import load_lexicon
from service.reader import FAST, PLAIN, READERS, encoding, fast, parsing, word_rows
from service.reader.pipelines import Pipeline, load_pipeline
from service.reader.vectors import VectorRows

WORDS = [
    *("Vladimir Putin", "Kremlin", "United Nations", "New York Times", "Macron", "Mr. Smith", "on Monday"),
    *("two million dollars", "said", "the", "of", ",", ".", "\n", "  ", "in Paris", "l'Élysée", "selon"),
]


@cache
def _pipeline(language: str, reader: str) -> Pipeline:
    return load_pipeline(load_lexicon(language).pipeline, reader)


@cache
def _spacy(language: str) -> Language:
    packages = load_lexicon(language).pipeline["packages"]
    return spacy.load(next(package for package in packages if find_spec(package)))


def _same_names(reader: str, language: str, text: str) -> None:
    pipeline = _pipeline(language, reader)
    ours = list(pipeline.entities(pipeline.nlp.make_doc(text)))
    with _spacy(language).select_pipes(enable=["ner"]):
        assert ours == [(name.start, name.end, name.label_) for name in _spacy(language)(text).ents]


def _same_tree(reader: str, language: str, text: str) -> None:
    pipeline = _pipeline(language, reader)
    doc = _spacy(language).make_doc(text)
    starts = [i == 0 or (doc[i - 1].text in ".\n" and doc[i].is_title) for i in range(len(doc))]
    for token, start in zip(doc, starts, strict=True):
        token.is_sent_start = start
    for name in pipeline.nlp.pipe_names:
        doc = _spacy(language).get_pipe(name)(doc)
    read = pipeline.nlp.make_doc(text)
    tags = pipeline.tags(read)
    heads, labels = pipeline.parse(read, starts)
    assert [token.text for token in read] == [token.text for token in doc]
    assert tags == [(token.tag_, token.pos_, str(token.morph)) for token in doc]
    assert heads == [token.head.i for token in doc]
    assert labels == [token.dep_ for token in doc]


SAME = {"names": _same_names, "tree": _same_tree}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("found", SAME)
def test_what_is_found_in_articles_is_what_spacy_finds(
    found: str, reader: str, seeds: list[dict[str, Any]]
) -> None:
    for seed in seeds:
        SAME[found](reader, seed["lang"], seed["text"])


@pytest.mark.parametrize("found", SAME)
@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60)
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_what_is_found_in_any_text_is_what_spacy_finds(found: str, language: str, text: str) -> None:
    SAME[found](FAST, language, text)


@pytest.mark.parametrize("language", ["en", "fr"])
@given(text=st.text(st.characters(categories=["L"], include_characters=" .'-"), max_size=40))
def test_words_of_letters_are_cut_as_spacy_cuts_them(language: str, text: str) -> None:
    ours = _pipeline(language, FAST).nlp.make_doc(text)
    assert [token.text for token in ours] == [token.text for token in _spacy(language).make_doc(text)]


KEPT_WHOLE = [
    *("vice-président", "Saint-Ouen-l'Aumône", "GRAND’PLACE", "r'ouvrir", "prud'homal"),
    *("d'un", "là-bas,"),
]


@given(text=st.lists(st.sampled_from(KEPT_WHOLE), max_size=6).map(" ".join))
def test_words_with_hyphens_and_apostrophes_are_kept_whole_where_spacy_keeps_them(text: str) -> None:
    ours = _pipeline("fr", FAST).nlp.make_doc(text)
    assert [token.text for token in ours] == [token.text for token in _spacy("fr").make_doc(text)]


def test_every_case_of_spacys_pattern_of_whole_words_has_what_it_is_tried_for() -> None:
    cases = _spacy("fr").tokenizer.token_match.__self__.pattern.split("|(?:^")
    apart = [case for case in cases if "[-–—‐‑]" not in case]
    assert len(cases) > 200
    heads = {case.removeprefix("(?iu)(?:^").partition("['’]")[0] for case in apart}
    assert heads == {"ch", "prud", "z", "r?é?entr", "grande?s?", "r"}
    assert all("['’]" in case for case in apart)


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
        found, known = (list(p.entities(p.nlp.make_doc(text))) for p in (pipeline, _pipeline(language, FAST)))
        assert found == known


@given(rows=st.dictionaries(st.integers(0, 2**64 - 1), st.integers(0, 2**31)), others=st.sets(st.integers(0)))
def test_each_word_has_the_vector_that_it_had(rows: dict[int, int], others: set[int]) -> None:
    kept = VectorRows(rows)
    assert dict(kept) == rows
    assert [kept.get(word, -1) for word in others] == [rows.get(word, -1) for word in others]


def _no_layer_of_that_name(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(encoding, "WINDOW", "convolution")


def _no_network_of_that_kind(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fast, "unreplaced", lambda model: set())
    for name in ("WINDOW", "MIXING", "ENCODER"):
        patch.setattr(encoding, name, "transformer")


def _no_way_to_replace_a_layer(patch: pytest.MonkeyPatch) -> None:
    patch.delattr(Model, "replace_node")


def _no_break_among_the_actions(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(parsing, "ACTION_KINDS", "SDLRX")


def _another_way_to_make_an_arc(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(parsing.Parse, "add_left", parsing.Parse.add_right)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_no_layer_of_that_name, "DoesNotFit: the layers expand_window"),
        (_no_network_of_that_kind, "DoesNotFit: no network has the layers"),
        (_no_way_to_replace_a_layer, "AttributeError: .*replace_node"),
        (_no_break_among_the_actions, "ValueError"),
        (_another_way_to_make_an_arc, "DoesNotFit: it does not find"),
    ],
)
def test_where_the_fast_reader_does_not_fit_spacys_own_reads_from_the_start_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    change: Callable[[pytest.MonkeyPatch], None],
    said: str,
) -> None:
    change(monkeypatch)
    wanted = load_lexicon("en").pipeline
    with caplog.at_level(logging.WARNING):
        pipeline = load_pipeline(wanted)
    assert type(pipeline.reader) is type(_pipeline("en", PLAIN).reader)
    (record,) = caplog.records
    assert re.search(said, record.getMessage())


def test_what_is_installed_fits_the_fast_reader(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        readers = {type(load_pipeline(load_lexicon(language).pipeline).reader) for language in ("en", "fr")}
    assert readers == {fast.FastReader}
    assert not caplog.records


def test_the_reader_imports_nothing_else_of_the_project() -> None:
    (folder,) = map(Path, service.reader.__path__)
    imported = {
        name
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in _imported(node)
        if name.partition(".")[0] == "service"
    }
    assert imported
    assert {name for name in imported if not f"{name}.".startswith("service.reader.")} == set()


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [name.name for name in names]
        case ast.ImportFrom(module=module) if module:
            return [module]
    return []
