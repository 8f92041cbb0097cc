"""A text that has been edited, and where each of its characters comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from service.extraction.model import Span


class Edit(NamedTuple):
    """Code points `start` to `end` of a text become `new`."""

    start: int
    end: int
    new: str


Step = Callable[[str], Iterator[Edit]]  # takes one disguise off a text


def each(pattern: re.Pattern[str], new: Callable[[str], str]) -> Step:
    """A step that replaces each match of a pattern with what `new` gives for it."""

    def step(text: str) -> Iterator[Edit]:
        for match in pattern.finditer(text):
            if (meant := new(match.group())) != match.group():
                yield Edit(*match.span(), meant)

    return step


def nothing(match: str) -> str:
    """The replacement for a match that shows nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """`text`, and for each of its code points the first one of the original and the one after its last."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, span: Span) -> Span:
        """The stretch of the original that a `span` of the text comes from; `span` is not empty."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def part(self, span: Span) -> Tracked:
        """The `span` of the text as a text of its own, of the same original."""
        cut = slice(span.start, span.end)
        return Tracked(self.text[cut], self.starts[cut], self.ends[cut])


def as_sent(text: str) -> Tracked:
    """A text before any edit, each character at its own place."""
    places = tuple(range(len(text) + 1))
    return Tracked(text, places[:-1], places[1:])


def edited(tracked: Tracked, edits: Iterable[Edit]) -> Tracked:
    """The text after `edits`, which are in order and do not overlap.

    New characters come from the whole stretch that they replace; a stretch taken out is the origin of none.
    """
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, new in (*edits, Edit(len(tracked.text), len(tracked.text), "")):
        text += tracked.text[done:start], new
        starts += tracked.starts[done:start]
        ends += tracked.ends[done:start]
        if new:
            starts += [tracked.starts[start]] * len(new)
            ends += [tracked.ends[end - 1]] * len(new)
        done = end
    return Tracked("".join(text), tuple(starts), tuple(ends))
