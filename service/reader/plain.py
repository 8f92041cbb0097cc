"""Dependencies and names by spaCy's own loops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc


class PlainReader:
    """What spaCy's `parser` and `ner` find, through what spaCy documents and nothing else."""

    def __init__(self, nlp: Language) -> None:
        """`nlp` has both components, else KeyError."""
        self._parser, self._recogniser = nlp.get_pipe("parser"), nlp.get_pipe("ner")

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
