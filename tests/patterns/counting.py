"""A matcher of regular expressions that backtracks as Python's does, and counts its steps.

The steps show how a pattern's work grows with the text, whatever else the machine is doing.  Python's own
matcher takes some short cuts, so what is linear here is also linear there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as op
from re import _parser as parser
from typing import Any

SINGLE = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
GROUPS = (op.SUBPATTERN, op.GROUPREF, op.ATOMIC_GROUP, op.BRANCH)
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
CATEGORIES = {
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
Node = tuple[Any, Any]


class TooManySteps(Exception):
    """The limit was passed: the work explodes."""


class CountingMatcher:
    """Matches `pattern` in `text`; `steps` is the number of steps so far."""

    def __init__(self, pattern: str, text: str, flags: int = 0, limit: int = 300_000) -> None:
        self.steps = 0
        self._tree = parser.parse(pattern, flags)
        self._flags = self._tree.state.flags
        self._text = text
        self._limit = limit
        self._groups: dict[int, str] = {}

    def search_all(self) -> list[tuple[int, int]]:
        """As re.finditer: the spans of all matches."""
        found, at = [], 0
        while at <= len(self._text):
            end = next(self._ways(self._tree, 0, at), None)
            if end is not None:
                found.append((at, end))
            at = end if end is not None and end > at else at + 1
        return found

    def match(self, *, full: bool = False) -> int | None:
        """As re.match or re.fullmatch: the end of a match that begins at the start; None without one."""
        ends = self._ways(self._tree, 0, 0)
        return next((end for end in ends if not full or end == len(self._text)), None)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._limit:
            raise TooManySteps

    def _ways(self, nodes: Sequence[Node], number: int, at: int) -> Iterator[int]:
        """The ends that `nodes`, from `number` on and matched from `at`, may have, in order of preference."""
        if number == len(nodes):
            yield at
            return
        for end in self._ends(nodes[number], at):
            yield from self._ways(nodes, number + 1, end)

    def _ends(self, node: Node, at: int) -> Iterator[int]:
        self._step()
        kind, argument = node
        if kind in SINGLE:
            if self._is(node, at):
                yield at + 1
        elif kind in REPEATS:
            yield from self._repeat(kind, argument, at)
        elif kind in GROUPS:
            yield from self._group(kind, argument, at)
        elif self._holds(kind, argument, at):
            yield at

    def _group(self, kind: Any, argument: Any, at: int) -> Iterator[int]:
        if kind is op.SUBPATTERN:
            for end in self._ways(argument[3], 0, at):
                self._groups[argument[0]] = self._text[at:end]
                yield end
        elif kind is op.GROUPREF:
            if self._text.startswith(self._groups.get(argument, "\0"), at):
                yield at + len(self._groups[argument])
        elif kind is op.ATOMIC_GROUP:
            yield from self._first(self._ways(argument, 0, at))
        else:
            for branch in argument[1]:
                yield from self._ways(branch, 0, at)

    def _holds(self, kind: Any, argument: Any, at: int) -> bool:
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self._looks(argument, at) == (kind is op.ASSERT)
        if kind is op.AT:
            return self._stands(argument, at)
        raise NotImplementedError(kind)

    def _repeat(self, kind: Any, argument: Any, at: int) -> Iterator[int]:
        least, most, repeated = argument
        if len(repeated) == 1 and repeated[0][0] in SINGLE:
            yield from self._repeat_single(kind, least, most, repeated[0], at)
            return
        ways = self._repeat_group(repeated, least, most, 0, at, lazy=kind is op.MIN_REPEAT)
        yield from self._first(ways) if kind is op.POSSESSIVE_REPEAT else ways

    def _repeat_single(self, kind: Any, least: int, most: Any, single: Node, at: int) -> Iterator[int]:
        if kind is op.MIN_REPEAT:
            count = 0
            while True:
                self._step()
                if count >= least:
                    yield at + count
                if count == most or not self._is(single, at + count):
                    return
                count += 1
        count = 0
        while count < most and self._is(single, at + count):
            self._step()
            count += 1
        for taken in range(count, least - 1, -1):
            self._step()
            yield at + taken
            if kind is op.POSSESSIVE_REPEAT:
                return

    def _repeat_group(
        self, repeated: Sequence[Node], least: int, most: Any, count: int, at: int, *, lazy: bool
    ) -> Iterator[int]:
        self._step()
        if lazy and count >= least:
            yield at
        if count < most:
            for end in self._ways(repeated, 0, at):
                if end > at or count < least:
                    yield from self._repeat_group(repeated, least, most, count + 1, end, lazy=lazy)
        if not lazy and count >= least:
            yield at

    @staticmethod
    def _first(ways: Iterator[int]) -> Iterator[int]:
        for end in ways:
            yield end
            return

    def _looks(self, argument: Any, at: int) -> bool:
        direction, looked_for = argument
        start = at if direction > 0 else at - looked_for.getwidth()[0]
        return start >= 0 and next(self._ways(looked_for, 0, start), None) is not None

    def _stands(self, where: Any, at: int) -> bool:
        text, lines = self._text, self._flags & re.MULTILINE
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return at == 0 or bool(lines and where is op.AT_BEGINNING and text[at - 1] == "\n")
        if where in (op.AT_END, op.AT_END_STRING):
            at_end = at == len(text) or (where is op.AT_END and at == len(text) - 1 and text[at] == "\n")
            return at_end or bool(lines and where is op.AT_END and text[at] == "\n")
        beside = [bool(re.match(r"\w", text[i])) if 0 <= i < len(text) else False for i in (at - 1, at)]
        return (beside[0] != beside[1]) == (where is op.AT_BOUNDARY)

    def _is(self, node: Node, at: int) -> bool:
        if at >= len(self._text):
            return False
        if is_single(node, self._text[at], self._flags):
            return True
        other = self._text[at].swapcase()
        return bool(self._flags & re.IGNORECASE) and len(other) == 1 and is_single(node, other, self._flags)


def is_single(node: Node, character: str, flags: int) -> bool:
    """Does a node for one character match `character`?"""
    kind, argument = node
    if kind is op.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if kind is op.IN:
        negated = argument[0][0] is op.NEGATE
        return any(_is_item(item, character) for item in argument[negated:]) != negated
    return (ord(character) == argument) == (kind is op.LITERAL)


def _is_item(item: Node, character: str) -> bool:
    kind, argument = item
    if kind is op.LITERAL:
        return ord(character) == argument
    if kind is op.RANGE:
        return bool(argument[0] <= ord(character) <= argument[1])
    return re.fullmatch(CATEGORIES[argument], character) is not None


def single_nodes(pattern: str, flags: int = 0) -> tuple[list[Node], int]:
    """All nodes of `pattern` that match one character, and its flags."""
    tree = parser.parse(pattern, flags)
    return list(_singles(tree)), tree.state.flags


def _singles(value: Any) -> Iterator[Node]:
    if isinstance(value, tuple) and len(value) == 2 and value[0] in SINGLE:
        yield value
    elif isinstance(value, tuple | list | parser.SubPattern):
        for inner in value:
            yield from _singles(inner)
