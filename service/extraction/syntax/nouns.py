"""What belongs to a noun: possessives, complements, coordinated nouns, appositions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from service.extraction.reading.article import Article, Word
from service.extraction.syntax.phrases import is_name, is_nominal
from service.extraction.syntax.tree import dependents, subtree, tops


def possessives(article: Article, noun: int) -> list[Word]:
    """The possessives of a noun that stand left of it: "Trump's", "his"."""
    return [word for word in dependents(article, noun, "possessive") if word.i < noun]


def governed_noun(article: Article, noun: int, words: range) -> Word | None:
    """The first noun among some words that depends on another noun, such as its complement."""
    below = (word for word in dependents(article, noun) if word.i in words)
    return next((word for word in below if is_nominal(article, word)), None)


def top_noun(article: Article, words: range) -> int | None:
    """The first noun among some words that depends on none of them."""
    nominal = (i for i in words if is_nominal(article, article.words[i]))
    return next((i for i in nominal if article.words[i].head not in words), None)


def qualifies_next(article: Article, name: range, phrase: range) -> bool:
    """Is a name part of a noun right of it in its phrase: "the Trump lawyer"?"""
    following = name[-1] + 1
    return following <= phrase[-1] and any(
        article.has_dep(article.words[i], "name_part", "possessive")
        and name[-1] < article.words[i].head <= phrase[-1]
        and not article.words[following].punctuation
        for i in name
    )


def opens_subject(article: Article, word: Word) -> bool:
    """Does a word modify a noun after it that is a verb's subject: "state media quoted …"?"""
    noun = article.words[word.head]
    modifies = noun.i > word.i and article.has_dep(word, "modifier", "name_part")
    return modifies and "subject" in noun.deps and "verb" in article.words[noun.head].tags


def apposed_to(article: Article, words: range) -> frozenset[int]:
    """The nouns that some words are in apposition to."""
    return frozenset(article.words[i].head for i in words if "apposition" in article.words[i].deps)


def clause_begins(article: Article, noun: int, at: int) -> bool:
    """Does a relative clause or a participle of a noun begin at a word?"""
    clauses = dependents(article, noun, "relative_clause", "participle")
    return any(subtree(article, clause.i).start == at for clause in clauses)


def joined_nouns(article: Article, head: int) -> list[int]:
    """The heads that a conjunction joins to another; none if only some of them are names."""
    words = article.words
    joined = [
        word.i
        for word in dependents(article, head, "coordinated")
        if is_nominal(article, word)
        and word.quotation == words[head].quotation
        and not any("relative_clause" in words[k].deps for k in range(head + 1, word.i))
    ]
    if not joined or not conjunctions(article, (head, *joined)):
        return []
    names = {is_name(article, words[i]) for i in (head, *joined)}
    return joined if len(names) == 1 else []


def first_joined(article: Article, words: range) -> Word:
    """The highest of some words, or the first of the nouns with which it is coordinated."""
    top = tops(article, words)[0]
    for above in article.ancestors(top):
        if "coordinated" not in top.deps:
            break
        top = above
    return top


def governing_nouns(article: Article, noun: Word) -> list[Word]:
    """The words above a noun in its phrase, up to the first verb, the nearest first."""
    return list(takewhile(lambda above: "verb" not in above.tags, article.ancestors(noun)))


def conjunctions(article: Article, heads: Sequence[int]) -> list[Word]:
    """The conjunctions that join some nouns."""
    return [word for head in heads for word in dependents(article, head, "conjunction")]


def noun_before(article: Article, at: int) -> int | None:
    """The head of the noun phrase that ends with a word; a person's name only has another person above it."""
    word = article.words[at]
    while word.quotation < 0 and word.head < word.i and not _is_whole(article, word):
        word = article.words[word.head]
    return word.i if word.quotation < 0 and is_nominal(article, word) else None


def _is_whole(article: Article, word: Word) -> bool:
    """Is a word's head outside its noun phrase: a verb, quoted, or for a person's name no other person?"""
    above = article.words[word.head]
    if "verb" in above.tags or above.quotation >= 0:
        return True
    person = word.entity[2:] in article.lexicon.entities["person"] and "name_part" not in word.deps
    return person and ("apposition" in word.deps or article.person_nouns[above.i] is None)
