"""Named entities by spaCy's transition-based recogniser, all of a text's states scored at once.

The recogniser reads left to right and picks, for each token, the best of the actions B-, I-, L-, U- and O
(BILUO: Ratinov & Roth 2009, "Design challenges and misconceptions in named entity recognition").  spaCy
scores one state after the other and asks for each which actions are allowed; in English that costs three
times as much as the neural network.  But a state has only three features: the next token, the first token
of the open entity, and the token before.  So the states outside entities are known beforehand, and those
inside follow from where an entity begins: they are scored together, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc

from service.reader.states import NONE, Score, StateNetwork

LONGEST_ENTITY = 40  # words of an entity; a longer one is no name


class Recogniser:
    """The entities that a spaCy `ner` component finds in documents without entities of their own."""

    def __init__(self, component: Any) -> None:
        """Read the actions of the component."""
        self._network = StateNetwork(component.model)
        system = component.moves
        moves = [system.get_class_name(i).partition("-") for i in range(system.n_moves)]
        self._labels = [label for _, _, label in moves]
        kinds = np.array([kind for kind, _, _ in moves])
        labelled = np.array([bool(label) for label in self._labels])
        self._begin = (kinds == "B") & labelled
        self._unit = (kinds == "U") & labelled
        self._out = kinds == "O"
        self._inside = {label: _column(moves, "I", label) for label in set(self._labels) - {""}}
        self._last = {label: _column(moves, "L", label) for label in self._inside}

    def entities(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """First token, end and label of each entity, in order."""
        if not len(doc):
            return
        score = self._network.scores(doc)
        outside = self._outside(score, doc)
        ends = self._ends(score, outside)
        end = 0
        for at in np.flatnonzero(~self._out[np.array(outside)]).tolist():
            if at >= end:
                end = ends.get(at, at + 1)
                yield at, end, self._labels[outside[at]]

    def _outside(self, score: Score, doc: Doc) -> Sequence[int]:
        """The best action at each token when no entity is open before it."""
        ids = np.full((len(doc), 3), NONE, dtype=np.intp)
        ids[:, 0] = np.arange(len(doc))
        scores = score(ids)
        scores[:, ~(self._begin | self._unit | self._out)] = -np.inf
        is_space, starts_sentence = doc.to_array([IS_SPACE, SENT_START]).T == 1
        scores[np.ix_(is_space, ~self._out)] = -np.inf
        ends_sentence = np.append(starts_sentence[1:], True)
        scores[np.ix_(ends_sentence, self._begin)] = -np.inf
        actions: Sequence[int] = scores.argmax(axis=1).tolist()
        return actions

    def _ends(self, score: Score, outside: Sequence[int]) -> dict[int, int]:
        """The ends of the entities that begin in `outside`, by first token; all grow by a word at a time."""
        ends: dict[int, int] = {}
        begins = np.flatnonzero(self._begin[np.array(outside)])
        labels = [self._labels[outside[i]] for i in begins.tolist()]
        inside = np.array([self._inside[label] for label in labels], dtype=int)
        last = np.array([self._last[label] for label in labels], dtype=int)
        starts, words = begins, begins + 1
        while len(starts):
            ids = np.column_stack((words, starts, words - 1))
            scores = score(ids)
            rows = np.arange(len(starts))
            closed = (words == len(outside) - 1) | (scores[rows, last] >= scores[rows, inside])
            closed |= words - starts >= LONGEST_ENTITY - 1
            ends.update(zip(starts[closed].tolist(), (words[closed] + 1).tolist(), strict=True))
            starts, words, inside, last = (x[~closed] for x in (starts, words + 1, inside, last))
        return ends


def _column(moves: Sequence[tuple[str, str, str]], kind: str, label: str) -> int:
    return moves.index((kind, "-", label))
