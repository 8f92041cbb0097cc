"""Takes out datelines, bylines and picture credits, which stand in a text but are no part of the article.

"BERLIN, June 3 (AP) — ", "By Jane Doe", "(Photo: Jane Doe)".  The words that open
them are those of the languages (lexicons/*/front.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from service.extraction.letters import CAPITAL
from service.extraction.model import Span
from service.extraction.normal.tracked import Edit
from service.extraction.reading.plain_text import without
from service.lexicons.schema import Front

FrontWords = Mapping[Front, frozenset[str]]

# A place in capitals, with or without day and agency, before a dash.
CAPITAL_PLACE = re.compile(
    rf"^{CAPITAL}(?:{CAPITAL}|[.'’\- ]){{2,30}}(?:,[^—–\n\"“«:]{{0,40}})?"
    r"(?:\([^)\n]{1,30}\) ?)?[^\S\n]?(?:—|–|--|-)[^\S\n]+",
    re.MULTILINE,
)
# Any place with an agency in brackets, or an agency alone.
AGENCY = re.compile(
    rf"^(?:{CAPITAL}[\w.'’\- ]{{1,30}}(?:,[^—–\n\"“«:]{{0,40}})?)?\({CAPITAL}[^()\n"
    r"]{1,30}\)[^\S\n]?(?:—|–|--|-)[^\S\n]+",
    re.MULTILINE,
)
# A line of a word and a name, without a sentence.
BYLINE = re.compile(
    rf"^[^\S\n]*([^\W\d_]{{1,20}})[^\S\n]+{CAPITAL}[^\n.!?:;«»“”\"]{{2,80}}$(?=\n)",
    re.MULTILINE,
)
IN_BRACKETS = re.compile(r"\(([^\W\d_]{1,20})\b[^()\n]{0,80}\)")
ON_A_LINE = re.compile(r"^[^\S\n]*([^\W\d_]{1,20})[^\S\n]?:[^\n]{1,80}$", re.MULTILINE)
CREDITED = re.compile(r" [^\W_][^\n,;:]{2,30}$", re.MULTILINE)
MARKS_BEFORE = frozenset('"»”?!.')  # last characters of a caption, apart from letters


def words_of(fronts: Iterable[FrontWords]) -> FrontWords:
    """The words of several languages together: the normal form is read before the language is known."""
    found = list(fronts)
    return {kind: frozenset().union(*(words[kind] for words in found)) for kind in get_args(Front)}


def _places(text: str, words: FrontWords) -> Iterator[Span]:
    """Where a text has datelines, bylines and credits."""
    for pattern in (CAPITAL_PLACE, AGENCY):
        yield from (Span(*match.span()) for match in pattern.finditer(text))
    credits = words["credit"]
    opened = ((BYLINE, words["byline"]), (IN_BRACKETS, credits | words["picture"]), (ON_A_LINE, credits))
    for pattern, openings in opened:
        for match in pattern.finditer(text):
            if match[1].lower() in openings and (match[1].istitle() or match[1].isupper()):
                yield Span(*match.span())
    for word in words["glued_credit"]:
        yield from _glued(text, word)


def _glued(text: str, word: str) -> Iterator[Span]:
    """The credits that begin with a word glued to the caption before: "La crise en imagespar RTV"."""
    at = text.find(word, 1)
    while at >= 0:
        credited = CREDITED.match(text, at + len(word))
        if credited is not None and (text[at - 1].isalpha() or text[at - 1] in MARKS_BEFORE):
            yield Span(at, credited.end())
        at = text.find(word, at + 1)


def matter(text: str, words: FrontWords) -> Iterator[Edit]:
    """Take out datelines, bylines and credits; a text with nothing else stays as it is.

    `words` are those that open bylines and credits (see `words_of`).
    """
    apart: list[Span] = []
    for place in sorted(_places(text, words)):
        if not apart or place.start >= apart[-1].end:
            apart.append(place)
    if without(text, Span(0, len(text)), apart).strip():
        yield from (Edit(place.start, place.end, "") for place in apart)


def taken_out(text: str, words: FrontWords) -> tuple[str, ...]:
    """The datelines, bylines and credits of a text."""
    return tuple(text[edit.start : edit.end] for edit in matter(text, words))
