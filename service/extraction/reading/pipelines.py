"""The spaCy pipeline of a language: loaded once, with the components that the rules read and no others."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import spacy
from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from service.extraction.reading.encoding import lighten
from service.extraction.reading.parsing import Parser
from service.extraction.reading.recognition import Recogniser

# What is worked out of each new word: what the network and the rules look at, not whether it is like a URL.
TRAITS = frozenset({LANG, LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE})


class MissingPipeline(OSError):
    """No package with the pipeline, of the version that the lexicon asks for, is installed."""


@dataclass(frozen=True)
class Pipeline:
    """What reads a language: spaCy's tokenizer, tagger and parser, and the recogniser of names."""

    nlp: Language

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
    for package in wanted["packages"]:
        if importlib.util.find_spec(package) is None:
            continue
        nlp: Any = spacy.load(package)
        if nlp.meta["version"] != wanted["version"]:
            raise MissingPipeline(
                f"{package} is {nlp.meta['version']}, version {wanted['version']} is needed"
            )
        for name in nlp.pipe_names:
            if name in wanted["components"]:
                lighten(nlp.get_pipe(name).model)
            else:
                nlp.remove_pipe(name)
        _take_letters_whole(nlp.tokenizer)
        nlp.max_length = 10**9
        nlp.vocab.lex_attr_getters = {
            trait: found for trait, found in nlp.vocab.lex_attr_getters.items() if trait in TRAITS
        }
        return Pipeline(nlp)
    raise MissingPipeline(f"none of the spaCy packages {', '.join(wanted['packages'])} is installed")


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
