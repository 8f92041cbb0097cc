"""The spaCy pipeline of a language: loaded once, with only the components that the rules need."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

import spacy
from spacy.about import __version__ as SPACY_VERSION
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_path, load_meta
from thinc.api import NumpyOps, set_current_ops

from service.reader import FAST, READERS
from service.reader.fast import ANY_TEXT, DoesNotFit, FastReader
from service.reader.plain import PlainReader, Tags
from service.reader.trial import Reader, read_examples
from service.reader.vectors import Spellings, spellings

ENOUGH_WORDS = 5_000  # in the vocabulary: later ones are forgotten with their article
NO_LIMIT = 10**9  # characters; the pipeline does not limit the length of a text

_LOGGER = logging.getLogger(__name__)


class MissingPipeline(OSError):
    """No package with the pipeline, of the version that the lexicon asks for, is installed."""


@dataclass(frozen=True)
class Pipeline:
    """Reads a language: spaCy's tokenizer, and what finds tags, dependencies and names."""

    nlp: Language
    reader: Reader
    spellings: Spellings  # that the package knows
    _turn: Lock = field(default_factory=Lock, init=False)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A context in which one thread at a time makes and reads documents; none may be used afterwards.

        On leaving it spaCy forgets the new words, unless it knows only few yet.
        """
        with self._turn:
            enough = len(self.nlp.vocab) >= ENOUGH_WORDS
            with self.nlp.memory_zone() if enough else nullcontext():
                yield

    @cached_property
    def name(self) -> str:
        """The name and version of the model."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def tags(self, doc: Doc) -> list[Tags]:
        """The tags of each token; afterwards the document has what the parser needs."""
        return self.reader.tags(doc)

    def parse(self, doc: Doc, starts: Sequence[bool]) -> tuple[list[int], list[str]]:
        """The head and the dependency label of each token of a tagged document; a root is its own head.

        `starts` says which tokens begin a sentence; the first one does.
        """
        return self.reader.parse(doc, starts)

    def entities(self, doc: Doc) -> Iterable[tuple[int, int, str]]:
        """First token, end and label of each entity, in order, of a document that has none yet."""
        return self.reader.entities(doc)


def load_pipeline(wanted: Mapping[str, Any], reader: str = FAST) -> Pipeline:
    """The pipeline that a lexicon's grammar.toml names.

    Raises MissingPipeline if it is not installed, ValueError if `reader` is none of READERS.
    If the fast `reader` does not fit what is installed, the plain one is used, and a warning is logged.
    """
    if reader not in READERS:
        raise ValueError(f"reader: {reader}; there are {', '.join(READERS)}")
    set_current_ops(NumpyOps(use_blis=False))
    package = _package(wanted)
    if reader == FAST:
        try:
            return _fast(package, wanted)
        except Exception as error:  # whatever changed internals raise
            told = f"{type(error).__name__}: {error}"
            _LOGGER.warning(
                "the fast reader does not fit %s with spaCy %s, the plain one reads: "
                "it finds the same and takes longer (%s)",
                *(package, SPACY_VERSION, told),
            )
    nlp = _load(package, wanted)
    return Pipeline(nlp, PlainReader(nlp), spellings(nlp))


def _package(wanted: Mapping[str, Any]) -> str:
    """The first of the packages that is installed; MissingPipeline if none, or not of the right version."""
    package: str | None = next((name for name in wanted["packages"] if importlib.util.find_spec(name)), None)
    if package is None:
        raise MissingPipeline(f"none of the spaCy packages {', '.join(wanted['packages'])} is installed")
    version = load_meta(get_package_path(package) / "meta.json")["version"]
    if version != wanted["version"]:
        raise MissingPipeline(f"{package} is {version}, version {wanted['version']} is needed")
    return package


def _load(package: str, wanted: Mapping[str, Any], *unread: str) -> Language:
    """The pipeline with only the wanted components, and without what is `unread`."""
    components = load_meta(get_package_path(package) / "meta.json")["components"]
    nlp = spacy.load(package, exclude=[*(set(components) - set(wanted["components"])), *unread])
    nlp.max_length = NO_LIMIT
    return nlp


def _fast(package: str, wanted: Mapping[str, Any]) -> Pipeline:
    """The pipeline with the fast reader, after checking on examples that it finds what spaCy finds."""
    # Of the package's strings only the labels are needed: the words come with the articles.
    nlp = _load(package, wanted, "strings")
    for label in (label for labels in nlp.pipe_labels.values() for label in labels):
        nlp.vocab.strings.add(label)
    expected, known = read_examples(nlp, PlainReader(nlp)), spellings(nlp)
    pipeline = Pipeline(nlp, FastReader(nlp, wanted.get("whole_words", ANY_TEXT)), known)
    if read_examples(nlp, pipeline.reader) != expected:
        raise DoesNotFit("it does not find in spaCy's examples what spaCy finds")
    return pipeline
