"""The network that scores what a parser or a recogniser may do next, in many states at once.

A state is described by a few tokens, its features.  What each token contributes as each feature is computed
once per text, as in spaCy; but for few states at once, spaCy's calls cost more than the sums themselves.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from service.reader.word_rows import NeuralNetwork, Rows

NONE = -1  # the feature for a missing token
Ids = NDArray[np.intp]
Score = Callable[[Ids], Rows]


class StateNetwork:
    """The network of a spaCy `parser` or `ner` component, for reading only."""

    def __init__(self, model: NeuralNetwork) -> None:
        """Read the weights: for each feature, one piece of maxout after the other.

        Each piece has one more output, always 1, through which the last layer adds its bias.
        """
        self._words, lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        weights, padding, bias = (np.asarray(lower.get_param(name)) for name in ("W", "pad", "b"))
        features, width, pieces, inputs = weights.shape
        self._lower = np.zeros((features, inputs, pieces, width + 1), dtype=np.float32)
        self._lower[..., :width] = weights.transpose(0, 3, 2, 1)
        self._lower = self._lower.reshape(features, inputs, -1)
        self._padding = np.zeros((features, pieces, width + 1), dtype=np.float32)
        self._padding[..., :width] = padding[0].transpose(0, 2, 1)
        self._padding = self._padding.reshape(features, -1)
        self._bias = np.append(bias.T, np.ones((pieces, 1), dtype=np.float32), axis=1).reshape(-1)
        last, last_bias = (np.asarray(upper.get_param(name)) for name in ("W", "b"))
        self._upper: Rows = np.vstack([last.T, last_bias])

    def scores(self, doc: Doc) -> Score:
        """A function from the features of states of `doc` to the score of each action, one row per state."""
        words = self._words.predict([doc])
        features, outputs = self._padding.shape
        known = np.empty((features, len(words) + 1, outputs), dtype=np.float32)
        known[:, 0] = self._padding
        np.matmul(words, self._lower, out=known[:, 1:])
        known[0] += self._bias  # each state has one first feature
        flat, offsets = known.reshape(-1, outputs), np.arange(features) * (len(words) + 1) - NONE
        width = len(self._upper)

        def score(ids: Ids) -> Rows:
            # As few calls as possible: with few states numpy spends most of its time between the sums.
            sums = np.add.reduce(flat.take(ids + offsets, axis=0), axis=1)
            scores: Rows = np.maximum(sums[:, :width], sums[:, width:]).dot(self._upper)
            return scores

        return score
