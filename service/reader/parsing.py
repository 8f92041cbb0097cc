"""Dependencies by spaCy's transition-based parser, the sentences of a text parsed side by side.

The parser is arc-eager (Nivre 2008, "Algorithms for deterministic incremental dependency parsing"), its arcs
pseudo-projective (Nivre & Nilsson 2005), and may take back a word that it shifted (Honnibal & Johnson 2014,
"Joint incremental disfluency detection and dependency parsing").  spaCy reads a text from its first word to
its last, one state of the network at a time.  But where sentences begin is known here, and no arc crosses a
boundary: so each step of all sentences is scored in one matrix product, with the same result.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Scores = NDArray[np.float32]
NONE = -1
ROOT = "ROOT"
DECORATED = "||"  # between the label of an arc that was lifted and the label of its head
LEAST = float("-inf")
KINDS = "SDLRB"  # of spaCy's actions: shift, reduce, an arc to the left, one to the right, break


class Parse:
    """The arcs of a text while it is parsed; indices are those of its tokens.

    The last items of `last_left` and `last_right` are those of the token that there is not.
    """

    def __init__(self, starts: Sequence[bool]) -> None:
        self.length = len(starts)
        self.starts = starts
        self.heads = [NONE] * self.length
        self.scored = [NONE] * self.length  # the state in which each word got its head
        self.last_left = [NONE] * (self.length + 1)
        self.last_right = [NONE] * (self.length + 1)
        self._earlier_right = [NONE] * self.length

    def add_left(self, head: int, child: int, state: int) -> None:
        """Make `child` depend on a word right of it, no longer on one left of it."""
        before = self.heads[child]
        if before != NONE:
            self.last_right[before] = self._earlier_right[child]
        self.heads[child], self.scored[child] = head, state
        self.last_left[head] = child

    def add_right(self, head: int, child: int, state: int) -> None:
        """Make `child` depend on a word left of it."""
        self.heads[child], self.scored[child] = head, state
        self._earlier_right[child] = self.last_right[head]
        self.last_right[head] = child


class Sentence:
    """The state of one sentence: its stack, and the rest of it, in which words taken back come first."""

    __slots__ = ("_end", "_first", "_next", "_parse", "_returned", "_stack", "_tried", "done")

    def __init__(self, parse: Parse, words: range) -> None:
        self._parse = parse
        self._stack: list[int] = []
        self._returned: list[int] = []
        self._next = words.start
        self._end = words.stop
        self._tried: set[int] = set()  # words taken back, not to be shifted again
        self._go_on()

    def features(self) -> tuple[int, ...]:
        """The tokens that a state is known by: two of the rest, three of the stack, children."""
        stack, parse, first = self._stack, self._parse, self._first
        top = stack[-1]
        return (
            first,
            self._second(),
            top,
            stack[-2] if len(stack) > 1 else NONE,
            stack[-3] if len(stack) > 2 else NONE,
            parse.last_left[first],
            parse.last_left[top],
            parse.last_right[top],
        )

    def _second(self) -> int:
        """The word after the next one, be it the next sentence's."""
        if len(self._returned) > 1:
            return self._returned[-2]
        second = self._next if self._returned else self._next + 1
        return second if second < self._parse.length else NONE

    def advance(self, state: int, scores: Sequence[float]) -> None:
        """Take the best step allowed, and all after it that leave no choice.

        `scores` are those of shift, reduce, an arc to the left, one to the right, and a break, which is never
        allowed; `state` is the number of the state that they are for.
        """
        shift, reduce, left, right, _ = scores
        stack, first = self._stack, self._first
        if first in self._tried or self._parse.length - self._next + len(self._returned) < 2:
            shift = LEAST
        if len(stack) == 1:
            reduce = LEAST
        if reduce >= shift and reduce >= left and reduce >= right:
            self._reduce()
        elif shift >= left and shift >= right:
            self._shift()
        elif left >= right:
            self._parse.add_left(first, stack.pop(), state)
            self._tried.discard(first)
        else:
            self._parse.add_right(stack[-1], first, state)
            self._shift()
        self._go_on()

    def _go_on(self) -> None:
        """Take the steps that leave no choice: shift with an empty stack, reduce with nothing left."""
        stack, returned = self._stack, self._returned
        while True:
            at_end = self._next >= self._end and not returned
            if stack and at_end:
                self._reduce()
            elif stack or at_end:
                break
            else:
                self._shift()
        self.done = at_end
        self._first = returned[-1] if returned else self._next

    def _shift(self) -> None:
        """Move the next word to the stack."""
        if self._returned:
            self._stack.append(self._returned.pop())
        else:
            self._stack.append(self._next)
            self._next += 1

    def _reduce(self) -> None:
        """Drop the top of the stack; take it back if it has no head yet and is not alone."""
        word = self._stack.pop()
        if self._stack and self._parse.heads[word] == NONE:
            self._returned.append(word)
            self._tried.add(word)


