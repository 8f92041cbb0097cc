"""The network that tells the pipeline what a word is among its neighbours, for reading only.

spaCy's layers also remember what training needs, and copy every window of words before they multiply it.
These give the same numbers (but for rounding) in half the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from thinc.api import Model

MIXING = "maxout>>layernorm>>dropout"
WINDOW = f"residual(expand_window>>{MIXING})"
LEAST_VARIANCE = 1e-8

Rows = NDArray[np.float32]
Layer = Callable[[Rows], Rows]
Network = Model[Any, Any]


def lighten(model: Network) -> None:
    """Put the lighter layers in the place of spaCy's, everywhere in `model`."""
    for node in list(model.walk()):
        if node.name == WINDOW:
            model.replace_node(node, _layer("window", _window(_mixing(node))))
    for node in list(model.walk()):
        if node.name == MIXING:
            model.replace_node(node, _layer("mixing", _mixing(node)))


def _layer(name: str, apply: Layer) -> Network:
    """A layer of thinc that only predicts."""

    def forward(model: Network, rows: Rows, is_train: bool) -> tuple[Rows, Callable[[Rows], Rows]]:
        return apply(rows), _not_trained

    return Model(name, forward)


def _not_trained(rows: Rows) -> Rows:
    raise NotImplementedError("a pipeline loaded for reading cannot be trained")


def _mixing(node: Network) -> Layer:
    """Maxout (Goodfellow et al. 2013, "Maxout networks") and layer normalisation (Ba et al. 2016)."""
    maxout, norm = (next(n for n in node.walk() if n.name == name) for name in ("maxout", "layernorm"))
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    width, pieces, inputs = weights.shape
    by_piece = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T)
    offset = np.ascontiguousarray(bias.T.reshape(-1))
    gain, shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))

    def apply(rows: Rows) -> Rows:
        scores = rows @ by_piece
        scores += offset
        best: Rows = scores[:, :width]
        for piece in range(1, pieces):
            best = np.maximum(best, scores[:, piece * width : (piece + 1) * width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(LEAST_VARIANCE)
        best *= (variance**-0.5)[:, None]
        best *= gain
        best += shift
        return best

    return apply


def _window(mix: Layer) -> Layer:
    """A word mixed with its two neighbours, added to itself."""

    def apply(rows: Rows) -> Rows:
        count, width = rows.shape
        padded = np.zeros((count + 2, width), dtype=rows.dtype)
        padded[1:-1] = rows
        row, item = padded.strides
        return rows + mix(as_strided(padded, (count, 3 * width), (row, item), writeable=False))

    return apply
