"""Tags, dependencies and names by spaCy's own loops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.attrs import MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

Tags = tuple[str, str, str]  # the tag ("" in French), the part of speech, the features ("" in English)
NO_FEATURES = "_"


class PlainReader:
    """Finds what spaCy's taggers, `parser` and `ner` find, using only what spaCy documents."""

    def __init__(self, nlp: Language) -> None:
        """`nlp` must have both `parser` and `ner`; raises KeyError if not."""
        self._parser, self._recogniser = nlp.get_pipe("parser"), nlp.get_pipe("ner")
        self._taggers = [component for name, component in nlp.pipeline if name not in ("parser", "ner")]

    def tags(self, doc: Doc) -> list[Tags]:
        """The tags of each token; afterwards the document has what the parser needs."""
        for tagger in self._taggers:
            doc = tagger(doc)
        return tags_of(doc)

    def parse(self, doc: Doc, starts: Sequence[bool]) -> tuple[list[int], list[str]]:
        """The head and the dependency label of each token of a tagged document; a root is its own head.

        `starts` says which tokens begin a sentence; the first one does.
        """
        for token, start in zip(doc, starts, strict=True):
            token.is_sent_start = start
        parsed = self._parser(doc)
        return [token.head.i for token in parsed], [token.dep_ for token in parsed]

    def entities(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """First token, end and label of each entity, in order, of a document that has none yet."""
        for entity in self._recogniser(doc).ents:
            yield entity.start, entity.end, entity.label_


def tags_of(doc: Doc) -> list[Tags]:
    """The tags that the tokens of a document have."""
    strings = doc.vocab.strings
    found: Any = doc.to_array([TAG, POS, MORPH]).reshape(-1, 3).tolist()
    words = ((strings[tag], strings[part], strings[features]) for tag, part, features in found)
    return [(tag, part, "" if features == NO_FEATURES else features) for tag, part, features in words]
