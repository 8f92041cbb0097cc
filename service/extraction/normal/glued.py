"""Parts paragraphs that were glued together where their lines were lost: "… it is over.The minister …".

The text of a web page loses the ends of its lines when only its tags are taken out.  A paragraph ends where
a stop or a closing mark, a year or a small letter stands right before a capital, and a heading between
hyphens has its own line.  Inside a quotation only a space is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from service.extraction.letters import CAPITAL, SMALL
from service.extraction.normal.front import FrontWords
from service.extraction.normal.tracked import Edit

OPENING = "«“"
STRAIGHT = '"'
WORD_BEFORE = 12  # characters before a stop that hold its word, if it is a shortened one
# A heading between hyphens, glued to what stands before or behind it: "he said.- New talks -The minister".
HEADING = re.compile(
    rf"(?<=[.!?«“»”\"])(?:-\s[«“\"]?{CAPITAL}[^\n]{{2,80}}?\s-\s?|\s-\s[«“\"]?{CAPITAL}[^\n]{{2,80}}?\s-)"
    rf"(?={CAPITAL}|[«“\"])"
)
# A stop and marks right before a capital; else a mark alone, which opens or closes.
GLUED = re.compile(
    rf"(?<=[^\W_]|[%)\]«“»”\"])(?=[.!?\s»”\"])(?P<stop>[.!?]?)"
    rf"(?P<closing>(?:\s?[»”])?)(?P<opening>(?:[«“]\s?)?)(?P<straight>\"{{0,2}})"
    rf"(?={CAPITAL}(?:['’]|{SMALL})|[AÀ] )|(?P<mark>[«“»”\"])"
)
# No word that begins with a small letter has a capital inside, but for signatures and trade names.
IN_SMALL = re.compile(rf"(?<![^\W_]|[@#])({SMALL}{{3,}})({CAPITAL}{SMALL}+)")
SHORTEST = 4  # letters of a word that may end a paragraph; "theSupreme Court" lacks a space
GLUED_YEAR = re.compile(rf"(?<!\d)(?:19|20)\d\d(?={CAPITAL}{SMALL})")
AFTER_NAME = re.compile(rf"(?<={SMALL}{SMALL})({CAPITAL}{SMALL}{{0,7}})(?= {SMALL})")


def headings(text: str) -> Iterator[Edit]:
    """Give a line to a heading between hyphens that is glued to the text before and behind it."""
    for match in HEADING.finditer(text):
        start, end = match.span()
        first, last = text.index("-", start), text.rindex("-", start, end)
        yield Edit(start, first + 1, "\n-")
        yield Edit(last, end, "-\n")


def paragraphs(text: str, words: FrontWords) -> Iterator[Edit]:
    """Part paragraphs; `words` are those that open them, and titles that are cut short before a name."""
    found = [*_at_stops(text, words["shortened"]), *_at_capitals(text, words["glued_opening"])]
    for at, new in sorted(found):
        yield Edit(at - 1, at, text[at - 1] + new)


def _at_stops(text: str, shortened: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where a line or a space is missing at stops and marks, and which of them."""
    inside = False
    for match in GLUED.finditer(text):
        if match["mark"] is not None:
            inside = _is_inside(text, match.start(), inside=inside)
            continue
        by_straight = inside and match["straight"] != ""
        closes = by_straight or match["closing"] != ""
        opening = len(match["opening"]) + len(match["straight"]) - by_straight
        shortened_title = match["stop"] == "." and _is_shortened(text, match.start(), shortened)
        if closes or (match["stop"] and not shortened_title):
            yield match.end() - opening, "\n" if closes or not inside else " "
        inside = opening > 0 or (inside and not closes)


def _is_shortened(text: str, stop: int, shortened: frozenset[str]) -> bool:
    """Is the word before a full stop an initial, or a title that is cut short: "J.K.Rowling", "Sen.Reid"?"""
    before = reversed(text[max(0, stop - WORD_BEFORE) : stop])
    word = "".join(takewhile(str.isalpha, before))[::-1]
    return len(word) == 1 or word.lower() in shortened


def _is_inside(text: str, at: int, *, inside: bool) -> bool:
    """Are words quoted behind the mark at a place?  A straight one tells by the spaces beside it."""
    mark = text[at]
    if mark != STRAIGHT:
        return mark in OPENING
    before, after = text[at - 1 : at].strip(" \n(["), text[at + 1 : at + 2].strip(" \n.,;:!?)]")
    return not inside if bool(before) == bool(after) else bool(after)


def _at_capitals(text: str, openings: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where a capital is glued to a word or a year: "end negotiationsThe singer", "Paul RoyThe singer"."""
    places = {match.end(): "\n" for match in GLUED_YEAR.finditer(text)}
    words = list(IN_SMALL.finditer(text))
    times = Counter(match[0] for match in words)
    for match in words:
        if times[match[0]] == 1:
            places[match.end(1)] = " " if len(match[1]) < SHORTEST else "\n"
    for match in AFTER_NAME.finditer(text):
        if match[1].lower() in openings:
            places[match.start()] = "\n"
    yield from places.items()
