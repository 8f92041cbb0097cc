"""Whether the words of a quotation are repeated elsewhere in the article.

A term also stands in the narration, without marks; part of what somebody said is also quoted in full.  Only
the beginning of an article is searched, so that long articles take no longer.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from service.extraction.reading.article import Article

MAX_ECHOED = 4  # most words of a quotation that is looked for in the narration
LOOKED_AT = 20_000  # characters of narration, and of quotations
ECHO_WORD = re.compile(r"\w+")


class Echo(NamedTuple):
    """The number of words of a quotation; `told`: the narration repeats them; `within`: another quotation."""

    size: int
    told: bool
    within: bool


def echoes_of(article: Article) -> tuple[Echo, ...]:
    """An echo for each quotation."""
    told: list[str] = []
    keys: list[str] = []
    at = 0
    for quotation in article.quotations:
        outer = quotation.outer
        told.append(article.norm[at : max(at, outer.start)])
        at = max(at, outer.end)
        keys.append(_plain(" ".join([span.text(article.norm) for span in quotation.spans])))
    narration = _plain(" | ".join([*told, article.norm[at:]])[:LOOKED_AT])
    quoted = "|".join(keys)[:LOOKED_AT]
    alike = Counter(keys)
    return tuple([_echo(key, narration, quoted, alike[key]) for key in keys])


def _echo(key: str, narration: str, quoted: str, alike: int) -> Echo:
    size = key.count(" ") - 1
    return Echo(size, size <= MAX_ECHOED and key in narration, quoted.count(key) > alike)


def _plain(text: str) -> str:
    """The words of a text, each between two spaces."""
    return f" {' '.join(ECHO_WORD.findall(text))} "
