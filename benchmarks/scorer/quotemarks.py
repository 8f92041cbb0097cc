"""Locate quoted segments in plain news text (English and French typography).

A *segment* is the text enclosed by one pair of quotation marks, marks excluded.
It is a list of half-open code-point spans: one span normally, several when a
quotation runs over paragraphs and re-opens each of them with an opening mark.

Recognised as quotation marks: “ ” „ « » " and the typewriter forms '' `` ‘‘ ’’.
Single quotes ‘ ’ ' count only outside those, on one line, and only where they
cannot be read as apostrophes.  Quotations nested in a segment belong to it.
"""
# ruff: noqa (kept as it was given)
from __future__ import annotations

import re

Span = tuple[int, int]
Segment = list[Span]

MARKS = re.compile(r"[“”„«»\"]|``|‘‘|’’|'{2,3}")
FAMILY = {"“": "curly", "”": "curly", "„": "curly", "«": "guillemet", "»": "guillemet",
          '"': "straight", "``": "double-single", "''": "double-single",
          "‘‘": "double-single", "’’": "double-single"}
OPEN_ONLY = {"“", "„", "«", "``", "‘‘"}
CLOSE_ONLY = {"”", "»", "’’"}
OPENING_PUNCT = set("([{<—–―-/‘'")
CLOSING_PUNCT = set(")]}>.,;:!?…—–―-/’'")
TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
INCHES = re.compile(r"\b\d['’]\d{1,2}$")
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
# Words that begin with an apostrophe, hence not with a single quote.
APOSTROPHE_WORD = re.compile(r"(?:em|til|till|tis|twas|cause|bout|round|n|\d\ds?)\b", re.I)
SINGLE_OPEN = re.compile(r"(?<![\w’'.,!?])[‘'](?=[\w$“\"\[…])")


def word_spans(text: str) -> list[Span]:
    """Spans of the words of `text` (apostrophes and hyphens join)."""
    return [m.span() for m in WORD.finditer(text)]


