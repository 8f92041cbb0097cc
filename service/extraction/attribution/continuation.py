"""Quotations without a cue of their own: whom they continue, and which of them are no speech at all."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.extraction.attribution.attribution import Attribution
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, once

MAX_UNITS_BETWEEN = 1
CONTINUED_SCORE = 3.0
MAX_NOUNS = 3
LONG = 10


def continue_speakers(
    article: Article, attributions: Sequence[Attribution], frames: Sequence[Frame]
) -> tuple[Attribution, ...]:
    """Give each quotation without a frame the speaker whom it goes on, if it goes on anybody.

    That is the one of the quotation before, else the one whose words the sentence before reports
    (`frames` are the article's), else the one of the quotation after it.
    """
    found = list(attributions)
    reports = _reports(article, frames)
    for i, attribution in enumerate(found):
        if i + 1 < len(found) and _belongs_to_next(article, found[i - 1 : i + 2]):
            continue
        nobody = attribution.frame is None or attribution.frame.source is None
        if nobody and i and _continues(article, found[i - 1], attribution):
            found[i] = _continued(attribution, found[i - 1])
        elif (
            attribution.frame is None
            and (report := _report_before(article, attribution, reports)) is not None
        ):
            found[i] = replace(attribution, frame=report, outer=(), how="continued", score=CONTINUED_SCORE)
    for i in range(len(found) - 2, -1, -1):
        if found[i].frame is None and _leads_to(article, found[i], found[i + 1]):
            found[i] = _continued(found[i], found[i + 1])
    return tuple(found)


def _reports(article: Article, frames: Sequence[Frame]) -> dict[int, Frame]:
    """The last verb of saying, with its source, of each sentence of the narration."""
    found: dict[int, Frame] = {}
    for frame in frames:
        if frame.kind == "verb" and frame.strength >= 2 and frame.speech and frame.source is not None:
            found[article.words[frame.head].unit] = frame
    return found


def _report_before(article: Article, this: Attribution, reports: Mapping[int, Frame]) -> Frame | None:
    """The report of the sentence right before a free quotation, in its paragraph."""
    if not article.quoted[this.quotation] or not is_free(article, this.quotation):
        return None
    first = article.words[article.quoted[this.quotation][0]]
    report = reports.get(first.unit - 1)
    if report is None or "\n" in article.text[article.words[report.end].end : first.start]:
        return None
    return report


def _belongs_to_next(article: Article, found: Sequence[Attribution]) -> bool:
    """Does nothing but punctuation part a quotation from the next one, and narration from the one before?"""
    if len(found) < 3 or found[1].frame is not None or found[2].frame is None:
        return False
    ranges = [article.quoted[a.quotation] for a in found]
    if not all(ranges):
        return False
    before = any(not w.punctuation for w in article.words[ranges[0][-1] + 1 : ranges[1][0]])
    after = any(not w.punctuation for w in article.words[ranges[1][-1] + 1 : ranges[2][0]])
    gaps = [
        article.text[article.words[a[-1]].end : article.words[b[0]].start]
        for a, b in itertools.pairwise(ranges)
    ]
    return (
        before
        and not after
        and "\n" in gaps[0]
        and "\n" not in gaps[1]
        and _leads_to(article, found[1], found[2])
    )


def _continued(attribution: Attribution, other: Attribution) -> Attribution:
    """The attribution of a quotation to the speaker of another one."""
    return replace(attribution, frame=other.frame, outer=other.outer, how="continued", score=CONTINUED_SCORE)


def _continues(article: Article, before: Attribution, this: Attribution) -> bool:
    """Does a quotation go on the one before: in its sentence, or free and not far after it?"""
    if before.frame is None or not article.quoted[before.quotation] or not article.quoted[this.quotation]:
        return False
    last = article.words[article.quoted[before.quotation][-1]]
    first = article.words[article.quoted[this.quotation][0]]
    if first.unit == last.unit:
        return True
    between = first.unit - max(last.unit, article.words[before.frame.head].unit)
    if is_free(article, this.quotation):
        return between <= 1 + MAX_UNITS_BETWEEN
    long = len(article.quoted[this.quotation]) >= LONG
    return between <= 1 and (long or "\n" not in article.text[last.end : first.start])


def _leads_to(article: Article, this: Attribution, following: Attribution) -> bool:
    """Is it a free quotation right before one whose speaker is told?"""
    if (
        following.frame is None
        or not article.quoted[this.quotation]
        or not article.quoted[following.quotation]
    ):
        return False
    if following.how not in ("incise", "final"):
        return False
    last = article.words[article.quoted[this.quotation][-1]]
    first = article.words[article.quoted[following.quotation][0]]
    if first.unit == last.unit:
        return True
    return is_free(article, this.quotation) and first.unit - last.unit <= 1


def is_free(article: Article, quotation: int) -> bool:
    """Does the quotation stand alone in its sentence, but for connectives and adverbials without a verb?"""
    words = article.quoted[quotation]
    finite, nouns = _verb_and_nouns(article, article.words[words[0]].unit)
    return not finite and nouns <= min(MAX_NOUNS, len(words) // 2)


@once
def _verb_and_nouns(article: Article, unit: int) -> tuple[bool, int]:
    """Has a sentence of the narration a finite verb, and how many nouns has it?"""
    outside = [article.words[i] for i in article.units[unit] if article.words[i].quotation < 0]
    finite = any(article.has_tag(w, "verb", "auxiliary") and w.form == "" for w in outside)
    return finite, sum(article.has_tag(w, "noun", "name", "pronoun") for w in outside)
