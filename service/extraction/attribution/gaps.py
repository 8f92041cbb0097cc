"""What stands between a cue and a quotation of its sentence, counted beforehand: no gap is walked through."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from service.extraction.reading.article import Article, Word


class Gaps:
    """The stretches of one sentence; they are ranges of its words."""

    def __init__(self, article: Article, unit: range) -> None:
        words = [article.words[i] for i in unit]
        complementizers = article.lexicon.adverbials["complementizer"]
        self._article = article
        self._unit = unit
        self._lexical = _sums(words, lambda w: not w.punctuation)
        self._places = [w.i for w in words if not w.punctuation]
        self._verbs = _sums(
            words, lambda w: not w.punctuation and w.quotation < 0 and article.has_tag(w, "verb")
        )
        self._openers = _sums(words, lambda w: not w.punctuation and w.norm in complementizers)
        self._stops = _sums(words, lambda w: w.text in ";.")
        self._semicolons = _sums(words, lambda w: w.text == ";")

    def lexical(self, gap: range) -> int:
        """How many words, without punctuation, there are."""
        return self._count(self._lexical, gap)

    def verbs(self, gap: range) -> int:
        """How many verbs of the narration there are."""
        return self._count(self._verbs, gap)

    def complement(self, gap: range) -> int:
        """How many words there are that open no clause."""
        return self.lexical(gap) - self._count(self._openers, gap)

    def has_stop(self, gap: range) -> bool:
        """Is there a full stop or a semicolon?"""
        return self._count(self._stops, gap) > 0

    def has_semicolon(self, gap: range) -> bool:
        """Is there a semicolon?"""
        return self._count(self._semicolons, gap) > 0

    def first(self, gap: range) -> Word | None:
        """The first word that is no punctuation."""
        return self._place(gap, self._before(self._lexical, gap.start))

    def last(self, gap: range) -> Word | None:
        """The last word that is no punctuation."""
        return self._place(gap, self._before(self._lexical, gap.stop) - 1)

    def _place(self, gap: range, number: int) -> Word | None:
        """The word of this number among those that are no punctuation, if it is in the gap."""
        return self._article.words[self._places[number]] if self.lexical(gap) else None

    def _count(self, sums: list[int], gap: range) -> int:
        return self._before(sums, gap.stop) - self._before(sums, gap.start) if gap else 0

    def _before(self, sums: list[int], at: int) -> int:
        return sums[min(max(at - self._unit.start, 0), len(self._unit))]


def _sums(words: list[Word], counts: Callable[[Word], bool]) -> list[int]:
    """How many of the words that count stand before each, and how many there are."""
    return list(accumulate(map(counts, words), initial=0))
