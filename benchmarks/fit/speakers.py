"""The choices of who speaks, and what is speech, in annotated articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from benchmarks.fit.articles import read_all
from benchmarks.fit.logit import Choice, counted, fold_of, unseeing, without_rare
from benchmarks.gold import Record
from benchmarks.scorer.score import HALF, Document, speaker_match
from service.extraction.attribution.candidates import CUED, Candidate, Previous, candidates
from service.extraction.attribution.choosing import after, choose
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.attribution.features.words import SPEAKER_WORDS
from service.extraction.attribution.scoring import Scoring, features
from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame
from service.extraction.model import Span
from service.extraction.ranking import Model
from service.extraction.reading.article import Article
from service.extraction.speakers.resolution import Resolver

Gold = Mapping[str, Any]

PENALTY = 450.0  # on the weights
# How often articles count, by the beginnings of their ids.  Those of the kind that the service was made for
# count most; those of many papers more than those of one; English ones more than the more numerous French
# ones.
TIMES = {"seed-": 16, "kx_": 8, "fr_": 6, "e": 3, "senate-": 3}
OTHERS = 2
ROUNDS = 2  # of choices that follow those of a model


@cache
def choices() -> list[Choice]:
    """The choices of all articles for fitting, each after those of a model that had not seen its article.

    The first models follow the right previous choice, which no reader knows, and so rely on it too much.
    """
    read = list(read_all())
    found = without_rare([choice for one in read for choice in choices_of(*one)], SPEAKER_WORDS)
    of = fold_of({choice.article for choice in found})
    for _ in range(ROUNDS):
        models = unseeing(found, SPEAKER_FEATURES, PENALTY)
        # An article without choices is in no fit, so any model will do.
        unseen = [(one, models[of.get(one[0]["id"], 0)]) for one in read]
        found = without_rare(
            [choice for one, model in unseen for choice in choices_of(*one, model)], SPEAKER_WORDS
        )
    return counted(found, TIMES, OTHERS)


def choices_of(
    record: Record,
    article: Article,
    frames: Sequence[Frame],
    resolver: Resolver,
    model: Model | None = None,
) -> Iterator[Choice]:
    """The choices of one article; `record` is its gold in the scorer's form.

    Each choice follows the previous choice of `model` or, without a model, the right previous one.
    Quotations that do not count in the gold are left out, and so are those that it is not clear whether the
    gold has.
    """
    doc, setting = Document(record), Setting(article, tuple(frames))
    scoring = None if model is None else Scoring(setting, model)
    golds = _golds(doc, article, record["attributions"])
    previous: Previous | None = None
    for quotation, words in enumerate(article.quoted):
        if not words:
            continue
        found = candidates(setting, quotation, previous)
        right = _right(doc, article, resolver, found, golds[quotation]) if quotation in golds else []
        if len(found) > 1 and any(right):  # else a rule has chosen
            yield Choice(doc.id, features(setting, quotation, found, previous), right)
        if scoring is not None:
            previous = after(quotation, choose(scoring, quotation, previous).candidate, previous)
        elif any(right):
            previous = after(quotation, _told(found, right), previous)


def _golds(doc: Document, article: Article, attributions: Sequence[Gold]) -> dict[int, Gold | None]:
    """The gold's attribution for each quotation, None if there is no speech; some are left out."""
    contents = [doc.body(attribution["content"]) for attribution in attributions]
    golds: dict[int, Gold | None] = {}
    for number, quotation in enumerate(article.quotations):
        body = doc.body([[span.start, span.end] for span in quotation.spans])
        if not body or len(body & doc.discard) >= HALF * len(body) or doc.count_words(body) < doc.min_words:
            continue
        shared = [len(content & body) for content in contents]
        best = max(range(len(shared)), key=shared.__getitem__, default=None)
        if best is None or not shared[best]:
            golds[number] = None
        elif shared[best] >= HALF * len(body):
            golds[number] = attributions[best]
    return golds


def _right(
    doc: Document, article: Article, resolver: Resolver, found: Sequence[Candidate], gold: Gold | None
) -> list[bool]:
    """Which candidates are right: the gold's speaker, else nobody; no speech if there is no gold."""
    if gold is None:
        return [candidate.kind == "no_speech" for candidate in found]
    right = [False] * len(found)
    if gold["source"] or gold.get("names"):
        right = [c.frame is not None and _is_speaker(doc, article, resolver, c.frame, gold) for c in found]
    return right if any(right) else [candidate.kind == "nobody" for candidate in found]


def _is_speaker(doc: Document, article: Article, resolver: Resolver, frame: Frame, gold: Gold) -> bool:
    """Is the speaker of a frame the gold's, by place or by name?"""
    if frame.speaker is None or frame.speaker_head is None:
        return False
    span: Span = article.span(frame.speaker)
    known = resolver.identities.get(frame.speaker_head)
    identity = resolver.identify(frame.speaker, frame.speaker_head) if known is None else known
    answer = {"speaker": [[span.start, span.end]], "speaker_name": identity.name}
    return bool(speaker_match(doc, answer, dict(gold)))


def _told(found: Sequence[Candidate], right: Sequence[bool]) -> Candidate:
    """The one of the right candidates that the answer gives: a cue if there is one."""
    good = [candidate for candidate, is_right in zip(found, right, strict=True) if is_right]
    return next((c for c in good if c.kind in CUED and c.how != "none"), good[0])
