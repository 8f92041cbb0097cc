"""Dependencies by spaCy's transition-based parser, the sentences of a text parsed side by side.

The parser is arc-eager (Nivre 2008, "Algorithms for deterministic incremental dependency parsing"), its arcs
pseudo-projective (Nivre & Nilsson 2005), and may take back a word that it shifted (Honnibal & Johnson 2014,
"Joint incremental disfluency detection and dependency parsing").  spaCy reads a text from its first word to
its last, one state of the network at a time.  But where sentences begin is known here, and no arc crosses a
boundary: so each step of all sentences is scored in one matrix product, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

NONE = -1
ROOT = "ROOT"
DECORATED = "||"  # between the label of an arc that was lifted and the label of its head
LEAST = float("-inf")
Best = tuple[Sequence[float], int, int]  # the scores of the kinds of steps; the best actions of both arcs


class Parse:
    """The arcs of a text while it is parsed; indices are those of its tokens.

    The last items of `last_left` and `last_right` are those of the token that there is not.
    """

    def __init__(self, starts: Sequence[bool]) -> None:
        self.length = len(starts)
        self.starts = starts
        self.heads = [NONE] * self.length
        self.actions = [NONE] * self.length
        self.last_left = [NONE] * (self.length + 1)
        self.last_right = [NONE] * (self.length + 1)
        self._earlier_right = [NONE] * self.length

    def add_left(self, head: int, child: int, action: int) -> None:
        """Make `child` depend on a word right of it, no longer on one left of it."""
        before = self.heads[child]
        if before != NONE:
            self.last_right[before] = self._earlier_right[child]
        self.heads[child], self.actions[child] = head, action
        self.last_left[head] = child

    def add_right(self, head: int, child: int, action: int) -> None:
        """Make `child` depend on a word left of it."""
        self.heads[child], self.actions[child] = head, action
        self._earlier_right[child] = self.last_right[head]
        self.last_right[head] = child


class Sentence:
    """The state of one sentence: its stack, and the rest of it, in which words taken back come first."""

    __slots__ = ("_end", "_next", "_parse", "_returned", "_stack", "_tried")

    def __init__(self, parse: Parse, words: range) -> None:
        self._parse = parse
        self._stack: list[int] = []
        self._returned: list[int] = []
        self._next = words.start
        self._end = words.stop
        self._tried: set[int] = set()  # words taken back, not to be shifted again

    @property
    def done(self) -> bool:
        """Has every word been read and left the stack?"""
        return self._next >= self._end and not self._stack and not self._returned

    def features(self) -> tuple[int, ...]:
        """The tokens that a state is known by: two of the rest, three of the stack, children."""
        stack, parse = self._stack, self._parse
        first, second = self._upcoming()
        top = stack[-1] if stack else NONE
        return (
            first,
            second,
            top,
            stack[-2] if len(stack) > 1 else NONE,
            stack[-3] if len(stack) > 2 else NONE,
            parse.last_left[first],
            parse.last_left[top],
            parse.last_right[top],
        )

    def _upcoming(self) -> tuple[int, int]:
        """The next two words, also of the next sentence."""
        ahead = self._next
        if not self._returned:
            first, second = ahead, ahead + 1
        else:
            first = self._returned[-1]
            second = self._returned[-2] if len(self._returned) > 1 else ahead
        length = self._parse.length
        return (first if first < length else NONE), (second if second < length else NONE)

    def advance(self, best: Best) -> None:
        """Take the best step allowed: shift, reduce, an arc to the left or one to the right."""
        (shift, reduce, left, right, _), left_action, right_action = best
        parse, stack = self._parse, self._stack
        if not stack:
            self._push()
            return
        first = self._upcoming()[0]
        at_end = first == NONE or parse.starts[first]
        if at_end:
            shift = left = right = LEAST
        else:
            left_over = parse.length - self._next + len(self._returned)
            if left_over < 2 or first in self._tried:
                shift = LEAST
            if len(stack) == 1:
                reduce = LEAST
        most = max(shift, reduce, left, right)
        if most == reduce:
            word = stack.pop()
            if stack and parse.heads[word] == NONE:
                self._returned.append(word)
                self._tried.add(word)
        elif most == shift:
            self._push()
        elif most == left:
            parse.add_left(first, stack.pop(), left_action)
            self._tried.discard(first)
        else:
            parse.add_right(stack[-1], first, right_action)
            self._push()

    def _push(self) -> None:
        if self._returned:
            self._stack.append(self._returned.pop())
        else:
            self._stack.append(self._next)
            self._next += 1


class Parser:
    """The dependencies that a spaCy `parser` component finds in documents whose sentences are known."""

    def __init__(self, component: Any) -> None:
        """Read the actions of the component."""
        self._model = component.model
        upper = self._model.get_ref("upper")
        self._weights, self._bias = upper.get_param("W").T, upper.get_param("b")
        system = component.moves
        moves = [system.get_class_name(i).partition("-") for i in range(system.n_moves)]
        self._labels = [label for _, _, label in moves]
        kinds = [kind for kind, _, _ in moves]
        self._columns = [kinds.index(kind) for kind in "SDLRB"]
        self._arcs = [slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in "LR"]

    def parse(self, doc: Doc, starts: Sequence[bool]) -> tuple[list[int], list[str]]:
        """The head and the dependency label of each token; a root is its own head.

        `starts` says which tokens begin a sentence; the first one does.
        """
        if not len(doc):
            return [], []
        steps = self._model.predict([doc])
        parse = Parse(starts)
        bounds = [*(i for i, start in enumerate(starts) if start), len(doc)]
        running = [Sentence(parse, range(a, b)) for a, b in pairwise(bounds)]
        while running:
            ids = np.array([sentence.features() for sentence in running], dtype=np.intc)
            for sentence, best in zip(running, self._best(steps, ids), strict=True):
                sentence.advance(best)
            running = [sentence for sentence in running if not sentence.done]
        heads = [i if head == NONE else head for i, head in enumerate(parse.heads)]
        labels = [ROOT if action == NONE else self._labels[action] for action in parse.actions]
        return without_lifted(heads, labels, doc)

    def _best(self, steps: Any, ids: NDArray[np.intc]) -> Iterator[Best]:
        """For each state the best score of each kind of step, and the best actions for an arc."""
        hidden = steps.state2vec(ids, False)[0]
        scores = hidden @ self._weights + self._bias
        left, right = (scores[:, arc].argmax(axis=1) + arc.start for arc in self._arcs)
        kinds = np.maximum.reduceat(scores, self._columns, axis=1)
        return zip(kinds.tolist(), left.tolist(), right.tolist(), strict=True)


def without_lifted(heads: list[int], labels: list[str], doc: Doc) -> tuple[list[int], list[str]]:
    """Arcs that crossed others, put back: below the first word with the label that the arc's own names.

    Searched for in breadth below the head that the arc was lifted to (Nivre & Nilsson 2005, scheme "Head").
    """
    for i, label in enumerate(labels):
        if DECORATED in label:
            labels[i], wanted = label.split(DECORATED)
            heads[i] = _below(heads, labels, doc, i, wanted)
    return heads, labels


def _below(heads: list[int], labels: list[str], doc: Doc, word: int, wanted: str) -> int:
    """The first word with the label `wanted` below the word's head; that head if there is none."""
    queue = [heads[word]]
    while queue:
        children = [
            child
            for parent in queue
            for child in range(len(heads))
            if heads[child] == parent and child not in (parent, word) and not doc[child].is_space
        ]
        found = next((child for child in children if labels[child] == wanted), None)
        if found is not None:
            return found
        queue = children
    return heads[word]
