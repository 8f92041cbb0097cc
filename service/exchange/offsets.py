"""Offsets in the unit that the caller's programming language counts in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

OffsetUnit = Literal["codepoint", "utf16", "byte"]
OFFSET_UNITS: tuple[OffsetUnit, ...] = ("codepoint", "utf16", "byte")

_SIZE: dict[OffsetUnit, Callable[[str], int]] = {
    "utf16": lambda piece: len(piece.encode("utf-16-le")) // 2,
    "byte": lambda piece: len(piece.encode("utf-8")),
}


def convert(article: str, offsets: Iterable[int], unit: OffsetUnit) -> dict[int, int]:
    """Map each of `offsets`, code points of `article`, to `unit`; one pass over the article.

    `codepoint` is what Python and Rust's `chars` count, `utf16` JavaScript, Java and C#,
    `byte` Go, Rust and files in UTF-8.  `article` holds no lone surrogate.
    """
    if unit == "codepoint":
        return {offset: offset for offset in offsets}
    size = _SIZE[unit]
    converted: dict[int, int] = {}
    last = total = 0
    for offset in sorted(set(offsets)):
        total += size(article[last:offset])
        converted[offset] = total
        last = offset
    return converted
