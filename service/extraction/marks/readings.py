"""What a quotation mark, or the end of a line, can be where it stands, and what each of these costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from service.extraction.marks.costs import (
    NESTED,
    NESTED_AGAIN,
    SINGLES,
    TOGETHER,
    nested_cost,
    pair_cost,
)
from service.extraction.marks.events import Event
from service.lexicons.marks import Marks

Action = Literal[
    "ignore", "open", "close", "nest", "unnest", "close_all", "reopen", "cross", "unclosed",
    "restart", "unopened",
]  # fmt: skip

UNCLOSED, UNCLOSED_PARAGRAPH, UNCLOSED_SINGLE = 3.5, 2.0, 9.0
UNOPENED = 3.2
LINE_CROSSED, PARAGRAPH_CROSSED = 1.4, 3.0
CROSSED_AGAIN = 0.3  # a text with one sentence per line has quotations of many lines
REOPENED, REOPENED_MIDWAY = 0.1, 1.3
EMPTY = 6.0
READINGS_REMEMBERED = 4096  # cached answers of `readings`: most articles need some hundred
FREE, TO_OPEN, TO_CLOSE, TO_IGNORE = range(4)  # which of the event's own costs a reading has


class State(NamedTuple):
    """What is open after an event."""

    opener: str  # glyph of the open quotation; "" outside
    inner: str  # glyph of the one nested in it; "" when none
    begun_line: bool  # did it begin its paragraph?
    fresh: bool  # was the opening mark the last event?
    crossed: bool = False  # has it crossed the end of a line?
    reopened: bool = False  # did a mark open its paragraph again?


OUTSIDE = State("", "", False, False)


class EventKind(NamedTuple):
    """What decides how an event can be read; `begins_line` of a line's end says whether marks re-open."""

    glyph: str
    begins_line: bool
    follows_mark: bool
    begins_sentence: bool


class Reading(NamedTuple):
    """What an event can be: the action, the state after it, and its cost.

    The cost is the event's own cost named by `which`, plus `first` and `second`.
    """

    action: Action
    after: State
    which: int = FREE
    first: float = 0.0
    second: float = 0.0


def kind_of(event: Event, following: Event | None) -> EventKind:
    """What decides how an event can be read, besides its costs."""
    glyph = event.glyph
    if glyph[0] != "\n":
        return EventKind(glyph, event.begins_line, event.follows_mark, event.open_cost < 0)
    reopens = following is not None and following.begins_line and following.start - event.end < 4
    return EventKind(glyph, reopens, False, False)


@lru_cache(READINGS_REMEMBERED)
def readings(state: State, kind: EventKind, marks: Marks) -> tuple[Reading, ...]:
    """What an event of a `kind` can be after `state`; recent answers are cached."""
    if kind.glyph[0] == "\n":
        return tuple(_readings_of_break(state, kind))
    return tuple(_readings_inside(state, kind, marks) if state.opener else _readings_outside(kind))


def _readings_of_break(state: State, kind: EventKind) -> Iterator[Reading]:
    """The end of a line or paragraph: an open quotation stops there or crosses it."""
    if not state.opener:
        yield Reading("ignore", state)
        return
    yield Reading("unclosed", OUTSIDE, first=unclosed_cost(state))
    line, reopens = kind.glyph == "\n", kind.begins_line
    cost = PARAGRAPH_CROSSED if not line else CROSSED_AGAIN if state.crossed else LINE_CROSSED
    if reopens:
        cost = REOPENED if state.begun_line else REOPENED_MIDWAY
    elif state.opener in SINGLES and not line:
        return
    crossed = line and not reopens
    yield Reading("cross", State(state.opener, state.inner, reopens, False, crossed), first=cost)


def _readings_outside(kind: EventKind) -> Iterator[Reading]:
    """A mark where nothing is open."""
    yield Reading("ignore", OUTSIDE, TO_IGNORE)
    yield Reading("open", State(kind.glyph, "", kind.begins_line, True), TO_OPEN)
    if kind.glyph not in SINGLES:
        yield Reading("unopened", OUTSIDE, TO_CLOSE, UNOPENED)


def _readings_inside(state: State, kind: EventKind, marks: Marks) -> Iterator[Reading]:
    """A mark within a quotation: it closes, nests, re-opens after a line, or begins another one."""
    glyph, single = kind.glyph, kind.glyph in SINGLES
    in_double_quotation = single and state.opener not in SINGLES
    read_on = state._replace(fresh=False)
    yield Reading("ignore", read_on, FREE if in_double_quotation else TO_IGNORE)
    if in_double_quotation:
        return
    empty = EMPTY if state.fresh and kind.follows_mark else 0.0
    if single is (state.opener in SINGLES):
        if not state.inner:
            yield _closing("close", OUTSIDE, (state.opener, glyph), marks, empty)
        else:
            nested = nested_cost(state.opener, state.inner, TOGETHER)
            yield _closing("close_all", OUTSIDE, (state.opener, glyph), marks, nested)
    reopened = Reading("reopen", State(state.opener, "", True, False, reopened=True), TO_OPEN)
    if single:
        if kind.begins_line:
            yield reopened
    elif state.inner:
        yield _closing("unnest", read_on._replace(inner=""), (state.inner, glyph), marks)
    else:
        midway = state.reopened and not kind.begins_sentence
        nested = nested_cost(state.opener, glyph, NESTED_AGAIN if midway else NESTED)
        yield Reading("nest", read_on._replace(inner=glyph), TO_OPEN, nested)
        if kind.begins_line:
            yield reopened
        yield Reading("restart", State(glyph, "", kind.begins_line, True), TO_OPEN, UNCLOSED, empty)


def _closing(action: Action, after: State, pair: tuple[str, str], marks: Marks, more: float = 0.0) -> Reading:
    """A reading that closes what the first of a pair began."""
    mirrored = marks.mirrored.get(pair)
    if mirrored is not None:
        return Reading(action, after, FREE, mirrored, more)
    return Reading(action, after, TO_CLOSE, pair_cost(*pair, marks), more)


def unclosed_cost(state: State) -> float:
    """What it costs to leave the open quotation unclosed."""
    if state.opener in SINGLES:
        return UNCLOSED_SINGLE
    return UNCLOSED_PARAGRAPH if state.begun_line else UNCLOSED
