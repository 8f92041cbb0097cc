"""Brackets: where the one at a word closes or opens, and which words stand inside."""

from __future__ import annotations

from itertools import accumulate, takewhile

from service.extraction.punctuation import CLOSING_BRACKETS, OPENING_BRACKETS
from service.extraction.reading.article import Article, Word, once


def closing(article: Article, at: int, limit: int) -> int | None:
    """The bracket that closes the one at a word, fewer than `limit` words after it; else None."""
    words = article.words
    if at >= len(words) or words[at].text not in OPENING_BRACKETS:
        return None
    after = takewhile(lambda word: word.unit == words[at].unit, words[at + 1 : at + limit])
    return next((word.i for word in after if word.text in CLOSING_BRACKETS), None)


def opening(article: Article, at: int, limit: int) -> int | None:
    """The bracket that the one at a word closes, fewer than `limit` words before it; else None."""
    words = article.words
    if words[at].text not in CLOSING_BRACKETS:
        return None
    before = reversed(words[max(0, at - limit + 1) : at])
    same = takewhile(lambda word: word.unit == words[at].unit, before)
    return next((word.i for word in same if word.text in OPENING_BRACKETS), None)


def in_brackets(article: Article, word: Word, begin: int) -> bool:
    """Does the word stand in brackets opened after word `begin`?"""
    depths = _depths(article)
    return depths[word.i] > depths[min(begin + 1, word.i)]


@once
def _depths(article: Article) -> tuple[int, ...]:
    """How many more brackets are opened than closed before each word."""
    steps = ((w.text in OPENING_BRACKETS) - (w.text in CLOSING_BRACKETS) for w in article.words)
    return tuple(accumulate(steps, initial=0))
