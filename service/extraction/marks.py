"""Quotation marks: which of them open, which close, and what they enclose.

The marks of an article are read as its cheapest analysis.  Every mark may open a quotation, close
one, nest inside one, or be none at all, and each of these has a cost: by the glyph, by the spaces
and the punctuation around it, by the mark that it would pair with.  A missing partner is one more
reading, dearer than a pair and cheaper than nonsense.  The least sum over the article is found
by dynamic programming (Viterbi), in time linear in the number of marks; as a quotation left open at the
end of a paragraph is one of the readings, a bad mark does not reach beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from service.extraction.model import Span

Action = Literal[
    "ignore", "open", "close", "nest", "unnest", "close_all", "reopen", "cross", "unclosed",
    "restart", "unopened",
]  # fmt: skip

EVENT = re.compile(r"``|''|‘‘|’’|‚‚|[“”„‟«»\"〝〞]|[‘’'‚‹›]|\n[^\S\n]*(?:\n\s*)?")
TAG = re.compile(r"<[a-zA-Z/][^<>\n]*>")
BREADCRUMBS = re.compile(r"^[^«»\n]*(?: » [^«»\n]*){2,}$", re.MULTILINE)
SENTENCE_END = re.compile(r"[.!?…][)\]]?\s+(?=[^\s\da-zà-ÿ])")
ELIDED_WORD = re.compile(r"(?:em|til|till|tis|twas|cause|bout|round|n|\d\ds?)\b", re.I)
INCHES = re.compile(r"\d['’′]\d{1,2}$")

SINGLES = frozenset("‘’'‚‹›")
GUILLEMETS = frozenset("«»")
OPENING = frozenset("([{<—–-/¿¡=")
CLOSING = frozenset(")]}>.,;:!?…—–-/%")
SENTENCE_PUNCTUATION = frozenset(".!?…,")
MARK_CHARS = frozenset("“”„‟«»\"‘’'`‚‹›〝〞")

# What it costs to read a glyph against its drawn direction; absent: nothing.
OPEN_GLYPH = {"”": 1.5, "»": 2.5, "''": 0.6, "’’": 1.5, "’": 1.0, "›": 2.5, "〞": 2.0}
CLOSE_GLYPH = {
    "“": 1.2, "«": 2.5, "„": 3.0, "``": 2.0, "‘‘": 2.0, "‟": 1.2, "‘": 2.0, "‚": 3.0, "‹": 2.5,
}  # fmt: skip
# What it costs to pair an opening glyph with a closing one; absent: the same glyph 0, else MISMATCH.
PAIR = {
    ("“", "”"): 0.0, ("«", "»"): 0.0, ("``", "''"): 0.0, ("‘‘", "’’"): 0.0, ("„", "“"): -1.2,
    ("„", "”"): 0.0, ("‘", "’"): 0.0, ("‚", "‘"): -1.5, ("‹", "›"): 0.0, ("〝", "〞"): 0.0,
    ("‚‚", "‘‘"): -1.5, ("‘", "'"): 0.2,
    ("'", "’"): 0.2, ("“", '"'): 0.4, ('"', "”"): 0.4, ("«", '"'): 0.6, ('"', "»"): 0.6,
}  # fmt: skip
MISMATCH = 0.8
# Pairs typed the wrong way round: the spaces are then on the wrong sides too, and tell nothing.
MIRRORED = frozenset({("”", "“"), ("»", "«"), ("’", "‘")})
MIRRORED_CLOSE = 0.3
FAMILY = {
    "“": "curly", "”": "curly", "„": "curly", "‟": "curly", "«": "guillemet", "»": "guillemet",
    '"': "straight", "``": "typewriter", "''": "typewriter", "‘‘": "double", "’’": "double",
}  # fmt: skip
UNCLOSED, UNCLOSED_PARAGRAPH, UNCLOSED_SINGLE = 3.5, 2.0, 9.0
UNOPENED = 3.2
IGNORED_GLUED = 2.0
IGNORED, IGNORED_INCHES, IGNORED_SINGLE = 6.0, 0.1, 0.4
NESTED, TOGETHER = (0.2, 2.5), (1.0, 2.2)  # glyphs of two families, of one
LINE_CROSSED, PARAGRAPH_CROSSED = 1.4, 3.0
REOPENED, REOPENED_MIDWAY = 0.1, 1.3
EMPTY = 6.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """What one pair of marks encloses: a span, or one a paragraph where each re-opens.

    The spans leave out the marks and the white space beside them; `outer` covers the marks too.
    `closed` is False where the reader has to guess one of its ends.
    """

    spans: tuple[Span, ...]
    outer: Span
    closed: bool


class _Event(NamedTuple):
    start: int
    end: int
    glyph: str
    open_cost: float
    close_cost: float
    ignore_cost: float
    begins_line: bool
    follows_mark: bool  # no word between it and the mark before


class _State(NamedTuple):
    opener: str  # glyph of the open quotation; "" outside
    inner: str  # glyph of the one nested in it; "" when none
    begun_line: bool  # did it begin its paragraph?
    fresh: bool  # was the opening mark the last event?


class _Step(NamedTuple):
    action: Action
    event: _Event
    before: _Step | None


OUTSIDE = _State("", "", False, False)
_Path = tuple[float, _Step | None]


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations of `text`, in order, disjoint; offsets in code points."""
    paths: dict[_State, _Path] = {OUTSIDE: (0.0, None)}
    events = list(_events(text))
    for index, event in enumerate(events):
        following = events[index + 1] if index + 1 < len(events) else None
        reached: dict[_State, _Path] = {}
        for state, (cost, steps) in paths.items():
            for action, extra, after in _readings(state, event, following):
                total = cost + extra
                if after not in reached or total < reached[after][0]:
                    reached[after] = (total, _Step(action, event, steps))
        paths = reached
    closing = {s: c + (0 if not s.opener else _unclosed_cost(s)) for s, (c, _) in paths.items()}
    best = min(closing, key=lambda state: closing[state])
    return tuple(_assemble(text, _in_order(paths[best][1]), bool(best.opener)))


