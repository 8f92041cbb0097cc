"""Quotation marks: which of them open, which close, and what they enclose.

The marks of an article are read as its cheapest analysis.  Every mark may open a quotation, close
one, nest inside one, or be none at all, and each of these has a cost: by the glyph, by the spaces
and the punctuation around it, by the mark that it would pair with.  A missing partner is one more
reading, more expensive than a pair and cheaper than nonsense.  The least sum over the article is found
by dynamic programming (Viterbi, with a beam), in time linear in the number of marks; as a quotation
left open at the end of a paragraph is one of the readings, a bad mark does not reach beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

from service.extraction.letters import SMALL
from service.extraction.marks.events import Event, events_of
from service.extraction.marks.readings import OUTSIDE, Action, State, kind_of, readings, unclosed_cost
from service.extraction.model import Span
from service.lexicons.lexicon import Lexicon

OPENING_ACTIONS: frozenset[Action] = frozenset({"open", "restart"})
CLOSING_ACTIONS: frozenset[Action] = frozenset({"close", "close_all"})
ENDING_WITH_MARK: frozenset[Action] = CLOSING_ACTIONS | {"unopened"}
ENDING_ACTIONS: frozenset[Action] = ENDING_WITH_MARK | {"unclosed", "restart"}

QUOTED_SENTENCE_END = re.compile(rf"[.!?…][)\]]?\s+(?=[^\s\d])(?!{SMALL})")
MOST_READINGS = 60  # most readings followed at once, the cheapest; some texts have hundreds
BEAM = 12.0  # a reading that costs more than any one mistake over the cheapest never catches up


@dataclass(frozen=True, slots=True)
class Quotation:
    """What one pair of marks encloses: one span, or one per paragraph if each re-opens the marks.

    The spans leave out the marks and the white space beside them; `outer` covers the marks too.
    `closed` is False if one of its ends had to be guessed; `goes_on` is True if an incise inside the same
    marks separates it from the quotation before.
    """

    spans: tuple[Span, ...]
    outer: Span
    closed: bool
    goes_on: bool = False


class _Step(NamedTuple):
    """One reading of an event, after the readings of those before it."""

    action: Action
    event: Event
    before: _Step | None


_Path = tuple[float, _Step | None]


def find_quotations(text: str, lexicon: Lexicon) -> tuple[Quotation, ...]:
    """All outermost quotations of `text`, in order, disjoint; offsets in code points.

    The `lexicon` tells apostrophes from single marks, and gives the cost of each mark.
    """
    paths: dict[State, _Path] = {OUTSIDE: (0.0, None)}
    events = list(events_of(text, lexicon))
    for index, event in enumerate(events):
        following = events[index + 1] if index + 1 < len(events) else None
        reached: dict[State, _Path] = {}
        dearest = BEAM + min(cost for cost, _ in paths.values())
        kind, costs = kind_of(event, following), (0.0, event.open_cost, event.close_cost, event.ignore_cost)
        for state, (cost, steps) in paths.items():
            if cost > dearest:
                continue
            for action, after, which, first, second in readings(state, kind, lexicon.marks):
                total = cost + (costs[which] + first + second)
                if after not in reached or total < reached[after][0]:
                    reached[after] = (total, _Step(action, event, steps))
        paths = reached if len(reached) <= MOST_READINGS else _cheapest(reached)
    closing = {s: c + (0 if not s.opener else unclosed_cost(s)) for s, (c, _) in paths.items()}
    best = min(closing, key=lambda state: closing[state])
    return tuple(_assemble(text, _in_order(paths[best][1]), bool(best.opener)))


def _cheapest(paths: Mapping[State, _Path]) -> dict[State, _Path]:
    """The cheapest readings, as many as are followed."""
    return dict(nsmallest(MOST_READINGS, paths.items(), key=lambda path: path[1][0]))


def _in_order(step: _Step | None) -> list[_Step]:
    """The steps from the first to the last."""
    steps = []
    while step is not None:
        steps.append(step)
        step = step.before
    return steps[::-1]


def _assemble(text: str, steps: list[_Step], left_open: bool) -> Iterator[Quotation]:
    """Turn the chosen readings into quotations."""
    building = _Building(text)
    for action, event, _ in steps:
        yield from building.read(action, event)
    if left_open:
        yield from building.finish(len(text), len(text), False)


@dataclass(slots=True)
class _Building:
    """The quotation that the readings so far have begun.

    `pieces` are its paragraphs before the one that begins at `begun`, `outer` is where its first mark stands;
    from `free_from` on the text belongs to no quotation and no earlier mark.
    """

    text: str
    pieces: list[tuple[int, int]] = field(default_factory=list)
    begun: int = 0
    outer: int = 0
    free_from: int = 0

    def read(self, action: Action, event: Event) -> Iterator[Quotation]:
        """Apply one reading, and give the quotation that it ends, if any."""
        if action == "unopened":
            self.begun = self.outer = _sentence_start(self.text, self.free_from, event.start)
        if action in ENDING_ACTIONS:
            end = event.start
            if action == "restart":
                sentence = _sentence_start(self.text, self.begun, event.start)
                end = sentence if sentence > self.begun else event.start
            marked = action in ENDING_WITH_MARK
            yield from self.finish(
                end, event.end if marked else event.start, closed=action in CLOSING_ACTIONS
            )
        if action in OPENING_ACTIONS:
            self.begun, self.outer = event.end, event.start
        elif action == "reopen":
            self.pieces.append((self.begun, self.text.rfind("\n", self.begun, event.start)))
            self.begun = event.end
        if action != "ignore" or event.glyph[0] == "\n":
            self.free_from = event.end

    def finish(self, end: int, outer_end: int, closed: bool) -> Iterator[Quotation]:
        """End the quotation, and give it if it holds a word."""
        spans = tuple(span for a, b in [*self.pieces, (self.begun, end)] if (span := trim(self.text, a, b)))
        self.pieces.clear()
        if any(any(c.isalnum() for c in span.text(self.text)) for span in spans):
            yield Quotation(spans, Span(self.outer, max(outer_end, spans[-1].end)), closed)


def _sentence_start(text: str, low: int, high: int) -> int:
    """Where the sentence that holds position `high` begins, not before `low`."""
    start = low
    for match in QUOTED_SENTENCE_END.finditer(text, low, high):
        start = match.end()
    return start


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
