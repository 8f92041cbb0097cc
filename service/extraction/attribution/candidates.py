"""Who may have said a quotation: the candidates among which the learned choice is made.

Cues and labels of its sentences, other mentions in them, whoever speaks before or after, nobody that can be
told, and that it is no speech at all.  Their number is bounded, whatever the length of the sentence.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from service.extraction.attribution.attribution import How
from service.extraction.attribution.labels import labels
from service.extraction.attribution.place import Place, place_of
from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame

Kind = Literal[
    "frame",
    "label",
    "subject",
    "name",
    "noun",
    "previous",
    "next",
    "report",
    "last",
    "subject_before",
    "subject_after",
    "nobody",
    "no_speech",
]
CUED: frozenset[Kind] = frozenset({"frame", "label"})
MENTIONED: frozenset[Kind] = frozenset({"subject", "name", "noun"})
MAX_FRAMES, MAX_LABELS, MAX_MENTIONS = 12, 4, 8
MAX_CANDIDATES = MAX_FRAMES + MAX_LABELS + MAX_MENTIONS + 8  # at most one of each other kind
REACH = 150  # words; of a longer sentence the far cues belong to others
SUBJECT_FIRST = 10  # words by which a subject may be further away than another mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to "who says this?": a frame with its source, or none; how a cue stands to the quotation."""

    kind: Kind
    frame: Frame | None = None
    how: How = "none"
    place: Place | None = None

    @property
    def source_head(self) -> int | None:
        """The head of the mention that it gives."""
        return None if self.frame is None else self.frame.source_head


@dataclass(frozen=True, slots=True)
class Previous:
    """The last quotation before that is speech of somebody: its number, and the frame that it was given."""

    quotation: int
    frame: Frame
    how: How


def candidates(setting: Setting, quotation: int, previous: Previous | None) -> list[Candidate]:
    """The candidates of a quotation that has words, at most MAX_CANDIDATES."""
    found = [c for c in cued(setting, quotation) if c.source_head is not None]
    found.extend(_labelled(setting, quotation))
    heads = {c.source_head for c in found}
    found.extend(c for c in _mentioned(setting, quotation) if c.source_head not in heads)
    found.extend(_around(setting, quotation, previous))
    return [*found, Candidate("nobody"), Candidate("no_speech")]


def units_of(setting: Setting, quotation: int) -> list[int]:
    """The sentences of a quotation's first and last word."""
    words, article = setting.article.quoted[quotation], setting.article
    return list(dict.fromkeys((article.words[words[0]].unit, article.words[words[-1]].unit)))


def cued(setting: Setting, quotation: int) -> Iterator[Candidate]:
    """The cues of the quotation's sentences, the nearest ones."""
    words, article = setting.article.quoted[quotation], setting.article
    for unit in units_of(setting, quotation):
        for frame in _nearest(setting.by_unit.get(unit, ()), words):
            # A mention that holds the quotation is not what says it.
            if frame.source is not None and frame.source[0] <= words[0] <= frame.source[-1]:
                continue
            place = place_of(article, words, frame, setting.standing(frame), setting.cues[unit])
            yield Candidate("frame", frame, place.how, place)


def _nearest(frames: Sequence[Frame], words: range) -> Sequence[Frame]:
    """Of frames in text order the nearest to a quotation."""
    at = bisect_left(frames, words[0], key=lambda frame: frame.head)
    around = frames[max(0, at - MAX_FRAMES) : at + MAX_FRAMES]
    within = (f for f in around if -REACH <= f.head - words[0] <= len(words) + REACH)
    return heapq.nsmallest(MAX_FRAMES, within, key=lambda frame: abs(frame.head - words[0]))


def _labelled(setting: Setting, quotation: int) -> Iterator[Candidate]:
    """Speakers named by a colon or a dash."""
    words = setting.article.quoted[quotation]
    for i, (frame, how) in enumerate(labels(setting.article, words, setting.by_unit)):
        if i == MAX_LABELS:
            return
        yield Candidate("label", frame, how)


def _mentioned(setting: Setting, quotation: int) -> Iterator[Candidate]:
    """Other people and bodies of the quotation's sentences, the nearest ones."""
    words = setting.article.quoted[quotation]
    found: list[tuple[int, int, Kind]] = []
    for unit in units_of(setting, quotation):
        sentence = setting.sentence(unit)
        kinds: tuple[tuple[Kind, tuple[int, ...], int], ...] = (
            ("subject", sentence.subjects, -SUBJECT_FIRST),
            ("name", sentence.names, 0),
            ("noun", sentence.nouns, 0),
        )
        for kind, heads, rank in kinds:
            at = bisect_left(heads, words[0])
            for head in heads[max(0, at - MAX_MENTIONS) : at + MAX_MENTIONS]:
                distance = min(abs(head - words[0]), abs(head - words[-1]))
                found.append((distance + rank, head, kind))
    for _, head, kind in heapq.nsmallest(MAX_MENTIONS, found):
        yield Candidate(kind, setting.mention(head))


def _around(setting: Setting, quotation: int, previous: Previous | None) -> Iterator[Candidate]:
    """Whoever speaks before or after the quotation, or is spoken of there."""
    article = setting.article
    words = article.quoted[quotation]
    first, last = article.words[words[0]].unit, article.words[words[-1]].unit
    if previous is not None:
        yield Candidate("previous", previous.frame, previous.how)
    following = _next_frame(setting, quotation)
    if following is not None and following.source is not None:
        yield Candidate("next", following)
    report = setting.last_report(article.units[first][0])
    if report is not None:
        beside = article.words[report.head].unit == first - 1
        yield Candidate("report" if beside else "last", report)
    if first > 0:
        for head in setting.sentence(first - 1).leading[:1]:
            yield Candidate("subject_before", setting.mention(head))
    if last + 1 < len(article.units):
        for head in setting.sentence(last + 1).leading[:1]:
            yield Candidate("subject_after", setting.mention(head))


# The ways of a cue that leave least doubt, first.
SUREST: tuple[How, ...] = ("incise", "colon", "before", "governs", "final", "preposition")


def _next_frame(setting: Setting, quotation: int) -> Frame | None:
    """The cue of the next quotation that stands to it in the surest way."""
    if quotation + 1 >= len(setting.article.quoted) or not setting.article.quoted[quotation + 1]:
        return None
    placed = [c for c in cued(setting, quotation + 1) if c.how in SUREST and c.frame is not None]
    best = min(placed, key=lambda c: SUREST.index(c.how), default=None)
    return None if best is None else best.frame
