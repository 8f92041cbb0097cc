"""Measure on the articles that the models are fitted on, each read with models that have not seen it.

    python -m benchmarks.fit.unseen

Five of each model are fitted, each on four fifths of the articles, and read the remaining fifth; the models
of confidence are fitted on the answers to the other articles.  Corpora in which quotes without marks are
annotated are read for all types, too.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

from benchmarks import calibration
from benchmarks.accuracy import judged, measure, summary
from benchmarks.fit.confidence import choices
from benchmarks.fit.tasks import TASKS
from benchmarks.fit.unseeing import Unseeing, answers
from benchmarks.gold import (
    ALL_TYPES,
    CONTENT_ROWS,
    QUOTED,
    QUOTED_ROWS,
    TO_READ,
    WITH_REPORTS,
    Run,
    locate,
)
from service.extraction.answers.confidence import UNSURE


def main() -> None:
    """Fit, read, print."""
    sure = TASKS["confidence"]
    results = []
    found = list(answers(Unseeing(choices(), sure.features, sure.l2).of))
    for name in TO_READ:
        gold = [record for corpus, record, _ in found if corpus == name]
        quotes = {record["id"]: quotes for corpus, record, quotes in found if corpus == name}
        path, part = locate(name)
        results.append((Run(name, path, QUOTED, "spans", QUOTED_ROWS, part), measure(gold, quotes, 0)))
        verdicts = [verdict for _, units in judged(gold, quotes) for verdict in units]
        print(f"# {name}\n\n{calibration.report(verdicts)}\n")
    whole = list(answers(lambda _: UNSURE, WITH_REPORTS, ALL_TYPES))
    for name in WITH_REPORTS:
        gold = [record for corpus, record, _ in whole if corpus == name]
        quotes = {record["id"]: quotes for corpus, record, quotes in whole if corpus == name}
        path, part = locate(name)
        results.append((Run(name, path, ALL_TYPES, "spans", CONTENT_ROWS, part), measure(gold, quotes, 0)))
    print(summary(results))


if __name__ == "__main__":
    main()
