"""The network that tells the pipeline what a word is among its neighbours, for reading only.

spaCy's layers also keep what training needs, copy every window of words before they multiply it, and work out
anew what each word is by itself.  These give the same numbers (but for rounding) in less than half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model

MIXING = "maxout>>layernorm>>dropout"
WINDOW = f"residual(expand_window>>{MIXING})"
ENCODER = f"with_array({WINDOW}"
LEAST_VARIANCE = 1e-8
CAPACITY = 7_000  # words of a generation; a row has some hundred numbers
MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)  # odd

Rows = NDArray[np.float32]
Layer = Callable[[Rows], Rows]
Network = Model[Any, Any]


def lighten(model: Network) -> None:
    """Put the lighter layers in the place of spaCy's, everywhere in `model`."""
    for node in list(model.walk()):
        if len(node.layers) == 2 and node.layers[1].name.startswith(ENCODER):
            words = WordRows(node.layers[0])
            model.replace_node(node.layers[0], _layer("words", words.of_all))
    for name, lighter in ((WINDOW, _window), (MIXING, _mixing)):
        for node in list(model.walk()):
            if node.name == name:
                model.replace_node(node, _layer("lighter", lighter(node)))


def _layer(name: str, apply: Callable[[Any], Any]) -> Network:
    """A layer of thinc that only predicts."""

    def forward(model: Network, given: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        return apply(given), _not_trained

    return Model(name, forward)


def _not_trained(given: Any) -> Any:
    raise NotImplementedError("a pipeline loaded for reading cannot be trained")


class WordRows:
    """What each word is by itself, worked out once: spaCy's embedding looks at no other word.

    It keeps numbers by the hashes of words, no text, in two generations: when the recent one is full,
    what was not asked for since the last time is forgotten.
    """

    def __init__(self, embed: Network) -> None:
        self._embed = embed
        self._recent, self._older = (_Generation(embed.get_dim("nO")) for _ in range(2))
        self._lock = Lock()

    def of_all(self, docs: Sequence[Doc]) -> list[Rows]:
        """A row a token, for each document."""
        with self._lock:
            return [self._of(doc) for doc in docs]

    def _of(self, doc: Doc) -> Rows:
        traits = doc.to_array([ORTH, NORM, SPACY]).reshape(-1, 3).astype(np.uint64)
        words: list[int] = (traits @ MIXED).tolist()
        missing = {word: i for i, word in enumerate(words) if word not in self._recent.places}
        if len(missing) > CAPACITY:
            return np.asarray(self._embed.predict([doc])[0])
        if len(self._recent.places) + len(missing) > CAPACITY:
            self._recent, self._older = self._older, self._recent
            self._recent.places.clear()
            return self._of(doc)
        known = [word for word in missing if word in self._older.places]
        if known:
            self._recent.add(known, self._older.of(known))
        new = {word: i for word, i in missing.items() if word not in self._older.places}
        if new:
            self._recent.add(list(new), self._embed.predict([_apart(doc, list(new.values()))])[0])
        return self._recent.of(words)


class _Generation:
    """The rows of at most `CAPACITY` words, by their hashes."""

    def __init__(self, width: int) -> None:
        self.places: dict[int, int] = {}
        self._rows: Rows = np.zeros((CAPACITY, width), dtype=np.float32)

    def add(self, words: Sequence[int], rows: Rows) -> None:
        """Keep the row of each word; there is room for them, and none is here."""
        begin = len(self.places)
        self._rows[begin : begin + len(words)] = rows
        self.places.update(zip(words, range(begin, begin + len(words)), strict=True))

    def of(self, words: Sequence[int]) -> Rows:
        """The row of each word, all of which are here."""
        return self._rows[[self.places[word] for word in words]]


def _apart(doc: Doc, tokens: Sequence[int]) -> Doc:
    """A document of some tokens of another, with their own spaces and norms."""
    chosen = [doc[i] for i in tokens]
    spaces = [bool(token.whitespace_) for token in chosen]
    apart = Doc(doc.vocab, words=[token.text for token in chosen], spaces=spaces)
    for token, original in zip(apart, chosen, strict=True):
        if token.norm != original.norm:
            token.norm_ = original.norm_
    return apart


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


def _window(node: Network) -> Layer:
    """A word mixed with its two neighbours, added to itself (He et al. 2016, residual connections)."""
    mix = _mixing(node)

    def apply(rows: Rows) -> Rows:
        count, width = rows.shape
        padded = np.zeros((count + 2, width), dtype=rows.dtype)
        padded[1:-1] = rows
        row, item = padded.strides
        return rows + mix(as_strided(padded, (count, 3 * width), (row, item), writeable=False))

    return apply
