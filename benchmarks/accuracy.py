"""Measure the extractor against gold: python -m benchmarks.accuracy [GOLD ...]

GOLD is a path, or the name of a corpus: seeds (the default), and those of the shared gold where it
is checked out beside the project (news_dev_fr, news_dev_en, polnear_dev, ...), or a part of one
(news_fr:read).  Of the part "check" only counts are printed.  GOLD in the environment does the same;
--all, or GOLD=all, takes every development corpus.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from typing import Any

from benchmarks import calibration, errors, rules
from benchmarks.contents import judge_contents
from benchmarks.disguises import DISGUISES
from benchmarks.gold import (
    ALL_TYPES,
    CONTENT_ROWS,
    EVERYTHING,
    QUOTED_ROWS,
    SECRET,
    Record,
    Run,
    chosen_run,
    default_runs,
    records,
)
from benchmarks.predictions import Prediction, Readers
from benchmarks.scorer.score import NAMED, Document, prf, score, table
from benchmarks.units import KINDS, ONE_PERSON, Verdict, checked, relevant

SUMMARY_ROWS = (*QUOTED_ROWS[:3], ONE_PERSON, QUOTED_ROWS[3], *CONTENT_ROWS)
HEADINGS = ("detected", "attr. strict", "named", "named*", "institution", "chars", "relaxed")

Judged = list[tuple[Document, list[Verdict]]]


def judged(gold: list[Record], quotes: dict[str, list[Prediction]], contents: bool = False) -> Judged:
    """The verdicts on the units, or on the whole contents, of every document."""
    judge = judge_contents if contents else checked
    documents = [(Document(record), record) for record in gold]
    return [
        (doc, judge(doc, record["attributions"], relevant(doc, quotes.get(doc.id, []))))
        for doc, record in documents
    ]


def measure(gold: list[Record], quotes: dict[str, list[Prediction]], times: int) -> dict[str, Any]:
    """The scorer's result; under "beside" stands the row that the scorer does not have."""
    result = score(gold, quotes, times)
    tally: Counter[str] = Counter()
    for _, verdicts in judged(gold, quotes):
        for verdict in verdicts:
            tally.update(verdict.tally)
    beside = {ONE_PERSON: prf(tally, ONE_PERSON)} if NAMED in result["rows"] else {}
    return {**result, "beside": beside}


def beside_line(result: dict[str, Any]) -> str:
    """The row that the scorer does not have, as text."""
    return "".join(
        f"\nNot the scorer's: {row}: P {100 * v['p']:.1f}  R {100 * v['r']:.1f}  F1 {100 * v['f1']:.1f}"
        f"  ({v['tp']} right, {v['pred']} predicted, {v['gold']} in the gold)"
        for row, v in result["beside"].items()
    )


def summary(results: list[tuple[Run, dict[str, Any]]]) -> str:
    """F1 of the headline rows, one line a corpus."""
    values: dict[str, dict[str, float]] = {}
    for run, result in results:
        found = {**result["rows"], **result["beside"]}
        wanted = (*run.rows, ONE_PERSON) if NAMED in run.rows else run.rows
        values.setdefault(run.gold, {}).update({r: 100 * found[r]["f1"] for r in wanted if r in found})
    lines = [f"{'F1':16}" + "".join(f"{heading:>14}" for heading in HEADINGS)]
    for corpus, rows in values.items():
        cells = (f"{rows[row]:14.1f}" if row in rows else f"{'–':>14}" for row in SUMMARY_ROWS)
        lines.append(f"{corpus:16}" + "".join(cells))
    return "\n".join([*lines, f"named*: {ONE_PERSON} (not the scorer's)"])


def part(text: str) -> slice:
    """A:B as a slice."""
    start, _, stop = text.partition(":")
    return slice(int(start or 0), int(stop) if stop else None)


def types(text: str) -> tuple[str, ...]:
    """A comma-separated list of types."""
    chosen = tuple(text.split(","))
    if unknown := set(chosen) - set(ALL_TYPES):
        raise argparse.ArgumentTypeError(
            f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(ALL_TYPES)}"
        )
    return chosen


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", nargs="*")
    parser.add_argument("--gold", dest="named", nargs="+", default=[], metavar="GOLD", help="the same")
    parser.add_argument("--all", action="store_true", help=f"the same as {' '.join(EVERYTHING)}")
    parser.add_argument("--types", type=types, help="ask for these types, in one run a corpus")
    parser.add_argument("--unit", choices=("spans", "content"), help="what stands for a quote, in one run")
    parser.add_argument("--slice", type=part, default=slice(None), metavar="A:B", help="a range of documents")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--errors", action="store_true", help="print every wrong unit (or whole content)")
    parser.add_argument("--kind", choices=KINDS, help="only the wrong units of this class")
    parser.add_argument("--confidence", action="store_true", help="print how well confidence is calibrated")
    parser.add_argument("--disguise", choices=DISGUISES, default="", help="send the articles in this form")
    parser.add_argument("--rules", action="store_true", help="count for each rule: fired, right, wrong")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="samples for the intervals")
    return parser.parse_args()


def runs(options: argparse.Namespace) -> list[Run]:
    """What is to be measured; exits with a message if gold is missing."""
    names = [*options.gold, *options.named] or os.environ.get("GOLD", "").split() or ["seeds"]
    if options.all or names == ["all"]:
        names = list(EVERYTHING)
    try:
        if options.types or options.unit:
            return [chosen_run(name, options.types, options.unit) for name in names]
        found = [run for name in names for run in default_runs(name)]
    except FileNotFoundError as missing:
        raise SystemExit(str(missing)) from None
    # Whole contents have wrong ones by the hundred, so they are listed only if --unit asks for them.
    return [run for run in found if NAMED in run.rows] if options.errors or options.kind else found


def hides_texts(gold: list[Record]) -> bool:
    """Does the gold hold articles that may only be counted, not read?"""
    return any(record.get("part") == SECRET for record in gold)


def show(run: Run, options: argparse.Namespace, readers: Readers) -> dict[str, Any]:
    """Measure one run, print what is asked for, and return the result."""
    gold = records(run.path, run.part)[options.slice]
    predicted = readers.predict(gold, run.types, run.unit, options.disguise, rules=options.rules)
    print(
        f"# {run.title}  ({predicted.words} words in {predicted.seconds:.1f} s, {predicted.failed} failed)\n"
    )
    result = measure(gold, predicted.quotes, options.bootstrap)
    print(table(result) + "\n" + beside_line(result) + "\n")
    units = judged(gold, predicted.quotes, contents=options.unit == "content")
    if (options.errors or options.kind) and not hides_texts(gold):
        print(errors.report(units, options.kind) + "\n")
    verdicts = [verdict for _, verdicts in units for verdict in verdicts]
    if options.confidence and "detected" in run.rows:
        print(calibration.report(verdicts) + "\n")
    if options.rules and "detected" in run.rows:
        print(rules.report(verdicts, predicted.fired) + "\n")
    return result


def main() -> None:
    """Measure, print, sum up."""
    options = arguments()
    chosen = runs(options)
    with Readers(options.jobs) as readers:
        results = [(run, show(run, options, readers)) for run in chosen]
    print(summary(results))


if __name__ == "__main__":
    main()
