"""The possible readings of a quotation mark, or of the end of a line, and which of them costs less."""

from __future__ import annotations

from itertools import pairwise

import pytest

from service.extraction.marks.events import events_of
from service.extraction.marks.readings import OUTSIDE, EventKind, State, kind_of, readings, unclosed_cost
from service.lexicons.lexicon import load_lexicon

MARKS = load_lexicon("en").marks
LINE, PARAGRAPH = EventKind("\n", False, False, False), EventKind("\n\n", False, False, False)
DOUBLE, SINGLE = EventKind('"', False, False, False), EventKind("'", False, False, False)
IN_DOUBLE, IN_SINGLE = State("“", "", False, False), State("‘", "", False, False)

POSSIBLE = {
    "a mark where nothing is open": (OUTSIDE, DOUBLE, {"ignore", "open", "unopened"}),
    "a single one, which may be an apostrophe, closes nothing there": (OUTSIDE, SINGLE, {"ignore", "open"}),
    "a mark inside a quotation": (IN_DOUBLE, DOUBLE, {"ignore", "close", "nest", "restart"}),
    "a mark inside one that is nested": (
        IN_DOUBLE._replace(inner="«"),
        DOUBLE,
        {"ignore", "close_all", "unnest"},
    ),
    "a single mark inside a double quotation": (IN_DOUBLE, SINGLE, {"ignore"}),
    "a single mark inside a single quotation": (IN_SINGLE, SINGLE, {"ignore", "close"}),
    "a mark that begins a line inside a quotation": (
        IN_DOUBLE,
        DOUBLE._replace(begins_line=True),
        {"ignore", "close", "nest", "reopen", "restart"},
    ),
    "the end of a line outside": (OUTSIDE, LINE, {"ignore"}),
    "the end of a line inside a quotation": (IN_DOUBLE, LINE, {"unclosed", "cross"}),
    "the end of a paragraph inside a single quotation": (IN_SINGLE, PARAGRAPH, {"unclosed"}),
}


@pytest.mark.parametrize(("state", "kind", "actions"), POSSIBLE.values(), ids=POSSIBLE)
def test_what_a_mark_or_the_end_of_a_line_can_be(state: State, kind: EventKind, actions: set[str]) -> None:
    assert {reading.action for reading in readings(state, kind, MARKS)} == actions


def _cost(state: State, kind: EventKind, action: str) -> float:
    """The cost of a reading on top of the event's own costs."""
    (reading,) = (one for one in readings(state, kind, MARKS) if one.action == action)
    return reading.first + reading.second


def test_the_less_a_quotation_crosses_the_less_it_costs() -> None:
    again = PARAGRAPH._replace(begins_line=True)
    costs = [_cost(IN_DOUBLE._replace(begun_line=True), kind, "cross") for kind in (again, LINE, PARAGRAPH)]
    assert costs == sorted(set(costs))


def test_a_quotation_that_has_crossed_a_line_crosses_the_next_more_cheaply() -> None:
    assert _cost(IN_DOUBLE._replace(crossed=True), LINE, "cross") < _cost(IN_DOUBLE, LINE, "cross")


def test_an_empty_quotation_costs_more_than_one_with_words() -> None:
    beside = DOUBLE._replace(follows_mark=True)
    assert _cost(IN_DOUBLE._replace(fresh=True), beside, "close") > _cost(IN_DOUBLE, DOUBLE, "close")


def test_a_pair_of_another_family_is_nested_more_cheaply_than_one_of_the_same() -> None:
    guillemet, curly = DOUBLE._replace(glyph="«"), DOUBLE._replace(glyph="“")
    assert _cost(IN_DOUBLE, guillemet, "nest") < _cost(IN_DOUBLE, curly, "nest")


def test_to_leave_a_single_mark_open_costs_most_and_one_that_begins_a_paragraph_least() -> None:
    begun, double, single = map(unclosed_cost, (IN_DOUBLE._replace(begun_line=True), IN_DOUBLE, IN_SINGLE))
    assert begun < double < single


def test_the_end_of_a_line_tells_whether_a_mark_opens_the_next_one() -> None:
    events = list(events_of("“A\n“B\nC”", load_lexicon("en")))
    ends = [kind_of(event, following) for event, following in pairwise(events) if event.glyph == "\n"]
    assert [end.begins_line for end in ends] == [True, False]
