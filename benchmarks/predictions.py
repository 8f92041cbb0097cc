"""The extractor's answers to gold articles, in the scorer's form.

A prediction holds what a client would read from the service's answers: the speaker's name and mention, the
cue, the source's id.  The quote itself is included under "quote", for the reports.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

from benchmarks.disguises import DISGUISES, disguised
from benchmarks.gold import Record, Unit
from benchmarks.reasons import Decided, fired_in, reasons
from service.extraction.model import Options, Passage, Quote, QuoteType
from service.extraction.normal.form import told_of

Prediction = dict[str, Any]

# Two processes on two cores gain nothing from threads; numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@dataclass(frozen=True)
class Job:
    """One article to read, and how."""

    record: Record
    types: tuple[str, ...]
    unit: Unit
    rules: bool
    disguise: str = ""  # how the text is disguised (see disguises.py); quotes are mapped to the plain one


@dataclass(frozen=True)
class Predictions:
    """Predicted quotes by document id, what they cost and, if asked for, how often each rule fired."""

    quotes: dict[str, list[Prediction]]
    words: int
    seconds: float
    failed: int
    fired: Counter[Decided]


def place(passage: Passage | None) -> list[list[int]]:
    """A mention, cue or content as a list of spans."""
    return [[passage.span.start, passage.span.end]] if passage else []


def prediction(quote: Quote, unit: Unit) -> Prediction:
    """A quote of the answer in the scorer's form."""
    spans = [[span.start, span.end] for span in quote.spans]
    if unit == "content" and len(spans) == 1 and quote.content:
        spans = place(quote.content)
    speaker, source = quote.speaker, quote.source
    return {
        "spans": spans,
        "type": quote.type,
        "confidence": quote.confidence,
        "speaker": place(speaker.mention) if speaker else [],
        "speaker_name": speaker.name if speaker else None,
        "cue": place(quote.cue),
        "source": source.id if source else None,
        "quote": quote,
    }


def predictions(
    quotes: Sequence[Quote], unit: Unit, rules: Sequence[Mapping[str, str]] = ()
) -> list[Prediction]:
    """The quotes of one article in the scorer's form, with their rules; only the first of equal contents."""
    made = [prediction(quote, unit) for quote in quotes]
    for one, found in zip(made, rules, strict=False):
        one["rules"] = found
    if unit == "spans":
        return made
    first: dict[str, Prediction] = {}
    for one in made:
        first.setdefault(str(one["spans"]), one)
    return list(first.values())


_extractor: Any = None


def _load() -> None:
    """Load the models, once in each process."""
    global _extractor
    if _extractor is None:
        from service.extraction.extractor import Extractor

        _extractor = Extractor()


@dataclass(frozen=True)
class Outcome:
    """The id of an article, its predictions, the rules that fired, and what went wrong, if anything did."""

    id: str
    quotes: list[Prediction]
    fired: Counter[Decided]
    problem: str | None = None


def _read(job: Job) -> Outcome:
    """Read one article; a failure is part of the outcome."""
    record, text = job.record, job.record["text"]
    try:
        sent = disguised(text, DISGUISES[job.disguise]) if job.disguise else None
        read = text if sent is None else sent.text
        answer = _extractor.extract(read, language=record["lang"], types=job.types)
        if sent is not None:
            answer = told_of(answer, text, sent)
        if not job.rules:
            return Outcome(record["id"], predictions(answer.quotes, job.unit), Counter())
        stages = _extractor.stages(read, Options(record["lang"], cast(tuple[QuoteType, ...], job.types)))
        rules = [one.rules for one in reasons(stages) if one.quote.type in job.types]
        return Outcome(record["id"], predictions(answer.quotes, job.unit, rules), fired_in(stages))
    except Exception:  # one bad article must not hide what the others show
        return Outcome(record["id"], [], Counter(), traceback.format_exc(limit=-3))


class Readers:
    """Processes that read articles, with models loaded once in each; with one job, this process reads."""

    def __init__(self, jobs: int) -> None:
        self._pool = multiprocessing.get_context("spawn").Pool(jobs, _load) if jobs > 1 else None
        if not self._pool:
            _load()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._pool:
            self._pool.terminate()

    def predict(
        self,
        gold: Sequence[Record],
        types: tuple[str, ...],
        unit: Unit,
        disguise: str = "",
        *,
        rules: bool = False,
    ) -> Predictions:
        """Read the articles of `gold`; articles that fail are reported and have no quotes.

        With `rules`, predictions have their rules under "rules", and the rules that fired are counted.
        """
        work = [Job(record, types, unit, rules, disguise) for record in gold]
        started = time.perf_counter()
        answers = self._pool.map(_read, work, chunksize=4) if self._pool else [_read(job) for job in work]
        seconds = time.perf_counter() - started
        fired: Counter[Decided] = Counter()
        for answer in answers:
            fired.update(answer.fired)
            if answer.problem:
                print(f"{answer.id}: {answer.problem}", file=sys.stderr)
        return Predictions(
            quotes={answer.id: answer.quotes for answer in answers},
            words=sum(len(record["text"].split()) for record in gold),
            seconds=seconds,
            failed=sum(answer.problem is not None for answer in answers),
            fired=fired,
        )
