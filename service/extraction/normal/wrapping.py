"""Joins lines that were broken at the edge of the page, inside a sentence or a word.

A blank line or a bullet keeps lines apart, and so does a dash or a label, unless the line before it was
broken by its width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from service.extraction.letters import CAPITAL, SMALL
from service.extraction.model import Span
from service.extraction.normal.tracked import Edit

TRIMMED_LINE = re.compile(r"^[^\S\n]*(\S(?:.*\S)?)?[^\S\n]*$", re.MULTILINE)
LINE_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
SHORTENED = re.compile(rf"\b{CAPITAL}{SMALL}{{0,3}}\.\Z")  # "Mr."
BULLET = re.compile(r"[•*·>]")
BEGINS_ITEM = re.compile(rf"[-–—•*·»>]|\d{{1,2}}[.)]\s|{CAPITAL}[\w .’'-]{{0,40}}\s?:(?:\s|\Z)")
MOST_ENDING_MARKS = 6  # most closing marks at the end of a sentence
WIDEST, NARROWEST = 100, 24  # characters of the longest line of a block that was broken by its width
SLACK = 5  # characters by which the next word may have fitted after all


def unwrapped(text: str) -> Iterator[Edit]:
    """Join the lines of a sentence that continues in lower case, and of a block broken by its width."""
    for block in _blocks(text):
        by_width = _is_wrapped(text, block)
        for place, following in pairwise(block):
            line, goes_on = place.text(text), following.text(text)
            if _is_one_word(line, goes_on):
                keep = "-" in line[:-1].rsplit(" ", 1)[-1]  # a compound, or "a-t-il"
                yield Edit(place.end if keep else place.end - 1, following.start, "")
            elif _is_one_sentence(line, goes_on, by_width=by_width, alone=len(block) == 2):
                yield Edit(place.end, following.start, " ")


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of two or more lines without a blank one between them, each line without its margins."""
    for told, lines in groupby(TRIMMED_LINE.finditer(text), key=lambda line: line[1] is not None):
        block = [Span(*line.span(1)) for line in lines]
        if told and len(block) > 1:
            yield block


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Was each line broken because its next word did not fit?"""
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST:
        return False
    return all(
        len(line) + 1 + len(following.text(text).split(" ", 1)[0]) > width - SLACK
        for line, following in pairwise(lines)
    )


def _is_one_word(line: str, goes_on: str) -> bool:
    """Is a word cut by a hyphen at the end of a line?"""
    as_before = goes_on[0].islower() or (line.isupper() and goes_on.isupper())
    return line[-1] == "-" and line[-2:-1].isalpha() and as_before


def _is_one_sentence(line: str, goes_on: str, *, by_width: bool, alone: bool) -> bool:
    """Does a sentence continue in the next line?  Two lines `alone` say little about the width."""
    ended = LINE_ENDS_SENTENCE.search(line[-MOST_ENDING_MARKS:]) is not None
    if by_width and not ended:
        return BULLET.match(goes_on) is None
    if BEGINS_ITEM.match(goes_on):
        return False
    if by_width and (not alone or SHORTENED.search(line[-MOST_ENDING_MARKS:])):
        return True
    return not ended and goes_on[0].islower()
