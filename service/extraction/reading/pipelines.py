"""The spaCy pipeline of a language: loaded once, with the components that the rules read and no others."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

import spacy
from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_path, load_meta
from thinc.api import NumpyOps, set_current_ops

from service.extraction.reading.encoding import lighten
from service.extraction.reading.parsing import Parser
from service.extraction.reading.recognition import Recogniser
from service.extraction.reading.vectors import VectorRows, frequent_words

# What is worked out of each new word: what the network and the rules look at, not whether it is like a URL.
TRAITS = frozenset({LANG, LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE})
ENOUGH_WORDS = 5_000  # in the vocabulary: those that come later go with their article
PIECE = 1_000  # words that the network is given at once, so that its layers stay near the processor


class MissingPipeline(OSError):
    """No package with the pipeline, of the version that the lexicon asks for, is installed."""


@dataclass(frozen=True)
class Pipeline:
    """What reads a language: spaCy's tokenizer, tagger and parser, and the recogniser of names."""

    nlp: Language
    _turn: Lock = field(default_factory=Lock, init=False)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Where documents are made and read, by one thread at a time: none may be used afterwards.

        Then spaCy forgets the words that were new, unless it knows few yet.
        """
        with self._turn:
            enough = len(self.nlp.vocab) >= ENOUGH_WORDS
            with self.nlp.memory_zone() if enough else nullcontext():
                yield

    @property
    def name(self) -> str:
        """The name and version of the model."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    @cached_property
    def parser(self) -> Parser:
        """What finds the dependencies of a tagged document."""
        return Parser(self.nlp.get_pipe("parser"))

    @cached_property
    def recogniser(self) -> Recogniser:
        """What finds the names."""
        return Recogniser(self.nlp.get_pipe("ner"))

    def tag(self, doc: Doc) -> Doc:
        """The document with tags and what the parser needs."""
        for name, component in self.nlp.pipeline:
            if name not in ("parser", "ner"):
                doc = component(doc)
        return doc


def load_pipeline(wanted: Mapping[str, Any]) -> Pipeline:
    """The pipeline that a lexicon's grammar.toml names; MissingPipeline if it cannot be had."""
    set_current_ops(NumpyOps(use_blis=False))
    package = next((name for name in wanted["packages"] if importlib.util.find_spec(name)), None)
    if package is None:
        raise MissingPipeline(f"none of the spaCy packages {', '.join(wanted['packages'])} is installed")
    meta = load_meta(get_package_path(package) / "meta.json")
    if meta["version"] != wanted["version"]:
        raise MissingPipeline(f"{package} is {meta['version']}, version {wanted['version']} is needed")
    unread = set(meta["components"]) - set(wanted["components"])
    # Of the package's strings only the labels are needed: words come with the articles.
    nlp: Any = spacy.load(package, exclude=[*unread, "strings"])
    for label in (label for labels in nlp.pipe_labels.values() for label in labels):
        nlp.vocab.strings.add(label)
    frequent = frequent_words(nlp)
    nlp.vocab.vectors.key2row = VectorRows(nlp.vocab.vectors.key2row)
    _take_letters_whole(nlp.tokenizer)
    nlp.max_length = 10**9
    nlp.vocab.lex_attr_getters = {
        trait: found for trait, found in nlp.vocab.lex_attr_getters.items() if trait in TRAITS
    }
    _remember(nlp.tokenizer, frequent)
    _lighten(nlp, frequent)
    return Pipeline(nlp)


def _remember(tokenizer: Any, frequent: list[str]) -> None:
    """Have the tokenizer cut the frequent words now: in a memory zone it remembers no new one."""
    tokenizer.max_cache_size += len(frequent)
    for word in frequent:
        tokenizer(word)


def _lighten(nlp: Any, frequent: list[str]) -> None:
    """Put lighter layers in the place of the networks' own, which know the frequent words from the start."""
    remembering = [rows for _, component in nlp.pipeline for rows in lighten(component.model)]
    pieces = [frequent[at : at + PIECE] for at in range(0, len(frequent), PIECE)]
    docs = [Doc(nlp.vocab, piece, [space] * len(piece)) for piece in pieces for space in (True, False)]
    for rows in remembering if docs else ():
        rows.learn(docs)


def _take_letters_whole(tokenizer: Any) -> None:
    """Have the tokenizer try its patterns on no string of letters only.

    None is for these, and one, of the French hyphenated words, has over a million characters.
    """
    for name in ("prefix_search", "suffix_search", "token_match", "url_match"):
        if search := getattr(tokenizer, name):
            setattr(tokenizer, name, _unless_letters(search, None))
    tokenizer.infix_finditer = _unless_letters(tokenizer.infix_finditer, ())


def _unless_letters(search: Callable[[str], Any], nothing: object) -> Callable[[str], Any]:
    return lambda string: nothing if string.isalpha() else search(string)
