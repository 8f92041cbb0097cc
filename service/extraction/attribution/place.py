"""How a cue stands to a quotation: beside it, above it in the tree, closing the sentence, or apart."""

from __future__ import annotations

from typing import NamedTuple

from service.extraction.attribution.attribution import How
from service.extraction.attribution.placement import (
    comma_after,
    depth_below,
    is_aside,
    main_clause_follows,
    word_beside,
)
from service.extraction.attribution.saying import can_say
from service.extraction.attribution.standing import Standing
from service.extraction.cues.frames import Frame
from service.extraction.punctuation import COMMA, FULL_STOPS
from service.extraction.reading.article import Article, Word
from service.extraction.syntax.brackets import in_brackets
from service.extraction.syntax.phrases import opens_clause
from service.lexicons.schema import SAYING

MAX_LOOSE = 6  # words between a cue and what it may govern where the parse does not say so
MAX_FREE = 9  # words between a quotation and its incise
MAX_OPENED = 12  # words between a cue and the comma after which a quotation opens


class CuePlace(NamedTuple):
    """Where a frame stands relative to a quotation.

    `how` says how it may report the quotation, "none" if it stands apart; `before`, that its cue comes first.
    `between` are the words from `start` up to `stop`, the gap between the two, without punctuation; `depth`
    is the number of verbs from the cue down to the quotation, None if the quotation is not below it.
    """

    how: How
    before: bool
    between: tuple[Word, ...]
    depth: int | None
    start: int
    stop: int


def place_of(article: Article, words: range, standing: Standing) -> CuePlace:
    """The place of a frame relative to the quotation of `words`."""
    frame = standing.frame
    before = frame.head < words[0]
    gap = _gap(words, frame, before)
    between = tuple([w for w in article.words[gap.start : gap.stop] if not w.punctuation])
    depth = depth_below(article, words, frame)
    if frame.kind == "preposition" or (frame.parenthetical and frame.head != words[0]):
        how: How = "preposition" if _counts(article, words, standing, between) else "none"
    elif before:
        how = _before(article, words, standing, between, depth)
    else:
        how = _after(article, words, standing, between, depth)
    return CuePlace(how, before, between, depth, gap.start, gap.stop)


def _gap(words: range, frame: Frame, before: bool) -> range:
    """The words between a frame and a quotation."""
    if before:
        return range(frame.end + 1, words[0])
    # A speaker left of the quotation leaves the cue alone on its right.
    apart = frame.speaker is None or frame.speaker[0] < words[0]
    return range(words[-1] + 1, frame.words[0] if apart else frame.start)


def _after(
    article: Article, words: range, standing: Standing, between: tuple[Word, ...], depth: int | None
) -> How:
    """How a cue right of the quotation reports it; no noun does."""
    frame = standing.frame
    if frame.kind == "noun":
        return "none"
    bare = frame.form == "past" and len(frame.words) == 1 and frame.strength < SAYING
    idle = frame.form == "present" or (frame.form == "infinitive" and frame.speaker_head not in frame.words)
    participle = bare or (idle and not frame.inverted)
    blocked = participle or main_clause_follows(article, words, frame)
    if not blocked and not _is_cut_off(article, standing, between):
        free = sum(not is_aside(article, w) and not in_brackets(article, w, words[-1]) for w in between)
        paused = comma_after(article, words) or not between
        if free <= (MAX_FREE if paused and not standing.has_content else MAX_FREE // 2):
            return "incise"
    if depth is not None:
        return "governs"
    apart = (standing.closes_unit or standing.is_interposed) and not standing.has_content
    return "final" if apart and not participle else "none"


def _is_cut_off(article: Article, standing: Standing, between: tuple[Word, ...]) -> bool:
    """Does another cue, verb or clause stand between a quotation and the cue right of it?"""
    cues = standing.cues
    if any(w.i in cues for w in between):
        return True
    above = {w.i for w in article.ancestors(article.words[standing.frame.head])}
    return any(
        "conjunction" in w.deps or "verb" in w.tags or w.quotation >= 0 or opens_clause(article, w)
        for w in between
        if w.i not in above
    )


def _before(
    article: Article, words: range, standing: Standing, between: tuple[Word, ...], depth: int | None
) -> How:
    """How a cue left of the quotation reports it."""
    frame = standing.frame
    last = article.words[words[0] - 1]
    outside = last.i > frame.end
    if outside and last.text == ":":
        return "none" if _is_fronted(article, standing, last) else "colon"
    that = article.lexicon.adverbials["that"]
    verbs = any("verb" in w.tags and w.quotation < 0 for w in between)
    clause = bool(between) and (between[0].norm in that or (not verbs and between[-1].norm in that))
    if frame.kind == "noun" and len(between) > 1 and not clause:
        return "none"
    gap = article.words[frame.end + 1 : words[0]]
    complement = [w for w in between if w.norm not in article.lexicon.adverbials["complementizer"]]
    capital = article.text[article.words[words[0]].start].isupper()
    opened = outside and last.text == COMMA and capital and "quote" in frame.takes
    if not complement and not any(w.text in FULL_STOPS for w in gap):
        return "colon" if opened else "before"
    stopped = any(w.text == ";" for w in gap)
    loose = not verbs and len(between) <= MAX_LOOSE and "phrase" in frame.takes
    reported = not stopped and complement and (opens_clause(article, between[0]) or loose)
    if depth is not None or reported:
        return "governs"
    introduced = opened and not verbs and len(between) < MAX_OPENED
    return "final" if standing.is_interposed else "before" if introduced else "none"


def _is_fronted(article: Article, standing: Standing, colon: Word) -> bool:
    """Is a cue's clause subordinate to one right of it, before a colon: "When X said …, Y smiled:"?"""
    end, cue = standing.frame.end, article.words[standing.frame.head]
    above = next((w.i for w in article.ancestors(cue) if end < w.i < colon.i), None)
    if above is not None:
        return not any(w.text == ";" for w in article.words[end + 1 : above])
    # The parser may have missed a clause in a phrase that opens the sentence: "To the question whether".
    first = article.words[article.units[colon.unit][0]]
    if "preposition" not in first.tags:
        return False
    rest = iter(article.words[end + 1 : colon.i])
    return any(w.text == COMMA for w in rest) and any("verb" in w.tags and not w.form for w in rest)


def _counts(article: Article, words: range, standing: Standing, between: tuple[Word, ...]) -> bool:
    """Does "according to X" count here?  "pour X" does only after a quotation or opening the sentence."""
    frame = standing.frame
    if not frame.near:
        return True
    if not can_say(article, frame):
        return False
    head = article.words[frame.head]
    opens = word_beside(article, head.i, -1) is None
    after = not between and comma_after(article, words) and frame.head > words[0]
    if after and standing.closes_unit:
        return True
    return opens and frame.end + 1 < len(article.words) and article.words[frame.end + 1].text == COMMA
