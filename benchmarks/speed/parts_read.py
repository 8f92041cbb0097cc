"""The accuracy lost by reading only parts of an article: each headline row, both ways."""

from __future__ import annotations

from benchmarks.gold import EVERYTHING, QUOTED_ROWS, Record, default_runs, records
from benchmarks.predictions import prediction
from benchmarks.scorer.score import score
from benchmarks.speed.report import Row
from service import Extractor

MOST_LOST = 0.3


def accuracy() -> list[Row]:
    """A row for each gold corpus: F1 for direct and mixed quotes, with parts read and with all read."""
    parts, whole = Extractor(), Extractor(read_all=True)
    rows = []
    for name in EVERYTHING:
        try:
            run = default_runs(name)[0]
        except FileNotFoundError:
            continue
        gold = records(run.path, run.part)
        ours, most = _rows(gold, parts), _rows(gold, whole)
        shown = ", ".join(f"{row} {ours[row]:.1f} ({most[row]:.1f})" for row in ours)
        lost = max(most[row] - ours[row] for row in ours)
        what = f"{name}, F1 where parts are read (where all is)"
        rows.append(Row(what, f"−{MOST_LOST}", "better", shown, lost <= MOST_LOST))
    return rows


def _rows(gold: list[Record], extractor: Extractor) -> dict[str, float]:
    """F1 of the rows about quoted passages, in hundredths."""
    found = {
        record["id"]: [
            prediction(quote, "spans")
            for quote in extractor.extract(record["text"], language=record["lang"]).quotes
        ]
        for record in gold
    }
    scored = score(gold, found, 0)["rows"]
    return {row: 100 * scored[row]["f1"] for row in QUOTED_ROWS if row in scored}
