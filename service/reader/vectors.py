"""The words that a pipeline has vectors for.

spaCy's dictionary of them takes ten times the memory, and as each look counts a reference in it, processes
that share it soon have copies of their own.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np


class VectorRows(Mapping[int, int]):
    """Which row of the table of vectors is a word's, by the hash of the word."""

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


def frequent_words(nlp: Any) -> list[str]:
    """The words with a vector of their own, the most frequent ones; others share the one of a word like them.

    `nlp` is as spaCy loaded it from a package, which has the vectors in the order of frequency.
    """
    vectors = nlp.vocab.vectors
    if not vectors.shape[0]:
        return []
    hashes = set(islice(vectors.key2row, vectors.shape[0]))
    known = json.loads((nlp.path / "vocab" / "strings.json").read_text("utf-8"))
    return [word for word in known if nlp.vocab.strings[word] in hashes]
