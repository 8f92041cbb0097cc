"""The words for which a pipeline has vectors.

spaCy's dictionary of them takes ten times the memory.  Each look-up changes reference counts in it, so
processes that share its memory soon have copies of their own.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import log
from typing import Any

import numpy as np
from spacy.strings import get_string_id

MOST_SPELLINGS = 250_000  # the more frequent half of the words with French vectors
RANK_OFFSET = 50  # the most frequent words do not differ by their ranks


class VectorRows(Mapping[int, int]):
    """The row of a word in the table of vectors, by the hash of the word."""

    def __init__(self, rows: Mapping[int, int]) -> None:
        words = np.fromiter(rows, dtype=np.uint64, count=len(rows))
        places = np.fromiter(rows.values(), dtype=np.int64, count=len(rows))
        order = np.argsort(words)
        self._words = array("Q", words[order].tobytes())
        self._rows = array("q", places[order].tobytes())

    def __getitem__(self, word: int) -> int:
        place = bisect_left(self._words, word)
        if place == len(self._words) or self._words[place] != word:
            raise KeyError(word)
        return self._rows[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


class Spellings:
    """The spellings that a pipeline knows, by the hashes of words."""

    def __init__(self, words: Iterable[int], ranks: Iterable[int]) -> None:
        """`ranks` are those of the `words`, 0 the most frequent one."""
        hashes, places = np.fromiter(words, dtype=np.uint64), np.fromiter(ranks, dtype=np.uint32)
        order = np.argsort(hashes)
        self._words = array("Q", hashes[order].tobytes())
        self._ranks = array("I", places[order].tobytes())

    def rank(self, word: str) -> float | None:
        """The logarithm of the frequency rank of a spelling, or None if it is not known."""
        wanted = get_string_id(word)
        place = bisect_left(self._words, wanted)
        if place == len(self._words) or self._words[place] != wanted:
            return None
        return log(self._ranks[place] + RANK_OFFSET)


def spellings(nlp: Any) -> Spellings:
    """The spellings of a pipeline as spaCy loaded it: from its vectors, else its words, with equal ranks."""
    hashes = list(islice(nlp.vocab.vectors.key2row, MOST_SPELLINGS))
    if hashes:
        return Spellings(hashes, range(len(hashes)))
    words = json.loads((nlp.path / "vocab" / "strings.json").read_text("utf-8"))
    return Spellings(map(get_string_id, words), [0] * len(words))


def frequent_words(nlp: Any) -> list[str]:
    """The words with a vector of their own, the most frequent ones; others share a similar word's.

    `nlp` is as spaCy loaded it from a package, which has the vectors in the order of frequency.
    """
    vectors = nlp.vocab.vectors
    if not vectors.shape[0]:
        return []
    hashes = set(islice(vectors.key2row, vectors.shape[0]))
    known = json.loads((nlp.path / "vocab" / "strings.json").read_text("utf-8"))
    return [word for word in known if nlp.vocab.strings[word] in hashes]