def _events(text: str) -> Iterator[_Event]:
    """The marks that may be quotation marks, and the ends of the paragraphs."""
    last = -1
    no_marks = {i for found in (TAG, BREADCRUMBS) for tag in found.finditer(text) for i in range(*tag.span())}
    for match in EVENT.finditer(text):
        start, end, glyph = match.start(), match.end(), match.group()
        if glyph[0] == "\n":
            yield _Event(start, end, "\n\n" if "\n" in glyph[1:] else "\n", 0, 0, 0, False, False)
            continue
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        if start in no_marks or (glyph in SINGLES and before.isalnum() and after.isalnum()):
            continue
        line = text.rfind("\n", max(0, start - 8), start)
        begins_line = not text[(line + 1 if line >= 0 else max(0, start - 8)) : start].strip(
            " \t\xa0\u202f-–—"
        )
        yield _Event(
            start,
            end,
            glyph,
            _open_cost(text, start, end, glyph, before, after),
            _close_cost(text, start, end, glyph, before, after),
            _ignore_cost(text, start, end, glyph),
            begins_line and (line >= 0 or start < 8),
            last >= 0 and not any(c.isalnum() for c in text[last:start][:20]),
        )
        last = end


def _open_cost(text: str, start: int, end: int, glyph: str, before: str, after: str) -> float:
    cost = OPEN_GLYPH.get(glyph, 0.0)
    free_before = before.isspace() or before in OPENING or before in MARK_CHARS
    if glyph in SINGLES:
        if not free_before or after.isspace() or after in CLOSING:
            return 20.0
        return cost + 0.1 + (2.5 if ELIDED_WORD.match(text, end) else 0.0)
    if after in CLOSING and text[end : end + 3] != "..." and after not in "…-–—":
        return cost + 8.0
    if free_before:
        spaced = after.isspace() and glyph not in GUILLEMETS
        cost += 0.9 if spaced else 0.0
    elif before in CLOSING:
        cost += (0.5 if before in ":," else 1.0) + (1.8 if after.isspace() else 0.0)
    else:
        cost += 2.5 if after.isspace() and glyph not in GUILLEMETS else 1.2
    following = text[end : end + 2].strip()[:1]
    preceding = text[max(0, start - 2) : start].strip()[-1:]
    if following.isupper() and (not preceding or preceding in ".!?…:"):
        cost -= 0.4
    return cost


def _close_cost(text: str, start: int, end: int, glyph: str, before: str, after: str) -> float:
    cost = CLOSE_GLYPH.get(glyph, 0.0)
    free_after = after.isspace() or after in CLOSING or after in MARK_CHARS
    if glyph in SINGLES:
        if before.isspace() or not free_after:
            return 20.0
        return cost + (0.3 if before in "sS" else 0.0)
    spaced = before.isspace() and glyph not in GUILLEMETS
    if before in "([{":
        cost += 4.0
    elif free_after:
        cost += (0.9 if after.isspace() else 0.3) if spaced else 0.0
    else:
        cost += 2.5 if spaced else 1.2
    if text[max(0, start - 2) : start].strip()[-1:] in SENTENCE_PUNCTUATION:
        cost -= 0.4
    return cost


def _ignore_cost(text: str, start: int, end: int, glyph: str) -> float:
    if glyph in SINGLES:
        return IGNORED_SINGLE
    if INCHES.search(text, max(0, start - 6), start):
        return IGNORED_INCHES
    glued = text[max(0, start - 1) : start].isalpha() and text[end : end + 1].isalpha()
    return IGNORED_GLUED if glued else IGNORED


def _readings(
    state: _State, event: _Event, following: _Event | None
) -> Iterator[tuple[Action, float, _State]]:
    """What `event` can be after `state`: the action, its cost, the state it leads to."""
    if event.glyph[0] == "\n":
        yield from _readings_of_break(state, event, following)
    elif not state.opener:
        yield from _readings_outside(event)
    else:
        yield from _readings_inside(state, event)


