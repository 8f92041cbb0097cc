"""Attacks with bodies that take long to read, or whose answer is long."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from benchmarks.reliability.hostile import Attack, Outcome
from benchmarks.reliability.hostile_server import HostileServer

LONGEST = 199_000  # characters: just below QUOTES_MAX_CHARACTERS
SLOWEST_PAGE = 5.0  # seconds
TIMES, MORE = 64, 10_000  # the most bytes of an answer: so many times those of its body, and so many more
_PATIENCE = 45.0  # seconds: more than QUOTES_TIME_LIMIT
_FORMS = ("application/json", "text/csv", "application/ld+json")
_LINES = "application/x-ndjson"
_ALL_TYPES = "?language=en&types=direct,mixed,indirect"


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came, how long it took and how many bytes it has; status 0 if nothing came."""

    status: int
    seconds: float
    size: int


def _repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _transcript(size: int) -> str:
    turns = ("smith “we go now” jones said and then “no we stay” smith told him ", "she said “yes” and ")
    return _repeated("".join(turns), size)


def _offices(size: int) -> str:
    """Ten people whose offices are named again and again."""
    people = [f"Anna Smith{'abcdefghij'[number]}n" for number in range(10)]
    named = " ".join(f"The minister of trade, {name}, met the secretary of state, {name}." for name in people)
    return _repeated(f"{named} “We will go,” the minister of trade said. ", size)


