"""The network's embedding of each word, computed once: it does not depend on other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model

CAPACITY = 7_000  # words of a generation; a row has about a hundred numbers
RARE_CAPACITY = 2_000  # the same once the frequent words have been learned: more would not help
MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)  # odd

NeuralNetwork = Model[Any, Any]
Rows = NDArray[np.float32]
Hashes = NDArray[np.uint64]


class WordRows:
    """The rows of words, by spelling, normalised form and whether a space follows.

    It keeps numbers by the hashes of words, and no text.  Learned words stay for good, others in two
    generations: when the recent one is full, words not asked for since the last time are forgotten.
    """

    def __init__(self, embed: NeuralNetwork) -> None:
        self._embed = embed
        self._width: int = embed.get_dim("nO")
        self._learned = _Learned(np.zeros(0, dtype=np.uint64), self._no_rows(0))
        self._forget(CAPACITY)

    def learn(self, docs: Sequence[Doc]) -> None:
        """Keep the rows of the words of `docs` for good; each word must occur once."""
        rows = [self._embed.predict([doc])[0] for doc in docs]
        self._learned = _Learned(np.concatenate([_hashes(doc) for doc in docs]), np.concatenate(rows))
        self._forget(RARE_CAPACITY)

    def _forget(self, capacity: int) -> None:
        """Start with two empty generations, each with room for `capacity` words."""
        self._capacity = capacity
        self._recent, self._older = (_Generation(capacity, self._width) for _ in range(2))

    def of_all(self, docs: Sequence[Doc]) -> list[Rows]:
        """One row per token, for each document."""
        return [self._of(doc) for doc in docs]

    def _of(self, doc: Doc) -> Rows:
        words = _hashes(doc)
        places = self._learned.places(words)
        rows = self._no_rows(len(words))
        learned, others = np.flatnonzero(places >= 0), np.flatnonzero(places < 0)
        rows[learned] = self._learned.rows[places[learned]]
        if len(others):
            rows[others] = self._of_others(doc, words[others].tolist(), others.tolist())
        return rows

    def _of_others(self, doc: Doc, words: Sequence[int], tokens: Sequence[int]) -> Rows:
        """The rows of `words` that were not learned: the hashes of these `tokens` of `doc`."""
        tokens_of = dict(zip(words, tokens, strict=True))
        missing = {word: i for word, i in tokens_of.items() if word not in self._recent.places}
        if len(missing) > self._capacity:
            return np.asarray(self._embed.predict([_apart(doc, tokens)])[0])
        if len(self._recent.places) + len(missing) > self._capacity:
            self._recent, self._older = self._older, self._recent
            self._recent.places.clear()
            return self._of_others(doc, words, tokens)
        known = [word for word in missing if word in self._older.places]
        if known:
            self._recent.add(known, self._older.of(known))
        new = {word: i for word, i in missing.items() if word not in self._older.places}
        if new:
            self._recent.add(list(new), self._embed.predict([_apart(doc, new.values())])[0])
        return self._recent.of(words)

    def _no_rows(self, count: int) -> Rows:
        return np.empty((count, self._width), dtype=np.float32)


class _Learned:
    """The rows of words that are kept for good.

    They are arrays, whose memory pages processes share; reference counts in a dictionary would end that.
    """

    def __init__(self, words: Hashes, rows: Rows) -> None:
        order = np.argsort(words)
        self._words = np.append(words[order], np.iinfo(np.uint64).max)  # so that every search finds a place
        self.rows: Rows = rows[order]

    def places(self, words: Hashes) -> NDArray[np.intp]:
        """The indices of words in `rows`; -1 for those that are missing."""
        places = np.searchsorted(self._words, words)
        return np.where(self._words[places] == words, places, -1)


class _Generation:
    """The rows of at most `capacity` words, by their hashes."""

    def __init__(self, capacity: int, width: int) -> None:
        self.places: dict[int, int] = {}
        self._rows: Rows = np.zeros((capacity, width), dtype=np.float32)

    def add(self, words: Sequence[int], rows: Rows) -> None:
        """Add the row of each word; there must be room for them, and none may be here already."""
        begin = len(self.places)
        self._rows[begin : begin + len(words)] = rows
        self.places.update(zip(words, range(begin, begin + len(words)), strict=True))

    def of(self, words: Sequence[int]) -> Rows:
        """The row of each word, all of which are here."""
        return self._rows[[self.places[word] for word in words]]


def _hashes(doc: Doc) -> Hashes:
    """A number for each token, by its spelling, its normalised form and whether a space follows."""
    traits = doc.to_array([ORTH, NORM, SPACY]).reshape(-1, 3).astype(np.uint64)
    hashes: Hashes = traits @ MIXED
    return hashes


def _apart(doc: Doc, tokens: Iterable[int]) -> Doc:
    """A document of some tokens of another, with their own spaces and norms."""
    chosen = [doc[i] for i in tokens]
    spaces = [bool(token.whitespace_) for token in chosen]
    apart = Doc(doc.vocab, words=[token.text for token in chosen], spaces=spaces)
    for token, original in zip(apart, chosen, strict=True):
        if token.norm != original.norm:
            token.norm_ = original.norm_
    return apart
