"""What an article says again: whether the words of a short quotation stand elsewhere in it.

A term stands in the narration without marks, too; what somebody said is cited in part before or after it is
cited in full.  Both are looked for in the beginning of an article only, so that no length makes it slow.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from service.extraction.reading.article import Article

MAX_ECHOED = 4  # words of what is looked for in the narration
LOOKED_AT = 20_000  # characters of narration, and of quotations
ECHO_WORD = re.compile(r"\w+")


class Echo(NamedTuple):
    """How many words a quotation has; `told`: the narration has them; `within`: a longer quotation has."""

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
