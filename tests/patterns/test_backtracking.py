"""No regular expression of the service takes more than linear work, whatever the text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import product

import pytest

from tests.patterns.counting import CountingMatcher, TooManySteps, is_single, single_nodes
from tests.patterns.inventory import Pattern, patterns, unreadable

PATTERNS = patterns()
LENGTH = 150  # longer than any bounded repetition of the service
CANDIDATES = "aA1 .,-'\"\n\xa0éß_<(:/“—x"  # tried, in this order, for classes of characters
FEW = 7


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def _alphabet(pattern: Pattern) -> list[str]:
    """Characters such that every part of the pattern matches one of them."""
    nodes, flags = single_nodes(pattern.text, pattern.flags)
    written = [chr(node[1]) for node in nodes if isinstance(node[1], int)]
    chosen: dict[str, None] = {}
    for node in nodes:
        if not any(is_single(node, character, flags) for character in chosen):
            chosen |= dict.fromkeys(
                [c for c in [*CANDIDATES, *written, *_members(node)] if is_single(node, c, flags)][:1]
            )
    return list(dict.fromkeys([*chosen, *written]))[:FEW]


def _members(node: tuple[object, object]) -> list[str]:
    """The characters that a class lists."""
    _, items = node
    if not isinstance(items, list):
        return []
    return [
        chr(value if isinstance(value, int) else value[0])
        for _, value in items
        if value.__class__ in (int, tuple)
    ]


def _steps(pattern: Pattern, text: str) -> int:
    """The steps to find all matches or, for a pattern tried from one place only, to match once."""
    if not pattern.anchored:
        searching = CountingMatcher(pattern.text, text, pattern.flags)
        searching.search_all()
        return searching.steps
    matching = CountingMatcher(pattern.text, text, pattern.flags)
    matching.match(full=True)
    return matching.steps


def _worst_growth(pattern: Pattern) -> tuple[float, str]:
    """The greatest growth of the steps when the text gets twice as long, and what that text repeats."""
    worst, culprit = 0.0, ""
    for length in (1, 2):
        for unit in map("".join, product(_alphabet(pattern), repeat=length)):
            for end in ("", "\0"):
                texts = [unit * (size // length) + end for size in (LENGTH, 2 * LENGTH)]
                try:
                    shorter, longer = (_steps(pattern, text) for text in texts)
                except TooManySteps:
                    return float("inf"), unit
                if longer / shorter > worst:
                    worst, culprit = longer / shorter, unit
    return worst, culprit


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.where for pattern in PATTERNS])
def test_twice_the_text_takes_no_more_than_about_twice_the_steps(pattern: Pattern) -> None:
    growth, unit = _worst_growth(pattern)
    assert growth < 2.6, f"{pattern.text!r} takes {growth:.1f} times the steps on twice as much of {unit!r}"


def test_every_pattern_is_written_where_this_test_finds_it() -> None:
    assert unreadable() == []
    assert len(PATTERNS) > 20


# the counting itself


@pytest.mark.parametrize("text", [r"\s+$", r"a*a*b", r"(a+)+b", r"(?:a|a)*b", r"\w+:", r".*x.*y", r"a{2,}?b"])
def test_a_pattern_that_backtracks_is_noticed(text: str) -> None:
    assert _worst_growth(Pattern("", text, 0, False))[0] > 2.6


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.where for pattern in PATTERNS])
def test_the_counting_matcher_finds_what_python_finds(pattern: Pattern) -> None:
    for unit in map("".join, product(_alphabet(pattern), repeat=3)):
        for text in (unit, unit + "\0", "a" + unit, unit[::-1] + unit):
            found = re.search(pattern.text, text, pattern.flags)
            ours = CountingMatcher(pattern.text, text, pattern.flags).search_all()
            assert ours[:1] == ([found.span()] if found else []), text
