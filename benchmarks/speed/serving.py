"""The service over HTTP: the cost of a request, the gain of a second worker, memory, time to be ready."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from statistics import median

from benchmarks.speed.client import Client, request_body
from benchmarks.speed.processes import Contender, Server
from benchmarks.speed.report import Row, at_least, at_most
from benchmarks.speed.texts import one_article, stream

ARTICLE_WORDS = 600
WARM_UP = 20  # requests of each kind that do not count
ROUNDS = 3
INSIDE, KEPT, OWN = "", " on a kept connection", " on a connection of its own"
CLIENTS = 4
LOOP_ARTICLES = 240
REFUSED_PAUSE = 0.005
ARTICLES = 2000
SAMPLE_EVERY = 100


def overhead(requests: int) -> list[Row]:
    """A request against a call in process, in turn, for one article in English.

    Each round has processes of its own: their place in memory makes more of a difference than HTTP does.
    """
    article = one_article("en", ARTICLE_WORDS)
    body = request_body(article)
    seconds: dict[str, list[float]] = {INSIDE: [], KEPT: [], OWN: []}
    for _ in range(ROUNDS):
        with Contender("extract", "en") as contender, Server(1) as server, server.client() as keeping:

            def inside(reader: Contender = contender) -> float:
                return reader.read([article]).seconds

            def kept(client: Client = keeping) -> float:
                return _asked(client, body)

            def own(there: Server = server) -> float:
                with there.client() as client:
                    return _asked(client, body)

            for turn in range(WARM_UP + requests // ROUNDS):
                for name, measured in ((INSIDE, inside), (KEPT, kept), (INSIDE, inside), (OWN, own)):
                    taken = measured()
                    if turn >= WARM_UP:
                        seconds[name].append(1000 * taken)
    medians = {name: median(taken) for name, taken in seconds.items()}
    return [
        at_most(
            f"HTTP request{name} against in-process call, {ARTICLE_WORDS}-word article: more",
            *(3, 1, medians[name] - medians[INSIDE], "ms"),
            f" ({medians[INSIDE]:.2f} → {medians[name]:.2f} ms)",
        )
        for name in (KEPT, OWN)
    ]


def _asked(client: Client, body: bytes) -> float:
    """Seconds from the request to the end of the answer."""
    started = time.perf_counter()
    status = client.post(body)
    if status != 200:
        raise RuntimeError(f"status {status} for one article of {ARTICLE_WORDS} words")
    return time.perf_counter() - started


def closed_loop(server: Server, bodies: Iterator[bytes], clients: int) -> Counter[int]:
    """Clients that each send an article when the previous one is answered; returns the statuses, counted."""
    statuses: Counter[int] = Counter()
    lock = threading.Lock()

    def call(client: Client) -> None:
        while True:
            with lock:
                body = next(bodies, None)
            if body is None:
                break
            while (status := client.post(body)) == 503:
                time.sleep(REFUSED_PAUSE)
                with lock:
                    statuses[503] += 1
            with lock:
                statuses[status] += 1
        client.close()

    threads = [threading.Thread(target=call, args=(server.client(),)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def workers(rounds: int) -> list[Row]:
    """Articles answered by two workers against one, the two services in turn."""
    bodies = [request_body(text) for text in stream(LOOP_ARTICLES)]
    rates: dict[int, list[float]] = {1: [], 2: []}
    refused = 0
    with Server(1) as one, Server(2) as two:
        for turn in range(rounds + 1):
            for count, server in ((1, one), (2, two)):
                started = time.perf_counter()
                answered = closed_loop(server, iter(bodies), CLIENTS)
                if turn:  # the first round warms up
                    rates[count].append(answered[200] / (time.perf_counter() - started))
                    refused += answered[503]
    # Each round by itself: the machine may become faster or slower in between.
    times = median(double / single for single, double in zip(rates[1], rates[2], strict=True))
    note = f" ({median(rates[1]):.1f} → {median(rates[2]):.1f} articles/s, {refused} refusals)"
    return [at_least(f"2 workers against 1, closed loop with {CLIENTS} clients", 1.8, 1.95, times, note)]


def memory() -> list[Row]:
    """Memory of two workers while they answer many articles."""
    bodies = [request_body(text) for text in stream(ARTICLES)]
    held, answered = [], Counter[int]()
    with Server(2) as server:
        for at in range(0, len(bodies), SAMPLE_EVERY):
            answered += closed_loop(server, iter(bodies[at : at + SAMPLE_EVERY]), 2)
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