MANY: dict[str, tuple[Callable[[int], str], int]] = {
    "English": (lambda size: _repeated("“a,” he said, ", size), 2_800),
    "French": (lambda size: _repeated("« a », dit-il, ", size), 3_000),
    "transcript": (_transcript, 7_000),
}
REPEATED: dict[str, tuple[Callable[[int], str], int]] = {
    "marks": (lambda size: _repeated("“x” ", size), 50_000),
    "paragraphs in a line": (lambda size: _repeated('<p>"a"</p>', size), 50_000),
    "offices": (_offices, 100_000),
}
LONG_ANSWERS: dict[str, Callable[[int], str]] = {
    "shared clause": lambda size: (
        "X said that " + " and ".join(f"the “bad plan {number}”" for number in range(size // 24)) + "."
    ),
    "short quotes": lambda size: _repeated("“a,” he said. ", size),
    "shortest quotes": lambda size: _repeated("“a”\n", size),
    "long name": lambda size: (
        f"“We will go,” said {_repeated('Anna-Maria ', size // 8)} Smith. "
        + _repeated("“We go,” she said. ", size)
    ),
    "long office": lambda size: (
        f"The {_repeated('deputy ', size // 8)} minister, Anna Smith, left. "
        + _repeated("“We go,” she said. ", size)
    ),
}
WRONG = {
    "wrong fields": json.dumps({"text": "a"} | {f"a{n}": 1 for n in range(6_000)}),
    "wrong types": json.dumps({"text": "a", "types": ["no"] * 12_000}),
    "wrong lines": "1\n" * 50_000,
}
_ANSWER_SIZES = (3_000, 75_000)


def many_quotations(server: HostileServer) -> Outcome:
    """Five clients, each with some kilobytes; then each text at its full length."""
    return _texts(server, MANY, at_once=5)


def repetitions(server: HostileServer) -> Outcome:
    """One text after the other."""
    return _texts(server, REPEATED, at_once=1)


def _texts(
    server: HostileServer, texts: dict[str, tuple[Callable[[int], str], int]], at_once: int
) -> Outcome:
    told, held = [], True
    for name, (make, size) in texts.items():
        for length, clients in ((size, at_once), (LONGEST, 1)):
            body = make(length).encode()
            with ThreadPoolExecutor(clients) as pool:
                replies = list(pool.map(lambda _: _asked(server, body), range(clients)))  # noqa: B023
            held &= all(reply.status == 200 for reply in replies)
            statuses = "/".join(sorted({str(reply.status or "nothing") for reply in replies}))
            longest = max(reply.seconds for reply in replies)
            told.append(f"{name}, {len(body) / 1000:.0f} kB × {clients}: {statuses} in {longest:.1f} s")
            server.wait_until_empty()
    return Outcome("; ".join(told), held)


def long_answers(server: HostileServer) -> Outcome:
    """Each text in each form, then requests with many errors."""
    told, held = [], True
    for name, make in LONG_ANSWERS.items():
        for size in _ANSWER_SIZES:
            text = make(size)
            line = json.dumps({"text": text, "language": "en", "types": ["direct", "mixed", "indirect"]})
            asked = [(text, "text/plain", form) for form in _FORMS] + [(line, _LINES, _LINES)]
            worst, statuses, short = _longest(server, asked)
            held &= short and statuses <= {"200"}
            told.append(f"{name}, {size // 1000} kB: {worst:.1f} × ({'/'.join(sorted(statuses))})")
            server.wait_until_empty()
    for name, body in WRONG.items():
        kinds = [_LINES] if name == "wrong lines" else ["application/json", _LINES]
        worst, statuses, short = _longest(server, [(body, kind, "*/*") for kind in kinds])
        held &= short and statuses <= {"200", "422"}
        told.append(f"{name}: {worst:.1f} × ({'/'.join(sorted(statuses))})")
    return Outcome("largest answer to body: " + ", ".join(told), held)


def _longest(server: HostileServer, asked: list[tuple[str, str, str]]) -> tuple[float, set[str], bool]:
    """The largest answer as a multiple of its body, the statuses, and whether all answers were short enough.

    Stops at the first text that is not read, because the other forms would only be waited for.
    """
    worst, statuses, short = 0.0, set(), True
    for text, kind, form in asked:
        body = text.encode()
        reply = _asked(server, body, kind, form, _ALL_TYPES)
        statuses.add(str(reply.status or "nothing"))
        worst = max(worst, reply.size / len(body))
        short &= reply.size <= TIMES * len(body) + MORE
        if reply.status not in (200, 422):
            break
    return worst, statuses, short


def _pages(size: int) -> dict[str, str]:
    def page(unit: str, before: str = "", after: str = "") -> str:
        return f"<!doctype html><title>a</title><article>{before}{_repeated(unit, size)}{after}</article>"

    attributes = "".join(f' data-a{number}="b"' for number in range(size // 16))
    return {
        "attributes": f"<!doctype html><article><p{attributes}>“We go,” said Anna Smith.</p></article>",
        "attributes of many": page('<p class="a b" id=c data-d="e">We go. </p>'),
        "spans": page("<span>a</span> ", "<p>", "</p>"),
        "longer spans": page(f"<span>{'We go. ' * 20}</span> ", "<p>", "</p>"),
        "short paragraphs": page("<p>We go.</p>"),
        "lists": page("<ul><li>We go.</li></ul>"),
        "links": page('<a href="/a">We</a> '),
        "line ends": page("We go.<br>"),
        "tables": page("<table><tr><td>We go.</td></tr></table>"),
        "nested": page("<div>"),
    }


def pages(server: HostileServer) -> Outcome:
    """Each page at nearly QUOTES_MAX_BYTES."""
    told, held = [], True
    for name, page in _pages(2_390_000).items():
        reply = _asked(server, page.encode(), "text/html")
        told.append(f"{name} {reply.status or 'nothing'} in {reply.seconds:.1f} s")
        held &= reply.status in (200, 413, 422) and reply.seconds <= SLOWEST_PAGE
    return Outcome(", ".join(told), held)


def _asked(
    server: HostileServer,
    body: bytes,
    kind: str = "text/plain",
    form: str = "*/*",
    query: str = "?language=en",
) -> _Reply:
    """The answer, whose bytes are counted and not kept; given up after a time.

    Asks again if there was no place: with the witness, five clients are one more than there are places.
    """
    began = time.monotonic()
    while True:
        status, size, retry_after = _asked_once(server, body, kind, form, query)
        if retry_after is None or time.monotonic() - began > _PATIENCE:
            return _Reply(status, time.monotonic() - began, size)
        time.sleep(float(retry_after))


def _asked_once(
    server: HostileServer, body: bytes, kind: str, form: str, query: str
) -> tuple[int, int, str | None]:
    """The status (0 if nothing comes), the bytes, and when to ask again, if at all."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE)
    size = 0
    try:
        connection.request("POST", "/v1/quotes" + query, body, {"Content-Type": kind, "Accept": form})
        reply = connection.getresponse()
        while piece := reply.read(1 << 20):
            size += len(piece)
        return reply.status, size, reply.headers["Retry-After"]
    except (OSError, HTTPException):
        return 0, size, None
    finally:
        connection.close()


MANY_QUOTATIONS = Attack(
    "C",
    "many short quotations in one sentence: five clients with kilobytes, then 199,000 characters",
    many_quotations,
    must="each 200",
)
REPETITIONS = Attack("D", "marks and offices repeated without end", repetitions, must="each 200")
ANSWERS = Attack(
    "E",
    "texts and errors whose answer is long, in every form",
    long_answers,
    must=f"an answer ≤ {TIMES} × its body + {MORE // 1000} kB",
)
PAGES = Attack("L", "HTML of 2.4 MB made of small parts", pages, must=f"each page ≤ {SLOWEST_PAGE:g} s")
