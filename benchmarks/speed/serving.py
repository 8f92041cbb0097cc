"""The service over HTTP: what a request costs more, what a second worker brings, memory, readiness."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.speed.processes import Contender, Server
from benchmarks.speed.report import Row, at_least, at_most
from benchmarks.speed.texts import one_article, stream

ARTICLE_WORDS = 600
CLIENTS = 4
LOOP_SECONDS = 5.0
REFUSED_PAUSE = 0.005
ARTICLES = 2000
SAMPLE_EVERY = 100


def overhead(requests: int) -> list[Row]:
    """A request against a call in process, the two in turn, for one article in English."""
    article = one_article("en", ARTICLE_WORDS)
    here, there = [], []
    with Contender("extract", "en") as contender, Server(1) as server:
        for turn in range(requests + 5):
            inside = contender.read([article]).seconds
            started = time.perf_counter()
            status = server.post(article)
            outside = time.perf_counter() - started
            if status != 200:
                raise RuntimeError(f"status {status} for one article of {ARTICLE_WORDS} words")
            if turn >= 5:  # the first ones warm up
                here.append(1000 * inside)
                there.append(1000 * outside)
    note = f" ({median(here):.2f} → {median(there):.2f} ms)"
    what = f"HTTP request against in-process call, {ARTICLE_WORDS}-word article: more"
    return [at_most(what, 3, 1, median(there) - median(here), "ms", note)]


def closed_loop(
    server: Server, texts: Iterator[str], clients: int, go_on: Callable[[], bool]
) -> Counter[int]:
    """Clients that each send an article when the one before is answered; the statuses of the answers."""
    statuses: Counter[int] = Counter()
    lock = threading.Lock()

    def client() -> None:
        while go_on():
            with lock:
                text = next(texts, None)
            if text is None:
                return
            while (status := server.post(text)) == 503 and go_on():
                time.sleep(REFUSED_PAUSE)
                with lock:
                    statuses[503] += 1
            with lock:
                statuses[status] += 1

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def workers(rounds: int) -> list[Row]:
    """Articles answered by two workers against one, the two services in turn."""
    articles = stream(ARTICLES)
    rates: dict[int, list[float]] = {1: [], 2: []}
    refused = 0
    with Server(1) as one, Server(2) as two:
        for turn in range(rounds + 1):
            for count, server in ((1, one), (2, two)):
                started = time.perf_counter()
                until = started + LOOP_SECONDS
                answered = closed_loop(
                    server, iter(articles), CLIENTS, lambda end=until: time.perf_counter() < end
                )
                if turn:  # the first round warms up
                    rates[count].append(answered[200] / (time.perf_counter() - started))
                    refused += answered[503]
    single, double = median(rates[1]), median(rates[2])
    note = f" ({single:.1f} → {double:.1f} articles/s, {refused} refusals)"
    return [
        at_least(f"2 workers against 1, closed loop with {CLIENTS} clients", 1.8, 1.95, double / single, note)
    ]


def memory() -> list[Row]:
    """Memory of two workers while they answer many articles."""
    articles = stream(ARTICLES)
    held, answered = [], Counter[int]()
    with Server(2) as server:
        for at in range(0, len(articles), SAMPLE_EVERY):
            answered += closed_loop(server, iter(articles[at : at + SAMPLE_EVERY]), 2, lambda: True)
            held.append(server.memory())
    half = held[len(held) // 2 - 1]
    note = f" ({answered[200]} answered; after half of them {half / 1024:.2f} GB)"
    what = f"memory of 2 workers, both models, after {ARTICLES} articles (PSS)"
    grown = 100 * (held[-1] / half - 1)
    return [
        at_most(what, 1.3, 0.9, held[-1] / 1024, "GB", note),
        Row("the same over the second half of them", "flat", "", f"{grown:+.1f} %", abs(grown) <= 2),
    ]


def ready(rounds: int) -> list[Row]:
    """From start to the first 200 of /ready."""
    taken = []
    for _ in range(rounds):
        with Server(2) as server:
            taken.append(server.seconds_to_ready)
    note = f" (first {taken[0]:.2f}; the files may be in the page cache)"
    return [at_most("from start to ready", 15, 8, median(taken), "s", note)]
