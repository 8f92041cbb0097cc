"""The choices of who speaks, and what is speech, in annotated articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.fit.articles import read_all
from benchmarks.fit.logit import Choice
from benchmarks.gold import Record
from benchmarks.scorer.score import HALF, Document, speaker_match
from service.extraction.attribution.candidates import CUED, Candidate, Previous, candidates
from service.extraction.attribution.choosing import after
from service.extraction.attribution.scoring import features
from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame
from service.extraction.model import Span
from service.extraction.reading.article import Article
from service.extraction.speakers.resolution import Resolver

Gold = Mapping[str, Any]


def choices() -> list[Choice]:
    """The choices of all articles to fit on."""
    return [choice for read in read_all() for choice in choices_of(*read)]


def choices_of(
    record: Record, article: Article, frames: Sequence[Frame], resolver: Resolver
) -> Iterator[Choice]:
    """The choices of one article; `record` is its gold in the scorer's form.

    Each choice goes on from the right one before.  Left out are quotations that count for nothing in the
    gold, and those of which it is not clear whether it has them.
    """
    doc, setting = Document(record), Setting(article, tuple(frames))
    contents = [doc.body(a["content"]) for a in record["attributions"]]
    previous: Previous | None = None
    for quotation, words in enumerate(article.quoted):
        if not words:
            continue
        body = doc.body([[span.start, span.end] for span in article.quotations[quotation].spans])
        if not body or len(body & doc.discard) >= HALF * len(body) or doc.count_words(body) < doc.min_words:
            continue
        shared = [len(content & body) for content in contents]
        best = max(range(len(shared)), key=shared.__getitem__, default=None)
        gold = None
        if best is not None and shared[best]:
            if shared[best] < HALF * len(body):
                continue
            gold = record["attributions"][best]
        found = candidates(setting, quotation, previous)
        right = _right(doc, article, resolver, found, gold)
        if len(found) == 1 or not any(right):  # a rule has chosen
            continue
        yield Choice(doc.id, features(setting, quotation, found, previous), right)
        previous = after(quotation, _told(found, right), previous)


def _right(
    doc: Document, article: Article, resolver: Resolver, found: Sequence[Candidate], gold: Gold | None
) -> list[bool]:
    """Which candidates are right: the gold's speaker, else nobody; no speech where there is no gold."""
    if gold is None:
        return [candidate.kind == "no_speech" for candidate in found]
    right = [False] * len(found)
    if gold["source"] or gold.get("names"):
        right = [c.frame is not None and _is_speaker(doc, article, resolver, c.frame, gold) for c in found]
    return right if any(right) else [candidate.kind == "nobody" for candidate in found]


def _is_speaker(doc: Document, article: Article, resolver: Resolver, frame: Frame, gold: Gold) -> bool:
    """Does a frame's speaker name the speaker of the gold, by its place or its name?"""
    if frame.speaker is None or frame.speaker_head is None:
        return False
    span: Span = article.span(frame.speaker)
    known = resolver.identities.get(frame.speaker_head)
    identity = resolver.identify(frame.speaker, frame.speaker_head) if known is None else known
    answer = {"speaker": [[span.start, span.end]], "speaker_name": identity.name}
    return bool(speaker_match(doc, answer, dict(gold)))


def _told(found: Sequence[Candidate], right: Sequence[bool]) -> Candidate:
    """Of the right candidates the one that the answer gives: a cue if there is one."""
    good = [candidate for candidate, is_right in zip(found, right, strict=True) if is_right]
    return next((c for c in good if c.kind in CUED and c.how != "none"), good[0])
