"""Tags, dependencies and names by the loops of this package, over lighter layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from service.reader.encoding import lighten, unreplaced
from service.reader.parsing import Parser
from service.reader.plain import Tags, tags_of
from service.reader.recognition import Recogniser
from service.reader.tokens import lighten_tokens
from service.reader.vectors import VectorRows, frequent_words
from service.reader.word_rows import WordRows

ANY_TEXT = re.compile("")
WORDS_AT_ONCE = 1_000  # words given to the network at once, so that its layers stay in the processor's cache


class DoesNotFit(RuntimeError):
    """The installed spaCy or model is not built as this package expects; the message says what differs."""


class FastReader:
    """Finds what spaCy's tagger, `parser` and `ner` find, faster."""

    def __init__(self, nlp: Language, whole_words: re.Pattern[str] = ANY_TEXT) -> None:
        """Change `nlp`, as loaded from its package with no strings but labels, for reading only.

        `whole_words`: see lighten_tokens.

        Raises DoesNotFit, and whatever missing internals raise: all of them are accessed here, none later.
        """
        frequent = frequent_words(nlp)
        vectors: Any = nlp.vocab.vectors
        vectors.key2row = VectorRows(vectors.key2row)
        lighten_tokens(nlp, frequent, whole_words)
        _learn(_lighten_layers(nlp), nlp, frequent)
        components: list[tuple[str, Any]] = nlp.pipeline
        self._encoder, self._tagger = (c for name, c in components if name not in ("parser", "ner"))
        self._tags = _tags_of_labels(self._tagger, nlp)
        self._parser = Parser(nlp.get_pipe("parser"))
        self._recogniser = Recogniser(nlp.get_pipe("ner"))

    def tags(self, doc: Doc) -> list[Tags]:
        """The tags of each token; afterwards the document has what the parser needs."""
        labels = self._tagger.predict([self._encoder(doc)])[0]
        return [self._tags[label] for label in labels.tolist()] if len(doc) else []

    def parse(self, doc: Doc, starts: Sequence[bool]) -> tuple[list[int], list[str]]:
        """The head and the dependency label of each token of a tagged document; a root is its own head.

        `starts` says which tokens begin a sentence; the first one does.
        """
        return self._parser.parse(doc, starts)

    def entities(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """First token, end and label of each entity, in order, of a document that has none yet."""
        return self._recogniser.entities(doc)


def _tags_of_labels(tagger: Any, nlp: Language) -> list[Tags]:
    """The tags that a token gets with each label of the tagger."""
    count = len(tagger.labels)
    doc = Doc(nlp.vocab, words=["x"] * count)
    tagger.set_annotations([doc], [np.arange(count)])
    return tags_of(doc)


def _lighten_layers(nlp: Language) -> list[WordRows]:
    """Replace the networks' layers by lighter ones; return those that remember words.  Raises DoesNotFit."""
    remembering: list[WordRows] = []
    components: list[tuple[str, Any]] = nlp.pipeline
    for name, component in components:
        remembering += lighten(component.model)
        if left := unreplaced(component.model):
            raise DoesNotFit(f"the layers {', '.join(sorted(left))} of {name} were not replaced")
    if not remembering:
        raise DoesNotFit("no network has the layers that are to be replaced")
    return remembering


def _learn(remembering: Sequence[WordRows], nlp: Language, frequent: list[str]) -> None:
    """Teach the layers the frequent words at the start."""
    pieces = [frequent[at : at + WORDS_AT_ONCE] for at in range(0, len(frequent), WORDS_AT_ONCE)]
    docs = [Doc(nlp.vocab, piece, [space] * len(piece)) for piece in pieces for space in (True, False)]
    for rows in remembering if docs else ():
        rows.learn(docs)
