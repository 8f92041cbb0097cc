"""People who are named in one enumeration: "Senators Ann Roy (R), Paul Hill and Jane Doe of Ohio"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.extraction.punctuation import BRACKETS, INSIDE_WORDS
from service.extraction.reading.article import Article
from service.extraction.speakers.entities import Entity
from service.extraction.syntax.phrases import COMMA

MAX_BETWEEN = 10  # words between two names: a title, a place, a party in brackets
PASSED = BRACKETS | INSIDE_WORDS | {COMMA, "."}  # a full stop that ends no sentence is a title's or a state's

Named = tuple[range, Entity]


class Enumeration(NamedTuple):
    """Two and more people in the order of the text: the words from first to last name, their conjunction."""

    words: range
    people: tuple[Entity, ...]
    conjunction: str


def enumerations(article: Article, entities: Sequence[Entity]) -> tuple[Enumeration, ...]:
    """The enumerations of people in the narration, in text order.

    Commas, a conjunction, titles, brackets and places stand between the names, no verb; the last name stands
    behind a conjunction.
    """
    named = ((mention, entity) for entity in entities for mention in entity.mentions)
    told = (one for one in named if article.words[one[0][0]].quotation < 0)
    runs = _runs(article, sorted(told, key=lambda one: one[0][0]))
    return tuple(found for run in runs if (found := _closed(article, run)) is not None)


def _runs(article: Article, named: Sequence[Named]) -> Iterator[list[Named]]:
    """The names that nothing parts but what an enumeration has between two of them."""
    run = [*named[:1]]
    for before, after in pairwise(named):
        if not _goes_on(article, range(before[0][-1] + 1, after[0][0])):
            yield run
            run = []
        run.append(after)
    yield run


def _goes_on(article: Article, between: range) -> bool:
    """May these words stand between two names of an enumeration?"""
    words = [article.words[i] for i in between]
    if not 0 < len(words) <= MAX_BETWEEN or words[0].unit != article.words[between.stop].unit:
        return False
    joins = any(word.text == COMMA or "conjunction" in word.deps for word in words)
    return (
        joins
        and not _is_governed(article, between)
        and all(
            (not word.punctuation or word.text in PASSED)
            and word.quotation < 0
            and "verb" not in word.tags
            and ("preposition" not in word.tags or word.norm in article.lexicon.determiners["of"])
            for word in words
        )
    )


def _is_governed(article: Article, between: range) -> bool:
    """Does a preposition stand before a name, its titles aside: "the lawyer of President Hill"?"""
    for k in reversed(between):
        word = article.words[k]
        if "determiner" not in word.deps and article.person_nouns[k] is None:
            return "preposition" in word.tags
    return False


def _closed(article: Article, run: Sequence[Named]) -> Enumeration | None:
    """An enumeration up to the name behind its last conjunction; None where it has none, or one person."""
    for last in range(len(run) - 1, 0, -1):
        between = [article.words[i] for i in range(run[last - 1][0][-1] + 1, run[last][0][0])]
        conjunction = next((word.text for word in between if "conjunction" in word.deps), None)
        of_several = (
            "plural" in between[-1].tags
        )  # "of schools and parks experts Hill": a noun of several is no title of one
        if conjunction is not None and not of_several:
            people = tuple({entity.index: entity for _, entity in run[: last + 1]}.values())
            words = range(run[0][0][0], run[last][0][-1] + 1)
            return Enumeration(words, people, conjunction) if len(people) > 1 else None
    return None
