"""Dependencies by spaCy's transition-based parser, the sentences of a text parsed side by side.

The parser is arc-eager (Nivre 2008, "Algorithms for deterministic incremental dependency parsing"), its arcs
pseudo-projective (Nivre & Nilsson 2005), and may take back a word that it shifted (Honnibal & Johnson 2014,
"Joint incremental disfluency detection and dependency parsing").  spaCy reads a text from its first word to
its last, one state of the network at a time.  But where sentences begin is known here, and no arc crosses a
boundary: so each step of all sentences is scored in one matrix product, with the same result.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Generator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from service.reader.states import NONE, StateNetwork

Scores = NDArray[np.float32]
ROOT = "ROOT"
DECORATED = "||"  # between the label of an arc that was lifted and the label of its head
IMPOSSIBLE = float("-inf")
ACTION_KINDS = "SDLRB"  # of spaCy's actions: shift, reduce, an arc to the left, one to the right, break


class Parse:
    """The arcs of a text while it is parsed; indices are those of its tokens.

    The last items of `last_left` and `last_right` stand for a missing token (NONE).
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self.heads = [NONE] * self.length
        self.scored = [NONE] * self.length  # the state in which each word got its head
        self.last_left = [NONE] * (self.length + 1)
        self.last_right = [NONE] * (self.length + 1)
        self._earlier_right = [NONE] * self.length

    def add_left(self, head: int, child: int, state: int) -> None:
        """Make `child` depend on a word right of it, and no longer on one left of it."""
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


def steps(
    parse: Parse, words: range, features: list[int]
) -> Generator[bool, tuple[int, Sequence[float]], None]:
    """Take the steps of one sentence, its `words`; yield True at each choice, and False when all is done.

    At a choice the tokens that describe the state are added to `features`: two from the rest of the sentence,
    three from the stack, and children.  The caller sends the number of the state with the scores of shift,
    reduce, an arc to the left, one to the right, and a break, which is never allowed.
    """
    stack: list[int] = []
    rest = list(reversed(words))  # words taken back come first again
    tried: set[int] = set()  # words taken back, which must not be shifted a second time
    after = parse.length - words.stop
    following = words.stop if after else NONE
    last_left, last_right = parse.last_left, parse.last_right
    while stack or rest:
        if not stack:
            stack.append(rest.pop())
            continue
        if not rest:
            _reduce(parse, stack, rest, tried)
            continue
        first, top = rest[-1], stack[-1]
        second = rest[-2] if len(rest) > 1 else following
        below, third = stack[-2] if len(stack) > 1 else NONE, stack[-3] if len(stack) > 2 else NONE
        features += first, second, top, below, third, last_left[first], last_left[top], last_right[top]
        state, (shift, reduce, left, right, _) = yield True
        if first in tried or len(rest) + after < 2:
            shift = IMPOSSIBLE
        if len(stack) == 1:
            reduce = IMPOSSIBLE
        if reduce >= shift and reduce >= left and reduce >= right:
            _reduce(parse, stack, rest, tried)
        elif shift >= left and shift >= right:
            stack.append(rest.pop())
        elif left >= right:
            parse.add_left(first, stack.pop(), state)
            tried.discard(first)
        else:
            parse.add_right(top, first, state)
            stack.append(rest.pop())
    yield False


def _reduce(parse: Parse, stack: list[int], rest: list[int], tried: set[int]) -> None:
    """Drop the top of the stack; put it back into the rest if it has no head yet and was not alone."""
    word = stack.pop()
    if stack and parse.heads[word] == NONE:
        rest.append(word)
        tried.add(word)


class Parser:
    """The dependencies that a spaCy `parser` component finds in documents whose sentences are known."""

    def __init__(self, component: Any) -> None:
        """Read the actions of the component."""
        self._network = StateNetwork(component.model)
        system = component.moves
        moves = [system.get_class_name(i).partition("-") for i in range(system.n_moves)]
        self._labels = [label for _, _, label in moves]
        kinds = [kind for kind, _, _ in moves]
        self._columns = np.array([kinds.index(kind) for kind in ACTION_KINDS])
        self._arcs = [slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in "LR"]

    def parse(self, doc: Doc, starts: Sequence[bool]) -> tuple[list[int], list[str]]:
        """The head and the dependency label of each token; a root is its own head.

        `starts` says which tokens begin a sentence; the first one does.
        """
        if not len(doc):
            return [], []
        score = self._network.scores(doc)
        parse = Parse(len(doc))
        bounds = [*(i for i, start in enumerate(starts) if start), len(doc)]
        features: list[int] = []
        sentences = [steps(parse, range(a, b), features) for a, b in pairwise(bounds)]
        running = [sentence for sentence in sentences if next(sentence)]
        scores: list[Scores] = [np.zeros((0, len(self._labels)), dtype=np.float32)]
        states = 0
        while running:
            scores.append(score(np.array(features, dtype=np.intp).reshape(len(running), -1)))
            features.clear()
            kinds = np.maximum.reduceat(scores[-1], self._columns, axis=1).tolist()
            numbered = zip(running, enumerate(kinds, states), strict=True)
            states += len(running)
            running = [sentence for sentence, choice in numbered if sentence.send(choice)]
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
    """Undo the lifting of crossing arcs: attach each to the first word with the label that its own one names.

    The search is breadth-first below the head to which the arc was lifted (Nivre & Nilsson 2005, "Head").
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
