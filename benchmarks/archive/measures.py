"""What is measured of extraction from files: cores, HTTP, memory, kills."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

from benchmarks.archive import texts
from benchmarks.archive.runs import Run, begin, finish, run
from benchmarks.speed.client import request_body
from benchmarks.speed.processes import Server, memory_of
from benchmarks.speed.report import Row, at_least
from benchmarks.speed.serving import CLIENTS, closed_loop

KILLS = 3
_GLANCE = 0.25  # seconds between two looks at memory


def cores(folder: Path, articles: int, rounds: int) -> list[Row]:
    """Two workers against one, in turn, from the first article to the last."""
    source = texts.write(folder / "articles.jsonl", articles)
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, done in runs.items():
            done.append(run(source, folder / "quotes.jsonl", workers))
    one, two = (median(each.rate for each in runs[workers]) for workers in (1, 2))
    whole = [median(each.seconds for each in runs[workers]) for workers in (1, 2)]
    loading = [each.seconds - each.articles / each.rate for done in runs.values() for each in done]
    note = f" ({one:.1f} → {two:.1f} articles/s)"
    told = f"{whole[0]:.1f} → {whole[1]:.1f} s ({median(loading):.1f} s before the first article)"
    return [
        at_least(f"`extract`, {articles} articles, 2 workers against 1", 1.8, None, two / one, note),
        Row("the same, the whole command", "", "", told),
    ]


def http(folder: Path, articles: int, rounds: int) -> list[Row]:
    """Two workers against two of the server, kept busy by a closed loop, each from its first article on."""
    source = texts.write(folder / "articles.jsonl", articles)
    bodies = [request_body(texts.texts()[n % len(texts.texts())]) for n in range(articles)]
    files, served = [], []
    for _ in range(rounds):
        files.append(run(source, folder / "quotes.jsonl", 2).rate)
        with Server(2) as server:
            started = time.perf_counter()
            answered = closed_loop(server, iter(bodies), CLIENTS)
            served.append(answered[200] / (time.perf_counter() - started))
    ratio = median(files) / median(served)
    note = f" ({median(served):.1f} → {median(files):.1f} articles/s; {CLIENTS} clients on the same machine)"
    return [at_least("`extract` with 2 workers against 2 HTTP workers", 1.0, None, ratio, note)]


def memory(folder: Path, articles: int) -> list[Row]:
    """Memory of all processes of a run over many articles."""
    source = texts.write(folder / "many.jsonl", articles)
    output = folder / "quotes.jsonl"
    samples: list[tuple[float, float]] = []  # bytes of the output so far, MB of memory
    process, started = begin(source, output, 2, "--overwrite"), time.perf_counter()
    part = output.with_name(output.name + ".part")
    while process.poll() is None:
        with suppress(FileNotFoundError, ProcessLookupError, StopIteration):  # while the run begins or ends
            samples.append((part.stat().st_size, memory_of(process.pid)))
        time.sleep(_GLANCE)
    done = finish(process, started)
    size = output.stat().st_size
    fifth = [
        median(mb for at, mb in samples if at >= size * n / 5 and at < size * (n + 1) / 5) for n in (2, 4)
    ]
    grown = 100 * (fifth[1] / fifth[0] - 1)
    told = f"{grown:+.1f} % ({fifth[0]:.0f} → {fifth[1]:.0f} MB, at most {max(mb for _, mb in samples):.0f})"
    what = f"memory (PSS) of `extract` with 2 workers over {done.articles} articles, third fifth to last"
    return [Row(what, "flat", "", told, grown <= 2)]


def kills(folder: Path, articles: int) -> list[Row]:
    """Killed at random moments and resumed, against an undisturbed run."""
    source = texts.write(folder / "articles.jsonl", articles)
    whole, pieces = folder / "whole.jsonl", folder / "pieces.jsonl"
    run(source, whole, 2)
    size, at = whole.stat().st_size, []
    part = pieces.with_name(pieces.name + ".part")
    for moment in sorted(random.uniform(0, 0.9) for _ in range(KILLS)):
        process = begin(source, pieces, 2, "--resume")
        while process.poll() is None and not (part.exists() and part.stat().st_size >= moment * size):
            time.sleep(0.01)
        time.sleep(random.random() / 4)
        process.kill()
        process.communicate()
        at.append(part.stat().st_size if part.exists() else size)
    begin(source, pieces, 2, "--resume").communicate()
    same = whole.read_bytes() == pieces.read_bytes()
    told = ", ".join(f"{100 * one / size:.0f} %" for one in at)
    what = f"killed (-9) at {KILLS} random moments and resumed, {articles} articles"
    return [Row(what, "identical", "", f"{'identical' if same else 'different'} (killed at {told})", same)]
