"""Bodies that no client would send on purpose."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from benchmarks.reliability.clients import WORKERS, articles, started
from benchmarks.reliability.report import Row
from tests.web.running import Reply, RunningServer

CLIENTS = 4  # fewer than the server has places, so that none is turned away
JSON, TEXT, NDJSON = KINDS = ("application/json", "text/plain", "application/x-ndjson")
WEIGHTS = (
    45,
    45,
    10,
)  # random bytes, broken JSON, mutated seeds: most of these are read, which takes longest
PIECES = (
    *(
        b'"',
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
    ),
    *(b"\\ud800", b"\\u0000", b"1e999", b"NaN", b"null", b"-0", b"9" * 400, b"[" * 20, b'{"text":' * 5),
    *(
        "”".encode(),
        "« ".encode(),
        "“".encode(),
        "’".encode(),
        "\u202e".encode(),
        "👩‍👩‍👧".encode(),
        b"he said ",
        b"'" * 50,
    ),
)


def fuzz(bodies: int) -> Row:
    """So many bodies over the whole endpoint, each determined by its number alone."""
    texts, counts = articles(), Counter[int | str]()
    with started() as server, ThreadPoolExecutor(CLIENTS) as clients:
        before = _processes(server)
        for number, found in enumerate(clients.map(lambda n: _statuses(server, n, texts), range(bodies))):
            counts.update(found)
            if number % 10_000 == 9_999:
                print(f"{number + 1} bodies", flush=True)
            for status in found:
                if _is_failure(status):
                    print(f"body {number} gets {status}: {_request(number, texts)!r}", flush=True)
        alive = _processes(server) == before
    told = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items(), key=str))
    deaths = "no process died" if alive else "processes died"
    met = alive and not any(_is_failure(status) for status in counts)
    what = f"{bodies} generated bodies: 45 % random bytes, 45 % broken JSON, 10 % mutated seeds"
    measured = f"{told} (lines of batches counted singly); {deaths}"
    return Row(what, "no answer ≥ 500 but 503, no process dies", measured, met)


def _processes(server: RunningServer) -> list[int]:
    """All processes of the service; the server is ready before the last one has started."""
    while len(found := server.children() + server.extraction_processes()) < 2 * WORKERS:
        time.sleep(0.1)
    return found


def _is_failure(status: int | str) -> bool:
    return isinstance(status, str) or (status >= 500 and status != 503)


def _statuses(server: RunningServer, number: int, texts: list[str]) -> list[int | str]:
    """The statuses of the body with this number: one, or one for each line."""
    body, kind, query = _request(number, texts)
    try:
        reply = server.post(body, {"Content-Type": kind}, "/v1/quotes" + query)
    except (OSError, HTTPException) as error:
        return [type(error).__name__]
    return list(_told(reply))


def _told(reply: Reply) -> Iterator[int]:
    if reply.headers["content-type"] != NDJSON:
        yield reply.status
        return
    for line in reply.body.splitlines():
        yield json.loads(line).get("status", 200)


def _request(number: int, texts: list[str]) -> tuple[bytes, str, str]:
    """Body, media type and query."""
    chosen = random.Random(number)
    (make,) = chosen.choices((_random, _broken, _mutated), WEIGHTS)
    kind = chosen.choice(KINDS)
    query = chosen.choice(("", "", "?language=en", "?language=fr&types=indirect&offsets=byte"))
    return make(chosen, kind, texts), kind, query


def _random(chosen: random.Random, kind: str, texts: list[str]) -> bytes:
    return chosen.randbytes(chosen.randrange(400))


def _broken(chosen: random.Random, kind: str, texts: list[str]) -> bytes:
    body = _seed(chosen, JSON if kind == TEXT else kind, texts)
    return body[: chosen.randrange(len(body))] + chosen.choice((b"", b"}", b"\xe2\x80", b'"', b"]", b'"}}'))


def _mutated(chosen: random.Random, kind: str, texts: list[str]) -> bytes:
    body = bytearray(_seed(chosen, kind, texts))
    for _ in range(chosen.randrange(1, 12)):
        place = chosen.randrange(len(body))
        body[place : place + chosen.choice((0, 0, 1, 2, 30))] = chosen.choice(PIECES)
    return bytes(body)


def _seed(chosen: random.Random, kind: str, texts: list[str]) -> bytes:
    """A piece of an article as the media type has it."""
    if kind == TEXT:
        return _piece(chosen, texts).encode()
    lines = [
        json.dumps({"text": _piece(chosen, texts)}, ensure_ascii=chosen.random() < 0.5)
        for _ in range(chosen.choice((1, 1, 1, 2, 3)) if kind == NDJSON else 1)
    ]
    return "\n".join(lines).encode()


def _piece(chosen: random.Random, texts: list[str]) -> str:
    text = chosen.choice(texts)
    start = chosen.randrange(max(1, len(text) - 200))
    return text[start : start + chosen.randrange(20, 200)]
