"""The choices of whom a mention means, in annotated articles: pronouns, titles, descriptions of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from benchmarks.fit.logit import Choice, counted, without_rare
from benchmarks.fit.normal import gold_to_fit
from benchmarks.gold import Record
from benchmarks.scorer.score import Document, right_name
from service.extraction.answers.confidence import UNSURE
from service.extraction.extractor import Extractor
from service.extraction.model import DEFAULT_TYPES, Span
from service.extraction.speakers.asking import Asked, IdentityCandidate
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.features.names import named
from service.extraction.speakers.features.noun_words import IDENTITY_WORDS, noun_words

PENALTY = 40.0  # on the weights
# How often articles count, by the beginnings of their ids (see speakers.py).
TIMES = {"seed-": 6, "kx_": 2, "fr_": 2, "e": 2}
OTHERS = 1


class Recorder:
    """Leaves every choice to the rules, and remembers it with its candidates."""

    def __init__(self) -> None:
        self.seen: list[tuple[Asked, Sequence[IdentityCandidate], Sequence[Mapping[str, float]]]] = []

    def choose(
        self, asked: Asked, candidates: Sequence[IdentityCandidate], features: Sequence[Mapping[str, float]]
    ) -> Identity:
        """The rules' own choice."""
        self.seen.append((asked, candidates, features))
        return next(candidate.identity for candidate in candidates if candidate.rules)


@cache
def choices() -> list[Choice]:
    """The choices of all articles that models are fitted on."""
    recorder = Recorder()
    extractor = Extractor(chooser=recorder, confidence=UNSURE)
    found = [choice for record in gold_to_fit() for choice in _of_article(extractor, recorder, record)]
    return counted(without_rare(found, IDENTITY_WORDS), TIMES, OTHERS)


def _of_article(extractor: Extractor, recorder: Recorder, record: Record) -> Iterator[Choice]:
    """The choices of an article whose right answer, by the gold, is among the candidates."""
    recorder.seen.clear()
    extractor.extract(record["text"], language=record["lang"], types=DEFAULT_TYPES)
    doc = Document(record)
    for asked, candidates, features in recorder.seen:
        names = _names(record["attributions"], asked.place)
        answers = ({"speaker_name": candidate.identity.name} for candidate in candidates)
        right = [bool(names) and right_name(doc, answer, list(names)) for answer in answers]
        if any(right):
            words = noun_words(asked, candidates)
            known = [
                named(asked, row) | dict.fromkeys(own, 1.0) for row, own in zip(features, words, strict=True)
            ]
            yield Choice(record["id"], known, right)


def _names(attributions: Sequence[Mapping[str, Any]], place: Span) -> Sequence[str]:
    """The names in the gold for the mention at a place; empty if the gold has no such mention."""
    for attribution in attributions:
        for start, end in attribution["source"]:
            if start < place.end <= end and attribution.get("names"):  # "-il" begins with its hyphen
                return list(attribution["names"])
    return ()
