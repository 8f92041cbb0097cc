"""The network that tells the pipeline what a word is among its neighbours, for reading only.

spaCy's layers also keep what training needs, and work out anew what each word is by itself.  These give the
same numbers (but for rounding) in less than half the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model

from service.reader.word_rows import Network, Rows, WordRows

MIXING = "maxout>>layernorm>>dropout"
WINDOW = f"residual(expand_window>>{MIXING})"
ENCODER = f"with_array({WINDOW}"
SOFTMAX = "softmax"
LEAST_VARIANCE = 1e-8
# The innermost layers when all is done: those made here, and the last ones of the parser.
WORDS, LIGHTER = "words", "lighter"
EXPECTED = {
    *(WORDS, LIGHTER, "tok2vec-listener", "list2array"),
    *("linear", "precomputable_affine"),
}

Layer = Callable[[Rows], Rows]


def lighten(model: Network) -> list[WordRows]:
    """Put the lighter layers in the place of spaCy's, everywhere in `model`; those that remember words."""
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


def unreplaced(model: Network) -> set[str]:
    """The names of the innermost layers that `lighten` should have replaced."""
    return {node.name for node in model.walk() if not node.layers} - EXPECTED


def _layer(name: str, apply: Callable[[Any], Any]) -> Network:
    """A layer of thinc that only predicts."""

    def forward(model: Network, given: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        return apply(given), _not_trained

    return Model(name, forward)


def _not_trained(given: Any) -> Any:
    raise NotImplementedError("a pipeline loaded for reading cannot be trained")


def _mixing(node: Network) -> Layer:
    """Maxout (Goodfellow et al. 2013, "Maxout networks") and layer normalisation (Ba et al. 2016)."""
    maxout, norm = (next(n for n in node.walk() if n.name == name) for name in ("maxout", "layernorm"))
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    width, pieces, inputs = weights.shape
    by_piece = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T)
    offset = np.ascontiguousarray(bias.T.reshape(-1))
    mean = np.full(width, 1 / width, dtype=np.float32)
    gain, shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))

    def apply(rows: Rows) -> Rows:
        scores = rows @ by_piece
        scores += offset
        best: Rows = np.maximum(scores[:, :width], scores[:, width : 2 * width])
        for piece in range(2, pieces):
            np.maximum(best, scores[:, piece * width : (piece + 1) * width], out=best)
        best -= (best @ mean)[:, None]
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(LEAST_VARIANCE)
        best /= np.sqrt(variance)[:, None]
        best *= gain
        best += shift
        return best

    return apply


def _window(node: Network) -> Layer:
    """A word mixed with its two neighbours, added to itself (He et al. 2016, residual connections)."""
    mix = _mixing(node)

    def apply(rows: Rows) -> Rows:
        count, width = rows.shape
        # A copy: where rows overlap, numpy's matrix product takes a third longer.
        windows = np.empty((count, 3 * width), dtype=rows.dtype)
        windows[:1, :width] = windows[-1:, 2 * width :] = 0
        windows[1:, :width], windows[:-1, 2 * width :] = rows[:-1], rows[1:]
        windows[:, width : 2 * width] = rows
        return rows + mix(windows)

    return apply


def _logits(node: Network) -> Layer:
    """What softmax makes probabilities of: the tagger asks only which label has the most."""
    weights = np.ascontiguousarray(np.asarray(node.get_param("W")).T)
    bias = np.asarray(node.get_param("b"))

    def apply(rows: Rows) -> Rows:
        scores: Rows = rows @ weights
        scores += bias
        return scores

    return apply
