"""Whose text an article is that says "I", and whom a letter calls "you".

A text tells its author in a heading ("Statement of Senator Ann Roe") or in the signature at its
end ("Sincerely, / Ann Roe"); a letter tells its addressee in the salutation ("Dear Secretary Hill:").
Where a text tells several, nobody can be told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from service.extraction.reading.article import Article, once
from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.people import People
from service.extraction.speakers.phrase import Identifying, Phrase, Told

AUTHOR, ADDRESSEE = 1, 2  # grammatical persons
LONGEST = 30  # words of a line that is no paragraph
SIGNATURE = 2  # lines below the closing of a letter
ENDS_SALUTATION = frozenset(",:")

Telling = Callable[[Article, range, range], bool]  # does a line tell it of the name in it?


def _author(told: Told, mention: Phrase) -> Identity | None:
    return _told_of(told, mention, AUTHOR, _tells_author)


def _addressee(told: Told, mention: Phrase) -> Identity | None:
    return _told_of(told, mention, ADDRESSEE, _tells_addressee)


def _told_of(told: Told, mention: Phrase, person: int, tells: Telling) -> Identity | None:
    """For a pronoun of a grammatical person the only one of whom the lines of the article tell it."""
    pronoun = mention.pronoun
    if pronoun is None or pronoun.person != person or pronoun.number == "plural":
        return None
    entity = _only_one(told.article, told.people, tells)
    return None if entity is None else told.people.identity(entity, "pronoun")


@once
def author_who_says_i(article: Article, people: People) -> Entity | None:
    """The author of a text who calls himself "I" in its narration, and so nothing else."""
    pronouns = article.lexicon.pronouns.items()
    first = {form for form, p in pronouns if p.person == AUTHOR and p.number == "singular"}
    says = any(word.norm in first and word.quotation < 0 for word in article.words)
    return _only_one(article, people, _tells_author) if says else None


@once
def _only_one(article: Article, people: People, tells: Telling) -> Entity | None:
    """The person of whom the short lines of an article's narration tell something, if it is one person."""
    found = {
        entity.index: entity
        for entity in people.entities
        for name in entity.mentions
        if article.words[name[0]].quotation < 0
        and len(line := _line_of(article, article.lines[name[0]])) <= LONGEST
        and tells(article, line, name)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _line_of(article: Article, line: int) -> range:
    """The words of a line."""
    return range(bisect_left(article.lines, line), bisect_right(article.lines, line))


def _tells_author(article: Article, line: range, name: range) -> bool:
    """Is a line a heading that tells whose words follow, or the signature that holds the name?"""
    return _is_signature(article, line, name) or _is_heading(article, line, name)


def _is_signature(article: Article, line: range, name: range) -> bool:
    """Does a name, its titles aside, begin a line below the closing of a letter, or stand in that line?"""
    if any(article.person_nouns[i] is not None for i in name):
        return False  # "United States Senator"
    if _is_closing(article, line):
        return True
    number = article.lines[line[0]]
    below = any(_is_closing(article, _line_of(article, k)) for k in range(number - SIGNATURE, number))
    return below and _without_titles(article, line, name) < line[0]


def _is_closing(article: Article, line: range) -> bool:
    """Does a line close a letter: "Sincerely,"?"""
    return bool(line) and article.words[line[0]].norm in article.lexicon.determiners["closing"]


def _is_heading(article: Article, line: range, name: range) -> bool:
    """Does a line without a finite verb say whose statement follows: "Remarks of Senator Roe"?"""
    at = _without_titles(article, line, name)
    words = article.words
    if at <= line[0] or words[at].norm not in article.lexicon.determiners["author"]:
        return False
    if any("verb" in words[i].tags and not words[i].form and words[i].text.islower() for i in line):
        return False
    noun = words[at - 1].norm
    return article.lexicon.is_noun(noun, "utterance") or article.lexicon.is_noun(noun, "document")


def _tells_addressee(article: Article, line: range, name: range) -> bool:
    """Does a line address the person in it, as a letter begins?"""
    begins = article.words[line[0]].norm in article.lexicon.determiners["salutation"]
    closed = name.stop == line[-1] and article.words[line[-1]].text in ENDS_SALUTATION
    return begins and closed and _without_titles(article, line, name) <= line[0]


def _without_titles(article: Article, line: range, name: range) -> int:
    """The word of a line before a name and its titles; before the line if none is."""
    at = name[0] - 1
    while at >= line[0] and _is_of_title(article, at):
        at -= 1
    return at


def _is_of_title(article: Article, at: int) -> bool:
    """May a word belong to a title: a noun for a person, a capital, an article; no "of"?"""
    word, determiners = article.words[at], article.lexicon.determiners
    if article.person_nouns[at] is not None or word.norm in determiners["definite"] - determiners["author"]:
        return True
    return word.text[:1].isupper() and word.norm not in determiners["author"]


AUTHORSHIP_RULES: tuple[Identifying, ...] = (
    Rule(
        "author_of_text",
        _author,
        "“I” outside of quotations is the author whom a heading or the signature names.",
        (
            Example("en", "Statement of Senator Anna Smith\n\nI told him, “It is over.”", "Anna Smith"),
            Example("fr", "Discours de la sénatrice Anne Roy\n\nJ'ai répondu : « C'est fini. »", "Anne Roy"),
        ),
    ),
    Rule(
        "addressee",
        _addressee,
        "“You” in a letter is whom it addresses.",
        (
            Example("en", "Dear Secretary Anna Smith:\n\nYou said that “it is over.”", "Anna Smith"),
            Example("fr", "Chère Anne Roy,\n\nVous avez dit : « C'est fini. »", "Anne Roy"),
        ),
    ),
)
