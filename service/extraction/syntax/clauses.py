"""Clauses below a verb: those that it governs, and those that stand beside its own."""

from __future__ import annotations

from collections.abc import Iterable

from service.extraction.reading.article import Article, Word
from service.extraction.syntax.tree import dependents, has_subject, subtree, with_ancestors
from service.lexicons.schema import Dependency

BESIDE: tuple[Dependency, ...] = ("coordinated", "adverbial_clause", "parataxis")


def words_below(article: Article, verb: Iterable[int], floor: int) -> list[Word]:
    """The dependents of the words of a verb from word `floor` on, in text order."""
    below = (word for k in verb for word in dependents(article, k) if word.i >= floor)
    return sorted(below, key=lambda word: word.i)


def heads_clause(article: Article, word: Word) -> bool:
    """Does the word head a clause that a verb governs?"""
    return "clause" in word.deps or ("open_clause" in word.deps and has_subject(article, word.i))


def is_infinitive(article: Article, word: Word) -> bool:
    """Is it an infinitive, simple or perfect ("avoir formé", "to have seen")?"""
    group = [word, *dependents(article, word.i, "auxiliary")]
    finite = any(article.has_tag(w, "verb", "auxiliary") and w.form == "" for w in group)
    return not finite and any(w.form == "infinitive" for w in group)


def has_object_between(article: Article, verb: int, after: int, before: int) -> bool:
    """Does an object of a verb, not a clause, stand between two words?"""
    objects = dependents(article, verb, "object")
    return any(after < word.i < before and "verb" not in word.tags for word in objects)


def clause_end_of(article: Article, verb: int, at: int) -> int:
    """The index after the last word of a verb's clause, at least that after word `at`."""
    return max(subtree(article, verb).stop, at + 1)


def clause_beside(article: Article, verb: int, start: int, stop: int) -> tuple[int, int] | None:
    """The first clause between two words that stands beside that of a verb or of one above it.

    It is given by its verb and its first word.
    """
    above = (k for k in with_ancestors(article, verb) if k < start)
    beside = (w for k in above for w in dependents(article, k, *BESIDE) if "verb" in w.tags and w.i < stop)
    begun = ((w.i, first) for w in beside if (first := subtree(article, w.i).start) > start)
    return min(begun, default=None)


def hangs_beside(article: Article, word: Word, above: frozenset[int]) -> bool:
    """Does the clause of a word stand beside that of one of the words `above`?"""
    return word.head in above and article.has_dep(word, "coordinated", "parataxis")


def reported_subjects(article: Article, subject: int) -> list[Word]:
    """The subjects of the clauses that a subject's verb governs: in "he said that Biden …" Biden."""
    clauses = dependents(article, article.words[subject].head, "clause")
    return [word for c in clauses if c.i > subject for word in dependents(article, c.i, "subject")]
