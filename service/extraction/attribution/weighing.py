"""How well a reporting frame fits a quotation: a score by how the cue stands to it.

A cue beside the quotation (an incise, a colon) counts most, then one above it in the tree, one that closes
the sentence, and "according to"; words between them, verbs above all, count against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.extraction.attribution.placement import (
    comma_after,
    depth_below,
    is_aside,
    is_complementizer,
    is_predicate,
    main_clause_follows,
)
from service.extraction.attribution.rivals import yields
from service.extraction.attribution.standing import Standing
from service.extraction.cues.frames import Frame
from service.extraction.cues.incises import in_brackets
from service.extraction.reading.article import Article, Word

How = Literal[
    "incise", "colon", "before", "governs", "final", "preposition", "label", "signature", "continued", "none"
]

INCISE, COLON, BEFORE, GOVERNS, FINAL = 9.0, 9.0, 8.0, 7.0, 5.5
PREPOSITION_BESIDE, PREPOSITION_GOVERNS, PREPOSITION_ANYWHERE = 7.5, 6.2, 4.5
REPORTED, PREFER_INCISE = 6.0, 1.5
DEPTH, GAP, FAR = 1.2, 0.5, 0.05
RESUMED, OWN_CONTENT, STRONG, WEAK = 3.0, 2.5, 0.5, 5.5
YIELD, PARTICIPLE, INANIMATE, IMPERSONAL = 2.6, 2.5, 2.0, 2.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that a quotation may belong to: how it stands to it, and the score of that."""

    frame: Frame
    how: How
    score: float


def weigh(article: Article, words: range, standing: Standing) -> Candidate | None:
    """The frame as a candidate for the quotation of `words`; None if it cannot be its own."""
    frame = standing.frame
    if frame.source is not None and frame.source[0] <= words[0] <= frame.source[-1] + frame.inverted:
        return None
    if frame.kind == "preposition" or (frame.parenthetical and frame.head != words[0]):
        return _preposition(article, words, standing)
    before = frame.head < words[0]
    above = standing.above
    place = _before(article, words, standing) if before else _after(article, words, standing)
    if place is None:
        return None
    how, score = place
    if frame.strength == 3:
        score += STRONG
    participle = article.has_dep(article.words[frame.head], "participle") and frame.group != "noun"
    if frame.form == "past" and participle:
        score -= PARTICIPLE
    if above is not None and yields(frame, above):
        score -= YIELD
    if frame.strength == 1 and how not in ("incise", "colon") and not is_predicate(article, words, frame):
        score -= WEAK
    if frame.source is None:
        score -= 1.0
    elif standing.is_impersonal:
        score -= IMPERSONAL
    elif not standing.can_say:
        score -= INANIMATE
    return Candidate(frame, how, score)


def _after(article: Article, words: range, standing: Standing) -> tuple[How, float] | None:
    """The cue stands right of the quotation, none of the sentence's other cues between; no noun does."""
    frame = standing.frame
    if frame.kind == "noun":
        return None
    begin = frame.words[0] if frame.source is None or frame.source[0] < words[0] else frame.start
    gap = range(words[-1] + 1, begin)
    above = standing.above_in(gap)
    length = standing.sentence.gaps.lexical(gap) - len(above)
    between = (w for w in map(article.words.__getitem__, gap) if not w.punctuation and w.i not in above)
    depth = depth_below(article, words, frame)
    blocked = standing.sentence.has_cue(gap) or any(_blocks(article, w) for w in between)
    options: list[tuple[How, float]] = []
    bare = frame.form == "past" and len(frame.words) == 1 and frame.strength < 3
    idle = frame.form == "present" or (frame.form == "infinitive" and frame.source_head not in frame.words)
    participle = bare or (idle and not frame.inverted)
    resumes = main_clause_follows(article, words, frame)
    if not blocked and not participle and not resumes:
        between = (w for w in map(article.words.__getitem__, gap) if not w.punctuation and w.i not in above)
        free = sum(not is_aside(article, w) and not in_brackets(article, w, words[-1]) for w in between)
        score = INCISE - GAP * free - (OWN_CONTENT if standing.has_content else 0.0)
        if length and not comma_after(article, words) and article.words[begin - 1].text != ",":
            score -= 2.0
        if score > 4.0:
            options.append(("incise", score))
    if depth is not None:
        options.append(("governs", GOVERNS - DEPTH * depth - FAR * length - (RESUMED if resumes else 0.0)))
    if not participle and (standing.closes_unit or standing.is_interposed) and not standing.has_content:
        options.append(("final", FINAL - FAR * length))
    return max(options, key=lambda o: o[1] + (PREFER_INCISE if o[0] == "incise" else 0), default=None)


