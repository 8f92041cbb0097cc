"""Readers of annotated articles that have not seen them: five of each model, each fitted on four fifths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.fit import identities, reports, speakers
from benchmarks.fit.logit import Choice, fold_of, unseeing
from benchmarks.gold import QUOTED, TO_READ, Record, locate, records
from benchmarks.predictions import Prediction, predictions
from service.extraction.answers.confidence import UNSURE
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.extractor import Extractor
from service.extraction.model import QuoteType
from service.extraction.ranking import Model
from service.extraction.reports.features import NO_CHOICE, REPORT_FEATURES
from service.extraction.speakers.choosing import Chooser
from service.extraction.speakers.features.names import IDENTITY_FEATURES

Answered = tuple[str, Record, list[Prediction]]  # the gold's name, an article of it, the answers


def answers(
    confidence: Callable[[Record], Model],
    gold: Sequence[str] = TO_READ,
    types: tuple[QuoteType, ...] = QUOTED,
) -> Iterator[Answered]:
    """The answers to the articles of `gold`, by models that were fitted without them.

    `confidence` gives the model of confidence for an article; `types` are the types of quotes to find.
    """
    extractor = Extractor(confidence=UNSURE, reports=NO_CHOICE)
    reporting = Unseeing(reports.choices() if "indirect" in types else [], REPORT_FEATURES, reports.PENALTY)
    speaking = Unseeing(speakers.choices(), SPEAKER_FEATURES, speakers.PENALTY)
    naming = Unseeing(identities.choices(), IDENTITY_FEATURES, identities.PENALTY)
    for name in gold:
        for record in records(*locate(name)):
            reader = extractor.with_models(
                speaking.of(record), Chooser(naming.of(record)), confidence(record), reporting.of(record)
            )
            found = reader.extract(record["text"], language=record["lang"], types=types)
            yield name, record, predictions(found.quotes, "spans")


class Unseeing:
    """Gives for each article a model that has not seen it."""

    def __init__(self, choices: list[Choice], features: Sequence[str], l2: float) -> None:
        self._models = unseeing(choices, features, l2) if choices else [Model({}, {})]
        self._folds = fold_of({choice.article for choice in choices})

    def of(self, record: Record) -> Model:
        """The model for an article; one without choices was in no fit, so any will do."""
        return self._models[self._folds.get(record["id"], 0)]
