"""Articles on Spark, with one core and with two: python -m benchmarks.archive.spark [--articles N]

Each run is the job as it is submitted, in a process of its own, from Parquet to Parquet, measured from its
start to its end, which includes loading Java and the models.  The quotes are compared with the extractor's.
Prints the table; writes it to benchmarks/SPARK.md if 5,000 articles were read (or with --write).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.gold import ROOT
from benchmarks.speed.report import Row, at_least, machine, table, versions
from benchmarks.speed.texts import corpus_names, stream, words
from service.exchange.answer import answer
from service.extraction.extractor import Extractor

SPARK = ROOT / "benchmarks" / "SPARK.md"
SUBMIT = str(Path(sys.executable).parent / "spark-submit")
ARTICLES = 5000
FASTER = 1.6  # how much faster two cores must be than one
CORES = (1, 2)
_LOOK = 0.5  # seconds between two looks at the workers' memory
Quotes = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Run:
    """What a run took, the most memory in MB that one Python worker held at any time, and what it wrote."""

    seconds: float
    memory: float
    quotes: Quotes


def run(articles: Path, cores: int, folder: Path) -> Run:
    """Submit the job; raises RuntimeError, with its output, if it fails."""
    written = folder / f"quotes-{cores}.parquet"
    command = [SUBMIT, "--master", f"local[{cores}]", "service/spark.py", str(articles), str(written)]
    environment = {**os.environ, "PYTHONPATH": ".", "PYSPARK_PYTHON": sys.executable}
    log = folder / f"log-{cores}"
    started = time.perf_counter()
    with log.open("wb") as output:
        job = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    largest = [0.0]
    watch = threading.Thread(target=_watch, args=(job, largest), daemon=True)
    watch.start()
    failed = job.wait()
    seconds = time.perf_counter() - started
    watch.join()
    if failed:
        raise RuntimeError(f"the job failed:\n{log.read_text(encoding='utf-8')[-5000:]}")
    return Run(seconds, largest[0], quotes_in(written))


def _watch(job: subprocess.Popen[bytes], largest: list[float]) -> None:
    while job.poll() is None:
        largest[0] = max([largest[0], *(_peak(pid) for pid in _workers(job.pid))])
        time.sleep(_LOOK)


def _workers(pid: int) -> Iterator[int]:
    """The Python workers among the descendants of a process."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
        if b"pyspark.daemon" in Path(f"/proc/{pid}/cmdline").read_bytes():
            yield pid
    except OSError:  # the process is gone
        return
    for child in children:
        yield from _workers(child)


def _peak(pid: int) -> float:
    """The most memory that a process has held at any time, in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def quotes_in(written: Path) -> Quotes:
    """The quotes that a job wrote, by article; raises RuntimeError if an article had a problem."""
    found: Quotes = {}
    for quote in pq.read_table(written).to_pylist():
        if quote.pop("problem"):
            raise RuntimeError(f"article {quote['id']} had a problem")
        del quote["extractor"]
        found.setdefault(quote.pop("id"), []).append(quote)
    return found


def expected(texts: Sequence[str]) -> Quotes:
    """What the extractor finds, by article; a repeated text is read once."""
    extractor = Extractor()
    answers = {text: answer(extractor.extract(text), text, "codepoint")["quotes"] for text in set(texts)}
    return {str(id): answers[text] for id, text in enumerate(texts) if answers[text]}


def rows(texts: Sequence[str], runs: dict[int, Run], right: Quotes) -> list[Row]:
    """What was measured, beside what is required."""
    found = []
    for cores, done in runs.items():
        rate = (
            f"{len(texts) / done.seconds:.0f} articles ({sum(map(words, texts)) / done.seconds:,.0f} words)"
        )
        found.append(Row(f"local[{cores}]: {done.seconds:.0f} s", "", "", f"{rate} a second"))
        found.append(Row(f"local[{cores}]: memory of a Python worker", "", "", f"{done.memory:.0f} MB"))
    one, two = (runs[cores] for cores in CORES)
    found.append(at_least("local[2] against local[1]", FASTER, None, one.seconds / two.seconds))
    count = sum(map(len, right.values()))
    for cores, done in runs.items():
        wrong = sum(done.quotes.get(id) != right.get(id) for id in {*right, *done.quotes})
        told = f"{count} quotes, {wrong} articles with others"
        found.append(Row(f"local[{cores}]: quotes of the extractor", "the same", "", told, wrong == 0))
    return found


def document(found: Sequence[Row], count: int) -> str:
    """The whole of SPARK.md."""
    return "\n".join(
        [
            "# Spark",
            "",
            "Written by `python -m benchmarks.archive.spark` (`make spark-benchmark`).  A run is the job as",
            "it is submitted, from its start to its end, with Java and the models loaded in that time.",
            "",
            f"- {date.today().isoformat()}",
            f"- {machine()}",
            f"- {versions()}, pyspark {version('pyspark')}",
            f"- {count} articles, over and over from: {corpus_names('en')}, {corpus_names('fr')}",
            "",
            table(found),
            "",
        ]
    )


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.archive.spark",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help="(%(default)s)")
    parser.add_argument("--write", action="store_true", help="write SPARK.md also after fewer articles")
    options = parser.parse_args()
    texts = stream(options.articles)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ids = list(map(str, range(len(texts))))
        pq.write_table(pa.table({"id": ids, "text": texts}), folder / "articles.parquet")
        runs = {cores: run(folder / "articles.parquet", cores, folder) for cores in CORES}
    found = rows(texts, runs, expected(texts))
    print(table(found))
    if options.write or options.articles >= ARTICLES:
        SPARK.write_text(document(found, len(texts)), encoding="utf-8")
        print(f"written: {SPARK}")


if __name__ == "__main__":
    main()