def _role(text: str, start: int, end: int) -> str:
    """'open', 'close' or 'either' for a mark that has no direction of its own."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    opens = (before.isspace() or before in OPENING_PUNCT) and not after.isspace()
    closes = (after.isspace() or after in CLOSING_PUNCT) and not before.isspace()
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _marks(text: str) -> list[tuple[int, int, str, str]]:
    """All double quotation marks as (start, end, family, role)."""
    found = []
    tags = [m.span() for m in TAG.finditer(text)]
    for m in MARKS.finditer(text):
        start, end, mark = m.start(), m.end(), m.group()
        while tags and tags[0][1] <= start:
            tags.pop(0)
        if tags and tags[0][0] < start:
            continue                       # the value of an attribute
        if INCHES.search(text, max(0, start - 6), start):
            continue                       # 6'2", 6’2”
        if mark == "'''":  # '' next to a nested ': the single quote is the inner one
            after = text[end] if end < len(text) else "\n"
            start, end = (start, end - 1) if not after.isspace() else (start + 1, end)
            mark = "''"
        if mark in OPEN_ONLY:
            role = "open"
            if mark == "“" and _role(text, start, end) == "close":
                role = "close"             # “typed twice“, or „so“
        elif mark in CLOSE_ONLY:
            role = "close"
            if mark == "”" and _role(text, start, end) == "open":
                role = "open"              # ”typed twice”
        else:
            role = _role(text, start, end)
        found.append((start, end, FAMILY[mark], role))
    return found


def _trim(text: str, start: int, end: int) -> Span:
    """Shrink a span until it neither begins nor ends with white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class _Scan:
    """State of the left-to-right scan for double quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.segments: list[Segment] = []
        self.pieces: Segment = []          # finished paragraphs of the open segment
        self.open_at: int | None = None    # where its running paragraph began
        self.family = ""                   # family of its opening mark
        self.nested = False                # inside an inner pair of another family

    def open(self, at: int, family: str) -> None:
        self.open_at, self.family, self.nested = at, family, False

    def end_piece(self, end: int) -> None:
        """Keep the running paragraph as one piece of the open segment."""
        span = _trim(self.text, self.open_at, end)
        if span[0] < span[1]:
            self.pieces.append(span)
        self.open_at = None

    def end_segment(self) -> None:
        if self.pieces:
            self.segments.append(self.pieces)
        self.pieces, self.open_at = [], None

    def unclosed(self, end: int) -> None:
        """The paragraph ends at `end`, still open, and the next does not re-open.

        A paragraph that began with the mark is taken to be quoted as a whole;
        anywhere else the mark is a stray one and what it opened is dropped.
        """
        line = self.text.rfind("\n", 0, self.open_at) + 1
        if not self.text[line:self.open_at].strip(" \t\xa0“„«»\"'`‘"):
            self.end_piece(end)
        self.end_segment()


def _closes_later(marks: list, i: int, limit: int, family: str) -> bool:
    """Is the next mark of `family` after mark i, before `limit`, a closing one?"""
    for start, _, fam, role in marks[i + 1:]:
        if start >= limit:
            return False
        if fam == family:
            return role != "open"
    return False


def _double_segments(text: str) -> list[Segment]:
    marks = _marks(text)
    breaks = [m.span() for m in re.finditer(r"\n[^\S\n]*\n\s*", text)]
    breaks.append((len(text), len(text)))
    scan = _Scan(text)
    b = 0                                  # index of the next paragraph break
    for i, (start, end, family, role) in enumerate(marks):
        while breaks[b][1] <= start and b < len(breaks) - 1:
            if scan.open_at is not None:
                if start == breaks[b][1] and family == scan.family and role != "close":
                    scan.end_piece(breaks[b][0])
                else:
                    scan.unclosed(breaks[b][0])
            b += 1
        if scan.open_at is None:
            if role != "close":
                scan.open(end, family)
        elif family == scan.family:
            if role == "open":
                line = text.rfind("\n", 0, start)
                if line >= scan.open_at and not text[line:start].strip():
                    scan.end_piece(line)   # re-opened on a new line
                else:
                    scan.end_segment()     # the earlier mark was a stray one
                scan.open(end, family)
            else:
                scan.end_piece(start)
                scan.end_segment()
        elif role == "open":
            scan.nested = True
        elif role == "close" and scan.nested:
            scan.nested = False
        elif role == "close" and not (text[start - 1].isdigit() and _closes_later(
                marks, i, breaks[b][0], scan.family)):
            scan.end_piece(start)          # closed by another kind of mark: “...''
            scan.end_segment()
    if scan.open_at is not None:
        scan.unclosed(breaks[b][0])
    return scan.segments


def _single_segments(text: str, taken: list[Segment]) -> list[Segment]:
    """Pairs of single quotes on one line, outside the segments in `taken`."""
    blocked = bytearray(len(text) + 1)
    for segment in taken:
        for start, end in segment:
            blocked[max(0, start - 2):end + 2] = b"\1" * (min(len(text) + 1, end + 2)
                                                         - max(0, start - 2))
    segments: list[Segment] = []
    at = 0
    while (m := SINGLE_OPEN.search(text, at)) is not None:
        at = m.end()
        if blocked[m.start()] or APOSTROPHE_WORD.match(text, m.end()):
            continue
        stop = text.find("\n", m.end())
        stop = len(text) if stop < 0 else stop
        taken_at = blocked.find(1, m.end(), stop)
        stop = stop if taken_at < 0 else taken_at
        closer = re.compile(r"(?<=\S)[’'](?!\w)" if m.group() == "‘" else r"(?<=\S)'(?!\w)")
        ends = [c.start() for c in closer.finditer(text, m.end(), stop)]
        # A plural possessive (voters') looks like a closing quote: prefer others.
        sure = [e for e in ends if text[e - 1] not in "sS"]
        if not ends:
            continue
        end = sure[0] if sure else ends[0]
        segments.append([(m.end(), end)])
        at = end + 1
    return segments


def quoted_segments(text: str) -> list[Segment]:
    """All quoted segments of `text`, in order."""
    double = _double_segments(text)
    return sorted(double + _single_segments(text, double))


def _self_test() -> None:
    def found(text: str) -> list[list[str]]:
        return [[text[a:b] for a, b in seg] for seg in quoted_segments(text)]

    assert found("He said “go now”.") == [["go now"]]
    assert found('"A b," he said. "C d."') == [["A b,"], ["C d."]]
    assert found("“One.\n\n“Two.”\n\nNo.") == [["One.", "Two."]]
    assert found('"One.\n\n"Two."\n\nNo "x y".') == [["One.", "Two."], ["x y"]]
    assert found("''A b,'' he said. ''He said: 'no.''' End") == [["A b,"], ["He said: 'no.'"]]
    assert found("“One.\n“Two.”\nNo “x y”") == [["One.", "Two."], ["x y"]]
    assert found("“A quotation to the very end.") == [["A quotation to the very end."]]
    assert found("« Oui », dit-il, l’homme d'État.") == [["Oui"]]
    assert found("defense of ‘New York values.’ It's the voters' fault") == [["New York values."]]
    assert found("“He said ‘no’ to me,” she said") == [["He said ‘no’ to me,"]]
    assert found("« Il a dit “non” hier », dit-elle") == [["Il a dit “non” hier"]]
    assert found("a stray 5'10\" man said \"hi there\"") == [["hi there"]]
    assert found("“Unclosed paragraph.\n\nNext one says “a b”.") == [["Unclosed paragraph."], ["a b"]]
    assert found("It was “broken here.\n\nNext one says “a b”.") == [["a b"]]
    assert found("the film “Frozen“ and „so“ and ”twice over” and <a b=\"c d\">") \
        == [["Frozen"], ["so"], ["twice over"]]
    assert found("“One two\" he said. \"Three four.”") == [["One two"], ["Three four."]]
    assert found("“He is 6’2”, no?” she said. \"A 'b' c\"") == [["He is 6’2”, no?"], ["A 'b' c"]]
    assert found("the '90s and rock 'n' roll, I don't") == []
    print("quotemarks: self-tests pass")


if __name__ == "__main__":
    _self_test()
