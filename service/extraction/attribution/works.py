"""Titles of broadcasts, books and films between marks, and headlines, where capitals tell nothing.

"Mr. Khan said on NBC's “Meet the Press” that …": capitals on every word but the small ones, and a place in
the sentence where a name stands and words of the speaker do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.extraction.reading.article import Article, Word

MAX_TITLE = 12
SMALL = 4
SINGLE_MARKS = "'‘’‚‹"


def is_title_case(article: Article, words: Sequence[Word]) -> bool:
    """Do all words but the small ones begin with a capital, the first and the last among them?"""
    if not 2 <= len(words) <= MAX_TITLE:
        return False
    ends = words[0].text[0].islower() or words[-1].text[0].islower()
    capitals = sum(w.text[0].isupper() for w in words)
    return not ends and capitals >= 2 and all(not w.text[0].islower() or len(w.text) <= SMALL for w in words)
