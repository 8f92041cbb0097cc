"""Tries the fast reader at start on spaCy's own example sentences: it must find what spaCy finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc

from service.reader.plain import Tags


class Reader(Protocol):
    """Finds the tags, the dependencies and the names of documents: see plain.py."""

    def tags(self, doc: Doc) -> list[Tags]:
        """The tags of each token; afterwards the document has what the parser needs."""

    def parse(self, doc: Doc, starts: Sequence[bool]) -> tuple[list[int], list[str]]:
        """The head and the dependency label of each token of a tagged document."""

    def entities(self, doc: Doc) -> Iterable[tuple[int, int, str]]:
        """First token, end and label of each entity."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a reader finds in a text."""

    tokens: list[str]
    tags: list[Tags]
    heads: list[int]
    labels: list[str]
    names: list[tuple[int, int, str]]


def read_examples(nlp: Language, reader: Reader) -> Found:
    """What `reader` finds in spaCy's examples for the language, one per line; in its labels without any."""
    name = f"spacy.lang.{nlp.lang}.examples"
    labels = [label for labels in nlp.pipe_labels.values() for label in labels]
    examples: Any = import_module(name).sentences if find_spec(name) else labels
    return _read(nlp, reader, "\n".join(examples))


def _read(nlp: Language, reader: Reader, text: str) -> Found:
    tokens = [token.text for token in nlp.make_doc(text)]
    starts = [i == 0 or tokens[i - 1] == "\n" for i in range(len(tokens))]
    doc = nlp.make_doc(text)
    tags = reader.tags(doc)
    heads, labels = reader.parse(doc, starts)
    return Found(tokens, tags, heads, labels, list(reader.entities(nlp.make_doc(text))))
