"""Lighter layers for the network that encodes a word among its neighbours, for reading only.

spaCy's layers also keep what training needs, and compute each word's own row again each time.  These give the
same numbers (but for rounding) in less than half the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model

from service.reader.word_rows import NeuralNetwork, Rows, WordRows

MIXING = "maxout>>layernorm>>dropout"
WINDOW = f"residual(expand_window>>{MIXING})"
ENCODER = f"with_array({WINDOW}"
SOFTMAX = "softmax"
LEAST_VARIANCE = 1e-8
# The innermost layers after `lighten`: those made here, and the last ones of the parser.
WORDS, LIGHTER = "words", "lighter"
EXPECTED = {
    *(WORDS, LIGHTER, "tok2vec-listener", "list2array"),
    *("linear", "precomputable_affine"),
}

Layer = Callable[[Rows], Rows]


def lighten(model: NeuralNetwork) -> list[WordRows]:
    """Replace spaCy's layers in `model` by the lighter ones; return those that remember words."""
    remembering = []
    for node in list(model.walk()):
        if len(node.layers) == 2 and node.layers[1].name.startswith(ENCODER):
            remembering.append(WordRows(node.layers[0]))
            model.replace_node(node.layers[0], _layer(WORDS, remembering[-1].of_all))
    for name, lighter in ((WINDOW, _window), (MIXING, _mixing), (SOFTMAX, _logits)):
        for node in list(model.walk()):
            if node.name == name:
                model.replace_node(node, _layer(LIGHTER, lighter(node)))
    return remembering


def unreplaced(model: NeuralNetwork) -> set[str]:
    """The names of the innermost layers that `lighten` should have replaced."""
    return {node.name for node in model.walk() if not node.layers} - EXPECTED


def _layer(name: str, apply: Callable[[Any], Any]) -> NeuralNetwork:
    """A thinc layer that only predicts."""

    def forward(model: NeuralNetwork, given: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        return apply(given), _not_trained

    return Model(name, forward)


def _not_trained(given: Any) -> Any:
    raise NotImplementedError("a pipeline loaded for reading cannot be trained")


def _mixing(node: NeuralNetwork) -> Layer:
    """Maxout (Goodfellow et al. 2013, "Maxout networks") and layer normalisation (Ba et al. 2016)."""
    weights, bias, width = _by_piece(node)
    normalise = _normalising(node)

    def apply(rows: Rows) -> Rows:
        scores = rows @ weights
        scores += bias
        return normalise(_most(scores, np.empty((len(rows), width), dtype=rows.dtype)))

    return apply


def _window(node: NeuralNetwork) -> Layer:
    """A word mixed with its two neighbours, added to itself (He et al. 2016, residual connections).

    Two adjacent words need four products, not six: of sums and differences of them and their neighbours
    (Winograd's F(2, 3): Lavin & Gray 2016, "Fast algorithms for convolutional neural networks").
    """
    weights, bias, width = _by_piece(node)
    left, own, right = weights[:width], weights[width:-width], weights[-width:]
    half = np.float32(0.5)
    of_sums, of_differences = half * (left + own + right), half * (left - own + right)
    normalise = _normalising(node)

    def apply(rows: Rows) -> Rows:
        count = len(rows)
        pairs: Rows = np.zeros(((count + 1) // 2 + 2, 2, width), dtype=rows.dtype)  # one before, one after
        pairs.reshape(-1, width)[2 : 2 + count] = rows
        firsts, seconds = pairs[:, 0], pairs[:, 1]
        first, second = firsts[1:-1], seconds[1:-1]
        best = np.empty((len(first), 2, width), dtype=rows.dtype)
        sums = (first + second) @ of_sums
        sums += bias
        differences = (second - first) @ of_differences
        scores: Rows = np.matmul(seconds[:-2] - second, left)
        scores += sums
        scores += differences
        _most(scores, best[:, 0])
        sums -= differences
        sums -= (first - firsts[2:]) @ right
        _most(sums, best[:, 1])
        mixed = normalise(best.reshape(-1, width)[:count])
        mixed += rows
        return mixed

    return apply


def _by_piece(node: NeuralNetwork) -> tuple[Rows, Rows, int]:
    """Weights and bias of a maxout layer, piece after piece, and its width."""
    maxout = _inner(node, "maxout")
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    width, pieces, inputs = weights.shape
    by_piece = weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T
    return np.ascontiguousarray(by_piece), np.ascontiguousarray(bias.T.reshape(-1)), width


def _most(scores: Rows, best: Rows) -> Rows:
    """The highest score of each output among its pieces, written to `best`, as wide as one piece."""
    width = best.shape[1]
    np.maximum(scores[:, :width], scores[:, width : 2 * width], out=best)
    for piece in range(2 * width, scores.shape[1], width):
        np.maximum(best, scores[:, piece : piece + width], out=best)
    return best


def _normalising(node: NeuralNetwork) -> Layer:
    """Layer normalisation, in place."""
    norm = _inner(node, "layernorm")
    gain, shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))
    mean = np.full(gain.size, 1 / gain.size, dtype=np.float32)

    def apply(rows: Rows) -> Rows:
        rows -= (rows @ mean)[:, None]
        deviation = np.vecdot(rows, rows)
        deviation /= np.float32(gain.size)
        deviation += np.float32(LEAST_VARIANCE)
        rows /= np.sqrt(deviation, out=deviation)[:, None]
        rows *= gain
        rows += shift
        return rows

    return apply


def _inner(node: NeuralNetwork, name: str) -> NeuralNetwork:
    return next(inner for inner in node.walk() if inner.name == name)


def _logits(node: NeuralNetwork) -> Layer:
    """The scores before softmax: the tagger asks only which label has the highest."""
    weights = np.ascontiguousarray(np.asarray(node.get_param("W")).T)
    bias = np.asarray(node.get_param("b"))

    def apply(rows: Rows) -> Rows:
        scores: Rows = rows @ weights
        scores += bias
        return scores

    return apply
