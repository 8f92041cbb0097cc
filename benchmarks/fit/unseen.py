"""Measure on the articles that a model is fitted on, each read with one that has not seen it.

    python -m benchmarks.fit.unseen

Five models are fitted, each on four fifths of the articles, and read the fifth that is left.  Only who speaks
is chosen by them; names are found as by the service.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

from benchmarks import calibration
from benchmarks.accuracy import judged, measure, summary
from benchmarks.fit.logit import fold_of, unseeing
from benchmarks.fit.tasks import TASKS
from benchmarks.gold import QUOTED, QUOTED_ROWS, TO_READ, Run, locate, records
from benchmarks.predictions import predictions
from service.extraction.extractor import Extractor


def main() -> None:
    """Fit, read, print."""
    task = TASKS["speakers"]
    choices = task.choices()
    models = unseeing(choices, task.features, task.l2)
    of = fold_of({choice.article for choice in choices})
    extractor = Extractor()
    readers = [extractor.with_speakers(model) for model in models]
    results = []
    for name in TO_READ:
        path, part = locate(name)
        gold = records(path, part)
        quotes = {
            # An article without choices was in no fit.
            record["id"]: predictions(
                readers[of.get(record["id"], 0)]
                .extract(record["text"], language=record["lang"], types=QUOTED)
                .quotes,
                "spans",
            )
            for record in gold
        }
        results.append((Run(name, path, QUOTED, "spans", QUOTED_ROWS, part), measure(gold, quotes, 0)))
        verdicts = [verdict for _, found in judged(gold, quotes) for verdict in found]
        print(f"# {name}\n\n{calibration.report(verdicts)}\n")
    print(summary(results))


if __name__ == "__main__":
    main()