def _blocks(article: Article, word: Word) -> bool:
    """Does a word between a quotation and a cue right of it part them: a verb, a conjunction, other marks?"""
    return (
        article.has_dep(word, "conjunction")
        or article.has_tag(word, "verb")
        or word.quotation >= 0
        or is_complementizer(article, word)
    )


def _before(article: Article, words: range, standing: Standing) -> tuple[How, float] | None:
    """The cue stands left of the quotation."""
    frame, gaps = standing.frame, standing.sentence.gaps
    gap = range(frame.end + 1, words[0])
    beside = article.words[gap[-1]].text if gap else ""
    first, last, length = gaps.first(gap), gaps.last(gap), gaps.lexical(gap)
    depth = depth_below(article, words, frame)
    options: list[tuple[How, float]] = []
    verbs = gaps.verbs(gap)
    that = article.lexicon.adverbials["that"]
    capital = article.text[article.words[words[0]].start].isupper()
    if beside == ":":
        options.append(("colon", COLON - DEPTH * verbs - FAR * length))
    that_clause = (first is not None and first.norm in that) or (
        not verbs and last is not None and last.norm in that
    )
    if frame.kind == "noun" and length > 1 and not that_clause:
        return None
    complement = gaps.complement(gap)
    if not complement and not gaps.has_stop(gap):
        opened = beside == "," and capital
        options.append(("colon" if opened and "quote" in frame.takes else "before", BEFORE))
    elif depth is not None:
        options.append(("governs", GOVERNS - DEPTH * depth - FAR * length))
    if complement and first is not None and is_complementizer(article, first) and not gaps.has_semicolon(gap):
        options.append(("governs", REPORTED - DEPTH * verbs / 4 - FAR * length))
    elif (
        depth is None
        and complement
        and not verbs
        and length <= 6
        and "phrase" in frame.takes
        and not gaps.has_semicolon(gap)
    ):
        options.append(("governs", 4.5 - GAP * length / 2))
    if standing.is_interposed:
        options.append(("final", FINAL - FAR * length / 2))
    if frame.takes & {"quote"} and beside == "," and not verbs and length < 12 and capital:
        options.append(("before", 6.5 - FAR * length))
    return max(options, key=lambda o: o[1], default=None)


def _preposition(article: Article, words: range, standing: Standing) -> Candidate | None:
    """ "According to X": beside the quotation, above it in the tree, or anywhere in the sentence."""
    frame = standing.frame
    gap = range(words[-1] + 1, frame.start) if frame.head > words[0] else range(frame.end + 1, words[0])
    length = standing.sentence.gaps.lexical(gap)
    if frame.near:
        if not standing.can_say:
            return None
        starts = (
            article.words[frame.head].i == 0
            or article.words[frame.head - 1].unit != article.words[frame.head].unit
        )
        after = not length and comma_after(article, words) and frame.head > words[0]
        if not (after and standing.closes_unit) and not (
            starts and frame.end + 1 < len(article.words) and article.words[frame.end + 1].text == ","
        ):
            return None
    top = article.words[frame.words[0]]
    anchor = top if frame.source_head is None else article.words[article.words[frame.source_head].head]
    if length <= 1:
        score = PREPOSITION_BESIDE
    elif any(anchor.i in (i, *(a.i for a in article.ancestors(article.words[i]))) for i in words):
        score = PREPOSITION_GOVERNS
    else:
        score = PREPOSITION_ANYWHERE
    return Candidate(frame, "preposition", score - 0.1 * standing.sentence.gaps.verbs(gap) - FAR * length)
