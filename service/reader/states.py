"""The network that scores what a parser or a recogniser may do next, in many states at once.

A state is known by a few tokens, its features.  What each token is to a state as each feature is worked out
once a text, as in spaCy; but with few states at once, spaCy's own sums take longer to ask for than to make.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from service.reader.encoding import most
from service.reader.word_rows import Network, Rows

NONE = -1  # the feature of a token that there is not
Ids = NDArray[np.intp]
Score = Callable[[Ids], Rows]


class StateNetwork:
    """The network of a spaCy `parser` or `ner` component, for reading only."""

    def __init__(self, model: Network) -> None:
        """Read the weights: of each feature, one piece of maxout after the other."""
        self._words, lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        weights, padding, bias = (np.asarray(lower.get_param(name)) for name in ("W", "pad", "b"))
        features, self._width, pieces, inputs = weights.shape
        by_piece = weights.transpose(0, 2, 1, 3).reshape(-1, inputs).T
        self._lower = np.ascontiguousarray(by_piece)
        self._padding = padding.transpose(0, 1, 3, 2).reshape(features, pieces * self._width)
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._upper = np.ascontiguousarray(upper.get_param("W").T)
        self._upper_bias = np.asarray(upper.get_param("b"))

    def scores(self, doc: Doc) -> Score:
        """What gives each action its score in states of `doc` with these features, a row a state."""
        words = self._words.predict([doc])
        features, width = self._padding.shape
        known = np.empty((len(words) + 1, features, width), dtype=np.float32)
        np.matmul(words, self._lower, out=known[:-1].reshape(len(words), -1))
        known[NONE] = self._padding
        known[:, 0] += self._bias  # each state has one first feature
        flat, offsets = known.reshape(-1, width), np.arange(features)

        def score(ids: Ids) -> Rows:
            places = ids * features
            places += offsets
            sums: Rows = flat.take(places, axis=0).sum(axis=1)
            scores: Rows = most(sums, np.empty((len(sums), self._width), dtype=np.float32)) @ self._upper
            scores += self._upper_bias
            return scores

        return score
