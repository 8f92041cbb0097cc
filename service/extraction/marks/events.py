"""The places of a text that may be quotation marks, and the ends of its lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from service.extraction.marks.costs import SINGLES, close_cost, ignore_cost, open_cost
from service.lexicons.lexicon import Lexicon
from service.lexicons.schema import Mark

DOUBLED = [mark for mark in get_args(Mark) if len(mark) > 1]
SINGLE = "".join(mark for mark in get_args(Mark) if len(mark) == 1)
EVENT = re.compile(rf"{'|'.join(DOUBLED)}|[{SINGLE}]|\n[^\S\n]*(?:\n\s*)?")
MARKUP_TAG = re.compile(r"<[a-zA-Z/][^<>\n]*>")
CRUMB = " » "


class Event(NamedTuple):
    """A mark or the end of a line, code points `start` to `end`, and what its readings cost.

    The glyph of a line's end is "\\n", of a paragraph's "\\n\\n".
    """

    start: int
    end: int
    glyph: str
    open_cost: float
    close_cost: float
    ignore_cost: float
    begins_line: bool
    follows_mark: bool  # no word between it and the mark before


def _breadcrumbs(text: str) -> Iterator[range]:
    """The lines of a site's navigation, in which » separates the steps to a page: "News » World » Europe"."""
    start = 0
    for line in text.split("\n") if CRUMB in text else ():
        crumbs = line.count(CRUMB)
        if crumbs > 1 and crumbs == line.count("»") and "«" not in line:
            yield range(start, start + len(line))
        start += len(line) + 1


def events_of(text: str, lexicon: Lexicon) -> Iterator[Event]:
    """The marks of `text` that may be quotation marks, and the ends of its lines, in order."""
    last = -1
    no_marks = {i for tag in MARKUP_TAG.finditer(text) for i in range(*tag.span())}
    no_marks.update(i for line in _breadcrumbs(text) for i in line)
    for match in EVENT.finditer(text):
        start, end, glyph = match.start(), match.end(), match.group()
        if glyph[0] == "\n":
            yield Event(start, end, "\n\n" if "\n" in glyph[1:] else "\n", 0, 0, 0, False, False)
            continue
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        if start in no_marks or (glyph in SINGLES and before.isalnum() and after.isalnum()):
            continue
        line = text.rfind("\n", max(0, start - 8), start)
        begins_line = not text[(line + 1 if line >= 0 else max(0, start - 8)) : start].strip(
            " \t\xa0\u202f-–—"
        )
        yield Event(
            start,
            end,
            glyph,
            open_cost(text, start, end, glyph, before, after, lexicon),
            close_cost(text, start, end, glyph, before, after, lexicon),
            ignore_cost(text, start, end, glyph),
            begins_line and (line >= 0 or start < 8),
            last >= 0 and not any(c.isalnum() for c in text[last:start][:20]),
        )
        last = end