def _readings_of_break(
    state: _State, event: _Event, following: _Event | None
) -> Iterator[tuple[Action, float, _State]]:
    if not state.opener:
        yield "ignore", 0.0, state
        return
    yield "unclosed", _unclosed_cost(state), OUTSIDE
    if state.opener in SINGLES:
        return
    reopens = following is not None and following.begins_line and following.start - event.end < 4
    cost = LINE_CROSSED if event.glyph == "\n" else PARAGRAPH_CROSSED
    if reopens:
        cost = REOPENED if state.begun_line else REOPENED_MIDWAY
    yield "cross", cost, state._replace(begun_line=reopens, fresh=False)


def _readings_outside(event: _Event) -> Iterator[tuple[Action, float, _State]]:
    yield "ignore", event.ignore_cost, OUTSIDE
    yield "open", event.open_cost, _State(event.glyph, "", event.begins_line, True)
    if event.glyph not in SINGLES:
        yield "unopened", UNOPENED + event.close_cost, OUTSIDE


def _readings_inside(state: _State, event: _Event) -> Iterator[tuple[Action, float, _State]]:
    single = event.glyph in SINGLES
    in_double_quotation = single and state.opener not in SINGLES
    read_on = state._replace(fresh=False)
    yield "ignore", 0.0 if in_double_quotation else event.ignore_cost, read_on
    if in_double_quotation:
        return
    empty = EMPTY if state.fresh and event.follows_mark else 0.0
    if single is (state.opener in SINGLES):
        close = _close_with(state.opener, event) + empty
        if not state.inner:
            yield "close", close, OUTSIDE
        else:
            yield "close_all", close + _nested_cost(state.opener, state.inner, TOGETHER), OUTSIDE
    if state.inner:
        yield "unnest", _close_with(state.inner, event), read_on._replace(inner="")
    elif not single:
        nested = event.open_cost + _nested_cost(state.opener, event.glyph, NESTED)
        yield "nest", nested, read_on._replace(inner=event.glyph)
        if event.begins_line:
            yield "reopen", event.open_cost, _State(state.opener, "", True, False)
        restart = _State(event.glyph, "", event.begins_line, True)
        yield "restart", UNCLOSED + event.open_cost + empty, restart


def _close_with(opener: str, event: _Event) -> float:
    """What it costs to close with `event` what `opener` began."""
    if (opener, event.glyph) in MIRRORED:
        return MIRRORED_CLOSE
    pair = 0.0 if opener == event.glyph else PAIR.get((opener, event.glyph), MISMATCH)
    return event.close_cost + pair


def _nested_cost(outer: str, inner: str, costs: tuple[float, float]) -> float:
    """The first of `costs` for glyphs of two families, the second for those of one."""
    return costs[FAMILY.get(outer) == FAMILY.get(inner)]


def _unclosed_cost(state: _State) -> float:
    if state.opener in SINGLES:
        return UNCLOSED_SINGLE
    return UNCLOSED_PARAGRAPH if state.begun_line else UNCLOSED


def _in_order(step: _Step | None) -> list[_Step]:
    steps = []
    while step is not None:
        steps.append(step)
        step = step.before
    return steps[::-1]


def _assemble(text: str, steps: list[_Step], left_open: bool) -> Iterator[Quotation]:
    """Turn the chosen readings into quotations."""
    pieces: list[tuple[int, int]] = []
    begun = outer = 0
    opened = False
    free_from = 0  # where the text begins that no quotation and no earlier mark claims

    def finish(end: int, outer_end: int, closed: bool) -> Iterator[Quotation]:
        spans = tuple(span for a, b in [*pieces, (begun, end)] if (span := trim(text, a, b)))
        pieces.clear()
        if any(any(c.isalnum() for c in span.text(text)) for span in spans):
            yield Quotation(spans, Span(outer, max(outer_end, spans[-1].end)), closed)

    for action, event, _ in steps:
        if action in ("open", "restart"):
            if action == "restart":
                sentence = _sentence_start(text, begun, event.start)
                yield from finish(sentence if sentence > begun else event.start, event.start, False)
            begun, outer, opened = event.end, event.start, True
        elif action in ("close", "close_all"):
            yield from finish(event.start, event.end, True)
            opened = False
        elif action == "unclosed":
            yield from finish(event.start, event.start, False)
            opened = False
        elif action == "unopened":
            begun = outer = _sentence_start(text, free_from, event.start)
            yield from finish(event.start, event.end, False)
        elif action == "reopen":
            line = text.rfind("\n", begun, event.start)
            pieces.append((begun, line))
            begun = event.end
        if action != "ignore" or event.glyph[0] == "\n":
            free_from = event.end
    if opened and left_open:
        yield from finish(len(text), len(text), False)


def _sentence_start(text: str, low: int, high: int) -> int:
    """Where the sentence that holds position `high` begins, not before `low`."""
    start = low
    for match in SENTENCE_END.finditer(text, low, high):
        start = match.end()
    return start


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
