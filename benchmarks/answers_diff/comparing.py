"""Compares two answers to one text: which quotes belong together, and how they differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

FOUND, LOST = "found", "lost"
NOTHING = "–"
# Members that follow from another one, or are the same for all quotes of an answer.
NOT_COMPARED = {"text", "language"}
# Members whose own members are compared one by one if both revisions have them.
PARTED = ("speaker", "source")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a quote, or of a whole answer, in which two revisions differ.

    `start` is where the quote begins and `quote` is its words (empty if the whole answer differs); `before`
    and `after` are the values of the two revisions.
    """

    field: str
    start: int
    quote: str
    before: str
    after: str


def differences(before: Json, after: Json) -> Iterator[Difference]:
    """The differences between the answers of two revisions to one text, in the order of the text."""
    for field in ("problem", "language"):
        if before.get(field) != after.get(field):
            yield Difference(field, 0, "", _shown(before.get(field)), _shown(after.get(field)))
    for one, other in pairs(before["quotes"], after["quotes"]):
        yield from _of_quotes(one, other)


def _of_quotes(before: Json | None, after: Json | None) -> Iterator[Difference]:
    if before is None or after is None:
        quote = before or after or {}
        found = FOUND if before is None else LOST
        yield Difference(found, _start(quote), quote["text"], _described(before), _described(after))
        return
    for field, one, other in _fields(before, after):
        if one != other:
            yield Difference(field, _start(after), after["text"], _shown(one), _shown(other))


def _fields(before: Json, after: Json) -> Iterator[tuple[str, object, object]]:
    """The members of two objects side by side, without those that only one revision knows."""
    for name in before:
        if name not in after or name in NOT_COMPARED:
            continue
        one, other = before[name], after[name]
        if name in PARTED and one and other:
            yield from ((f"{name}.{part}", one[part], other[part]) for part in one if part in other)
        else:
            yield name, one, other


def pairs(before: Sequence[Json], after: Sequence[Json]) -> list[tuple[Json | None, Json | None]]:
    """Each quote of one answer with its counterpart in the other, or with None; in the order of the text."""
    old, new = list(before), list(after)
    matched: list[tuple[Json | None, Json | None]] = []
    for key in (_everything, _spans_and_type, _spans):
        matched += _take_alike(old, new, key)
    matched += _take_overlapping(old, new)
    matched += [(quote, None) for quote in old]
    matched += [(None, quote) for quote in new]
    return sorted(matched, key=lambda pair: _start(pair[1] or pair[0] or {}))


def _take_alike(
    old: list[Json], new: list[Json], key: Callable[[Json], Hashable]
) -> Iterator[tuple[Json, Json]]:
    """Take out quotes with the same key, first to first."""
    for one in old.copy():
        other = next((quote for quote in new if key(quote) == key(one)), None)
        if other is not None:
            old.remove(one)
            new.remove(other)
            yield one, other


def _take_overlapping(old: list[Json], new: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Take out quotes that share characters, those that share the most first."""
    shared = [(len(_characters(a) & _characters(b)), a, b) for a in old for b in new]
    for count, one, other in sorted(shared, key=lambda item: -item[0]):
        if count and one in old and other in new:
            old.remove(one)
            new.remove(other)
            yield one, other


def _everything(quote: Json) -> Hashable:
    return repr(quote)


def _spans_and_type(quote: Json) -> Hashable:
    return _spans(quote), quote["type"]


def _spans(quote: Json) -> Hashable:
    return tuple((span["start"], span["end"]) for span in quote["spans"])


def _characters(quote: Json) -> set[int]:
    return {i for span in quote["spans"] for i in range(span["start"], span["end"])}


def _start(quote: Json) -> int:
    start: int = quote["spans"][0]["start"]
    return start


def _described(quote: Json | None) -> str:
    """A quote that only one revision has: its type and its speaker."""
    if quote is None:
        return NOTHING
    speaker = quote["speaker"]
    return f"{quote['type']}, {speaker['name'] if speaker else 'nobody'}"


def _shown(value: object) -> str:
    """A member in a few words: spans by their places, passages by words and place, objects by their name."""
    match value:
        case None:
            told = NOTHING
        case list():
            told = ", ".join(map(_shown, value))
        case {"text": text, "start": start}:
            told = f"{text} @{start}"
        case {"start": start, "end": end}:
            told = f"{start}-{end}"
        case {"name": name}:
            told = str(name)
        case _:
            told = str(value)
    return told
