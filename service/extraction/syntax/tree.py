"""The parse as a tree: the dependents of a word, the words above it, the highest of some words."""

from __future__ import annotations

from collections.abc import Sequence

from service.extraction.reading.article import Article, Word, once
from service.lexicons.schema import Dependency


def dependents(article: Article, at: int, *kinds: Dependency) -> list[Word]:
    """The dependents of a word in text order, only those of some `kinds` if any are given."""
    below = [article.words[child] for child in article.children[at]]
    return [word for word in below if not word.deps.isdisjoint(kinds)] if kinds else below


def has_subject(article: Article, verb: int) -> bool:
    """Has a verb a subject, quoted or not?"""
    return bool(dependents(article, verb, "subject"))


def subtree(article: Article, at: int) -> range:
    """The words from the first to the last below a word in the tree, including itself."""
    return range(article.words[at].left, article.words[at].right + 1)


@once
def with_ancestors(article: Article, at: int) -> frozenset[int]:
    """A word and those above it."""
    return frozenset((at, *(above.i for above in article.ancestors(article.words[at]))))


@once
def tops(article: Article, words: range) -> Sequence[Word]:
    """The words that depend on none of the others."""
    inside = article.words[words.start : words.stop]
    return [word for word in inside if word.head not in words or word.head == word.i]
