"""The answer as CSV: a header, then one row a quote (RFC 4180, UTF-8, CRLF)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from service.exchange.answer import Json

_PASSAGES = ("content", "cue", "speaker_mention", "source_mention")
COLUMNS = (
    *("text", "type", "language", "start", "end", "spans", "confidence"),
    *("speaker", "speaker_id", "speaker_kind", "speaker_role", "speaker_basis"),
    *("speaker_members", "speaker_members_id"),
    *("source", "source_id", "source_country", "source_basis", "source_via", "source_via_id"),
    *(name + part for name in _PASSAGES for part in ("", "_start", "_end")),
)
# A spreadsheet takes a cell that begins with one of these for a formula, and the text is a stranger's.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(answer: Json) -> str:
    """The quotes of `answer` as CSV, with the columns of COLUMNS; a missing value is an empty cell.

    `spans` are `start-end`, separated by blanks; `start` and `end` enclose all of them.  Members of a group
    are separated by semicolons, and so are their ids, in the same order.  A text that a spreadsheet would
    take for a formula gets an apostrophe before it.
    """
    return head() + rows(answer)


def head(*before: str) -> str:
    """The header, with the columns `before` in front of the others."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow((*before, *COLUMNS))
    return written.getvalue()


def rows(answer: Json, **before: str | float | None) -> str:
    """The quotes of `answer` without a header; each row begins with the values of the columns `before`."""
    written = io.StringIO()
    writer = csv.DictWriter(written, (*before, *COLUMNS), restval="", lineterminator="\r\n")
    for quote in answer["quotes"]:
        row = (*before.items(), *_row(quote))
        writer.writerow({name: _cell(value) for name, value in row})
    return written.getvalue()


def _row(quote: Json) -> Iterator[tuple[str, Any]]:
    spans, speaker, source = quote["spans"], quote["speaker"] or {}, quote["source"] or {}
    for name in ("text", "type", "language", "confidence"):
        yield name, quote[name]
    yield "start", spans[0]["start"]
    yield "end", spans[-1]["end"]
    yield "spans", " ".join(f"{span['start']}-{span['end']}" for span in spans)
    yield "speaker", speaker.get("name")
    for name in ("id", "kind", "role", "basis"):
        yield f"speaker_{name}", speaker.get(name)
    members = speaker.get("members", ())
    yield "speaker_members", "; ".join(member["name"] for member in members)
    yield "speaker_members_id", "; ".join(member["id"] or "" for member in members)
    yield "source", source.get("name")
    for name in ("id", "country", "basis"):
        yield f"source_{name}", source.get(name)
    via = source.get("via") or {}
    yield "source_via", via.get("name")
    yield "source_via_id", via.get("id")
    passages = (quote["content"], quote["cue"], speaker.get("mention"), source.get("mention"))
    for name, passage in zip(_PASSAGES, passages, strict=True):
        if passage:
            yield name, passage["text"]
            yield f"{name}_start", passage["start"]
            yield f"{name}_end", passage["end"]


def _cell(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
