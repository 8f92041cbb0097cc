"""Features of "no speech" only: how terms, titles and names stand in their sentence, and whether they recur.

Features add up, but a term often shows only by two at once, so these are crossed: two words behind a
determiner are a term, ten words are speech.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from service.extraction.attribution.features.names import SIZES
from service.extraction.attribution.placement import word_beside
from service.extraction.attribution.setting import Setting
from service.extraction.attribution.tracks import has
from service.extraction.punctuation import NAMES_BESIDE_TERM
from service.extraction.reading.article import Article, Word
from service.lexicons.schema import Tag

TERM_TAGS: tuple[Tag, ...] = ("preposition", "verb", "auxiliary", "name", "noun", "adjective")
SIZE_BOUNDS = (1, 3, 6)  # most words of a quotation of each of SIZES but the last


def term_flags(setting: Setting, quotation: int) -> list[str]:
    """The features for or against no speech that are 1, each once."""
    article, words = setting.article, setting.article.quoted[quotation]
    echo = setting.echoes[quotation]
    size = SIZES[bisect_left(SIZE_BOUNDS, echo.size)]
    finite = has(setting.tracks.finite, words.start, words.stop)
    capital = article.text[article.quotations[quotation].spans[0].start].isupper()
    before = _sort(article, word_beside(article, words[0], -1))
    after = _sort(article, word_beside(article, words[-1], 1))
    found = [*_stands(before, after, size, finite, capital)]
    if echo.told:
        found.append("term-told")
    if echo.within:
        found += ("term-within", f"term-within-{size}")
    return found


@cache
def _stands(before: str, after: str, size: str, finite: bool, capital: bool) -> Sequence[str]:
    """How the quotation stands between its neighbours; cached, as there are few combinations."""
    verb, case = "finite" if finite else "verbless", "capital" if capital else "small"
    pairs = ((f"behind-{before}", size), (f"ahead-{after}", size), (verb, size))
    crossed = (*pairs, (f"behind-{before}", verb), (f"behind-{before}", case), (f"behind-{before}", after))
    return [f"term-{one}-{other}" for one, other in crossed]


def _sort(article: Article, word: Word | None) -> str:
    """What stands beside the marks, as one of names.BESIDE_TERM."""
    if word is None or word.quotation >= 0:
        return "none" if word is None else "quotation"
    if word.punctuation:
        return NAMES_BESIDE_TERM.get(word.text, "mark")
    if article.has_dep(word, "determiner", "possessive") and "pronoun" not in word.tags:
        return "determiner"
    if word.norm in article.lexicon.determiners["of"]:
        return "of"
    part = next((part for part in TERM_TAGS if part in word.tags), "other")
    return "that" if word.norm in article.lexicon.adverbials["complementizer"] else part