class Parser:
    """The dependencies that a spaCy `parser` component finds in documents whose sentences are known."""

    def __init__(self, component: Any) -> None:
        """Read the actions of the component."""
        self._model = component.model
        upper = self._model.get_ref("upper")
        self._weights = np.ascontiguousarray(upper.get_param("W").T)
        self._bias = upper.get_param("b")
        system = component.moves
        moves = [system.get_class_name(i).partition("-") for i in range(system.n_moves)]
        self._labels = [label for _, _, label in moves]
        kinds = [kind for kind, _, _ in moves]
        self._columns = np.array([kinds.index(kind) for kind in KINDS])
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
        running = [sentence for sentence in running if not sentence.done]
        scores: list[Scores] = [np.zeros((0, len(self._labels)), dtype=np.float32)]
        states = 0
        while running:
            known: list[int] = []
            for sentence in running:
                known += sentence.features()
            ids = np.array(known, dtype=np.intc).reshape(len(running), -1)
            scored = steps.state2vec.predict(ids) @ self._weights
            scored += self._bias
            scores.append(scored)
            kinds = np.maximum.reduceat(scored, self._columns, axis=1).tolist()
            for state, (sentence, best) in enumerate(zip(running, kinds, strict=True), states):
                sentence.advance(state, best)
            states += len(running)
            running = [sentence for sentence in running if not sentence.done]
        steps.clear_memory()  # it refers to itself: its arrays would stay until the collector comes
        heads = [i if head == NONE else head for i, head in enumerate(parse.heads)]
        return without_lifted(heads, self._labels_of(parse, np.concatenate(scores)), doc)

    def _labels_of(self, parse: Parse, scores: Scores) -> list[str]:
        """The best label of each arc in the state in which it was made; no step depends on labels."""
        heads, states = np.array(parse.heads), np.array(parse.scored)
        labels = [ROOT] * parse.length
        to_left = heads > np.arange(parse.length)
        for arc, made in zip(self._arcs, (to_left, ~to_left), strict=True):
            words = np.flatnonzero(made & (states != NONE))
            best = scores[states[words], arc].argmax(axis=1) + arc.start
            for word, label in zip(words.tolist(), best.tolist(), strict=True):
                labels[word] = self._labels[label]
        return labels


def without_lifted(heads: list[int], labels: list[str], doc: Doc) -> tuple[list[int], list[str]]:
    """Arcs that crossed others, put back: below the first word with the label that the arc's own names.

    Searched for in breadth below the head that the arc was lifted to (Nivre & Nilsson 2005, scheme "Head").
    """
    lifted = [i for i, label in enumerate(labels) if DECORATED in label]
    below: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads) if lifted else ():
        if head != i and not doc[i].is_space:
            below[head].append(i)
    for i in lifted:
        labels[i], wanted = labels[i].split(DECORATED)
        head = _below(below, heads[i], labels, i, wanted)
        if head != heads[i] and not doc[i].is_space:
            below[heads[i]].remove(i)
            insort(below[head], i)
        heads[i] = head
    return heads, labels


def _below(below: list[list[int]], head: int, labels: list[str], word: int, wanted: str) -> int:
    """The first word with the label `wanted` below the word's head; that head if there is none.

    `below` are the words that depend on each, in order.
    """
    queue = [head]
    while queue:
        children = [child for parent in queue for child in below[parent] if child != word]
        found = next((child for child in children if labels[child] == wanted), None)
        if found is not None:
            return found
        queue = children
    return head
