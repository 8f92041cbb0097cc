"""Possible indirect quotes: complements of cues, without marks ("Putin said he would study them").

Only frames of speech that name their speaker count, not beliefs, wishes or perceptions; nor do frames that
say that nothing was said ("did not say", "sans préciser").  choosing.py chooses which of them are reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.extraction.attribution.attribution import Attribution, Framed, How
from service.extraction.cues.frames import Frame, frames_by_unit
from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article
from service.extraction.reports.clauses import reported_clause
from service.extraction.reports.surroundings import without_edges
from service.extraction.syntax.tree import dependents
from service.lexicons.schema import REPORTING, NamedGroup

MIN_REPORT_WORDS, MAX_NEGATION = 2, 4
MAX_CUES = 40  # a sentence with more is no prose, and comparing them all would take too long
# A denial is a report of its contrary, and stays one when it is negated ("did not deny that …").
NEGATABLE: frozenset[NamedGroup] = frozenset({"denying", "rejecting"})


@dataclass(frozen=True)
class Report(Framed):
    """A reported clause with its frame: its words, in two stretches where the cue stands inside it."""

    frame: Frame
    parts: tuple[range, ...]

    @cached_property
    def words(self) -> frozenset[int]:
        """All its words."""
        return frozenset(i for part in self.parts for i in part)


def possible_reports(
    article: Article, frames: Sequence[Frame], attributions: Sequence[Attribution]
) -> tuple[Report, ...]:
    """Possible indirect quotes by sentence, in the order of their cues; one may hold another.

    None shares a word with a quotation of `attributions`.
    """
    quoted = {i: a.frame for a in attributions for q in (a.quotation, *a.joined) for i in article.quoted[q]}
    return tuple(
        report
        for siblings in frames_by_unit(article, frames).values()
        if len(siblings) <= MAX_CUES
        for frame in siblings
        if (report := _report(article, frame, siblings, quoted)) is not None
    )


def _report(
    article: Article, frame: Frame, siblings: Sequence[Frame], quoted: Mapping[int, Frame | None]
) -> Report | None:
    """What a frame reports; None if it is no frame of speech or has no clause, or if that is quoted.

    `quoted` are the words of quotations with their frames.
    """
    if not _tells_speech(article, frame):
        return None
    parts = reported_clause(article, frame, siblings)
    marked = [i for part in parts for i in part if i in quoted]
    if marked:
        own = any(quoted[i] is frame for i in marked) or len(parts) > 1
        parts = () if own else _before_quotation(article, parts[0], marked[0])
    complete = sum(map(len, parts)) >= MIN_REPORT_WORDS and any(
        _has_verb(article, part, frame) for part in parts
    )
    return Report(frame, (), _how(frame, parts[0]), 1.0, parts) if complete else None


def _how(frame: Frame, words: range) -> How:
    """How a frame stands to the clause that begins with `words`."""
    if frame.kind == "preposition":
        return "preposition"
    return "governs" if frame.words[-1] < words[0] else "final"


def _before_quotation(article: Article, words: range, quoted: int) -> tuple[range, ...]:
    """What is left of a clause before a quotation of another cue: up to the last comma or conjunction."""
    for k in range(quoted - 1, words[0], -1):
        word = article.words[k]
        if word.text == COMMA or "conjunction" in word.deps:
            return (without_edges(article, range(words[0], k)),)
    return ()


def _has_verb(article: Article, words: range, frame: Frame) -> bool:
    """Has a clause a verb, and a finite one if its cue does not introduce it?"""
    verbs = [w for i in words if article.has_tag(w := article.words[i], "verb", "auxiliary")]
    return any(w.form == "" or words[0] > frame.head for w in verbs)


def _tells_speech(article: Article, frame: Frame) -> bool:
    """Does the frame say that somebody spoke, and who?"""
    if frame.speaker is None or not frame.speech or frame.near or frame.strength < REPORTING:
        return False
    if frame.takes.isdisjoint({"clause", "infinitive"}) or _is_description(article, frame):
        return False
    return frame.group in NEGATABLE or not _is_negated(article, frame)


def _is_description(article: Article, frame: Frame) -> bool:
    """Is the cue no act of its own: "in a hurry to say", "…, citant des sources"?"""
    head = article.words[frame.head]
    if frame.kind == "preposition":
        return len(frame.words) == 1 and "verb" in head.tags
    return frame.form == "infinitive" and article.has_dep(head, "participle", "relative_clause")


def _is_negated(article: Article, frame: Frame) -> bool:
    """Is nothing said: "did not say", "without saying", "sans préciser"?"""
    negations = article.lexicon.adverbials["negation"]
    below = (word.i for word in dependents(article, frame.head))
    group = {*frame.words, *below, max(0, frame.words[0] - 1)}
    return frame.kind == "verb" and any(
        article.words[i].norm in negations and article.words[i].quotation < 0
        for i in group
        if 0 <= frame.head - i <= MAX_NEGATION
    )
