"""Limits on the length of an answer: what many quotes share is not repeated without limit.

In every form an answer is at most 64 times as long as its request, plus 10 kB.  Of that the quotes may take
TIMES bytes for each character of the article (a request has at least as many bytes as its article has
characters), plus SPARE; the rest is for the answer's frame and for the article found in a page.  Real
articles stay far below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from service.exchange.answer import Json, dump
from service.exchange.problems import Problem
from service.extraction.model import Extraction, Span

TIMES = 56
SPARE = 8_000
SPARE_IN_BATCH = 600  # less, because the 10 kB are a request's and a batch has many lines
LONGEST = 100  # characters of a shortened text
CUT = "…"

# The bytes of an annotation (JSON-LD) besides its strings: its own, those of each target and of each body.
_ANNOTATION, _TARGET, _BODY = 300, 320, 200
_AROUND = 32  # characters of context that it repeats before and after each target
_ROW = 80  # bytes of the answer that each row of an archive repeats
_MOST_BYTES = 6  # of a character, because JSON may write it as \u0000


def bounded(found: Json, extraction: Extraction, article: str, identifier: object, *, batch: bool) -> Json:
    """The answer `found`, shortened if it is too long; `omitted` says how many quotes are left out, if any.

    If the quotes together are too long, the long texts in all of them are shortened; if they still are, the
    last quotes are left out.  `identifier` is the caller's own id of a line in a `batch`.
    """
    quotes: list[Json] = found["quotes"]
    row = _ROW + _bytes(str(identifier))
    most = TIMES * len(article) + (SPARE_IN_BATCH if batch else SPARE)
    if sum(_at_most(quote, row) for quote in quotes) <= most:
        return found

    spans = [quote.spans if not batch else () for quote in extraction.quotes]  # batches have no JSON-LD
    if sum(_sizes(quotes, spans, article, row)) <= most:
        return found
    shortened = list(map(_shortened, quotes))
    told = _fitting(_sizes(shortened, spans, article, row), most)
    omitted = {"omitted": len(quotes) - told} if told < len(quotes) else {}
    return found | {"quotes": shortened[:told]} | omitted


def problem_of_line(problem: Problem, number: int, size: int, prefix: str = "") -> Json:
    """The problem with line `number` of a batch; a short line gets only the kind of problem, without detail.

    `size` is that of the line in bytes.  `prefix` is that of Problem.as_json and does not count.
    """
    told = {"line": number, **problem.as_json(prefix)}
    if _bytes(dump(told)) - len(prefix) < TIMES * size:
        return told
    return {"line": number, **Problem(problem.kind, "").as_json(prefix)}


def _fitting(sizes: Iterable[int], most: int) -> int:
    """How many of `sizes`, from the first on, add up to at most `most`."""
    number = 0
    for size in sizes:
        most -= size
        if most < 0:
            break
        number += 1
    return number


def _at_most(quote: Json, row: int) -> int:
    """An upper bound on the bytes of the quote in any form, quick to compute."""
    target = _TARGET + 2 * _AROUND * _MOST_BYTES
    bodies = _all_named(quote)
    strings = len(quote["text"])  # the strings whose length depends on the article
    for passage in (quote["content"], quote["cue"], *[named.get("mention") for named in bodies]):
        if passage:
            strings += len(passage["text"])
    for named in bodies:
        strings += len(named["name"]) + len(named["id"] or "") + len(named.get("role") or "")
    return _ANNOTATION + _BODY * len(bodies) + row + target * len(quote["spans"]) + _MOST_BYTES * strings


def _sizes(quotes: Sequence[Json], spans: Sequence[Sequence[Span]], article: str, row: int) -> Iterator[int]:
    """The bytes of each quote in its longest form; CSV is never longer than JSON."""
    for quote, places in zip(quotes, spans, strict=True):
        yield max(_bytes(dump(quote)) + row, _annotation_size(quote, places, article) if places else 0)


def _annotation_size(quote: Json, spans: Sequence[Span], article: str) -> int:
    """An upper bound on the bytes of the quote as an annotation."""
    size = _ANNOTATION
    for span in spans:
        before = article[max(0, span.start - _AROUND) : span.start]
        size += _TARGET + sum(map(_json_bytes, (before, article[span.start : span.end])))
        size += _json_bytes(article[span.end : span.end + _AROUND])
    for named in _all_named(quote):
        told = (named["id"], named["name"], named.get("role"))
        size += _BODY + sum(_json_bytes(text) for text in told if text)
    return size


def _all_named(quote: Json) -> list[Json]:
    """The speaker, a group's members, the source and its medium: each becomes a body of an annotation."""
    speaker, source = quote["speaker"], quote["source"]
    named = [speaker, *speaker["members"]] if speaker else []
    if source:
        named += [source, source["via"]] if source["via"] else [source]
    return named


def _shortened(quote: Json) -> Json:
    """The quote with its texts, except its own words, cut to LONGEST; offsets stay as they are."""
    own = quote["content"]["text"] == quote["text"]
    return quote | {
        "content": quote["content"] if own else _cut_in(quote["content"], "text"),
        "cue": _cut_in(quote["cue"], "text"),
        "speaker": _named_shortened(quote["speaker"]),
        "source": _named_shortened(quote["source"]),
    }


def _named_shortened(named: Json | None) -> Json | None:
    """A speaker (without the members of a group) or a source, shortened."""
    if named is None:
        return None
    members: Json = {"members": []} if "members" in named else {}
    cut = _cut_in(named, "name", "role") or {}
    return cut | members | {"mention": _cut_in(named["mention"], "text")}


def _cut_in(value: Json | None, *names: str) -> Json | None:
    """The object with its members of these `names` shortened."""
    if value is None:
        return None
    long = [name for name in names if len(value.get(name) or "") > LONGEST]
    return value | {name: value[name][:LONGEST] + CUT for name in long}


def _json_bytes(text: str) -> int:
    return _bytes(dump(text))


def _bytes(text: str) -> int:
    return len(text.encode())
