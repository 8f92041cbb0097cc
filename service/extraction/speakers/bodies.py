"""The bodies that an article names anywhere, and the nouns it calls them by: "l'ONG X", "X, a union".

A body is an organisation found by NER or an institution of the catalogue.
"""

from __future__ import annotations

from typing import NamedTuple

from service.extraction.punctuation import BEFORE_APPOSITION
from service.extraction.reading.article import Article, Word
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.people import People
from service.extraction.syntax.phrases import gender_of

MAX_BODY_NAME = 8
MAX_CATALOGUED = 4  # most words of a name looked up in the catalogue
MAX_BEFORE = 4  # words between a noun and the name beside it


class NamedBody(NamedTuple):
    """A mention of a body: its identity, and the nouns that it is called by there."""

    identity: Identity
    nouns: frozenset[str]


def find_bodies(article: Article, people: People, institutions: Institutions) -> dict[int, NamedBody]:
    """The bodies named in the narration, by the last word of each mention."""
    found: dict[int, NamedBody] = {}
    end = 0
    for word in article.capitals:
        if word.i < end or word.quotation >= 0 or people.at(word.i) is not None:
            continue
        named = _named_at(article, word.i, institutions)
        if named is not None:
            span, identity = named
            found[span[-1]] = NamedBody(identity, _nouns(article, span))
            end = span[-1] + 1
    return found


def _named_at(article: Article, at: int, institutions: Institutions) -> tuple[range, Identity] | None:
    """The name that begins at a word, and its body: from the catalogue, else by NER."""
    span = _organisation(article, at)
    known = institutions.known(_capitals(article, at) if span is None else span)
    if known is not None or span is None:
        return known
    gender = gender_of(article, article.words[at - 1].norm) if at else ""
    return span, Identity(article.text_of(span), "institution", "named", gender, "singular")


def _organisation(article: Article, at: int) -> range | None:
    """The name of an organisation that begins at a word, by NER."""
    labels = article.lexicon.entities["body"]
    word = article.words[at]
    if not word.entity.startswith("B-") or word.entity[2:] not in labels:
        return None
    end = at + 1
    while end < len(article.words) and end - at < MAX_BODY_NAME:
        other = article.words[end]
        if "verb" in other.tags and other.text.islower():
            break  # NER's mistake: "Justice faces critics"
        if not other.entity.startswith("I-") or other.entity[2:] not in labels or other.unit != word.unit:
            break
        end += 1
    genitive = article.words[end - 1].norm in article.lexicon.determiners["genitive"]
    if end - at > 1 and genitive and "possessive" in article.words[end - 2].deps:
        end -= 1  # "Facebook's users", but "McDonald's said"
    return range(at, end)


def _capitals(article: Article, at: int) -> range:
    """The capitalised words from a word on, in the same sentence of the narration."""
    end = at + 1
    while end < len(article.words) and end - at < MAX_CATALOGUED:
        other = article.words[end]
        if not other.text[:1].isupper() or other.unit != article.words[at].unit or other.quotation >= 0:
            break
        end += 1
    return range(at, end)


def _nouns(article: Article, span: range) -> frozenset[str]:
    """The nouns for a body or an outlet right before a name, or in apposition to it."""
    words = article.words
    found = set()
    for k in range(span[0] - 1, max(-1, span[0] - 1 - MAX_BEFORE), -1):
        if words[k].punctuation or article.has_tag(words[k], "preposition", "verb"):
            break
        if is_body_noun(article, words[k]):
            found.add(words[k].norm)
    comma = span[-1] + 1
    if comma < len(words) and words[comma].text in BEFORE_APPOSITION:
        for k in range(comma + 1, min(comma + 1 + MAX_BEFORE, len(words))):
            if words[k].punctuation or words[k].unit != words[comma].unit or "verb" in words[k].tags:
                break
            if is_body_noun(article, words[k]):
                found.add(words[k].norm)
                break
    return frozenset(found)


def is_body_noun(article: Article, word: Word) -> bool:
    """Is it a noun for a body, a group or an outlet?"""
    if article.lexicon.is_noun(word.norm, "outlet"):
        return True
    found = article.person_nouns[word.i]
    return found is not None and found[1].category in ("institution", "group") and not found[1].plural
