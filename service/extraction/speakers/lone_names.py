"""Names of one part: a family name by which everybody knows somebody, a first name that stands alone."""

from __future__ import annotations

from service.extraction.reading.article import Article, Word, once
from service.extraction.speakers.name_parts import ends_compound, opens_name
from service.extraction.speakers.people_index import PeopleIndex

MAX_SURNAME = 3
MIN_FIRST_NAME = 3  # letters of a first name that stands alone


def known_surname_at(article: Article, at: int, people: PeopleIndex) -> range | None:
    """The family name that begins at word `at` and alone means somebody, with no name beside it."""
    words, first, names = article.words, article.words[at], possible_names(article)
    if 1 not in names[at : at + MAX_SURNAME]:
        return None
    if first.punctuation or not people.may_begin(first.text) or ends_compound(article, first):
        return None
    if "preposition" in first.tags or _is_named(article, at - 1, first):
        return None
    for end in range(min(len(words), at + MAX_SURNAME), at, -1):
        last = words[end - 1]
        if not names[end - 1] or _is_named(article, end, last):
            continue
        if people.knows_alone([word.text for word in words[at:end]]):
            return range(at, end)
    return None


def lone_first_name(article: Article, at: int) -> range | None:
    """A first name alone, as a subject that NER takes for no place and no body."""
    word = article.words[at]
    if word.norm not in article.lexicon.first_names or len(word.text) < MIN_FIRST_NAME:
        return None
    if not opens_name(article, word) or _is_named(article, at + 1, word):
        return None
    entities = article.lexicon.entities
    person = word.entity[2:] not in entities["body"] | entities["place"]
    return range(at, at + 1) if "subject" in word.deps and person else None


@once
def possible_names(article: Article) -> bytes:
    """For each word 1 if it may be a family name, else 0."""
    found = bytearray(len(article.words))
    for word in article.capitals:
        found[word.i] = _may_be_name(article, word)
    return bytes(found)


def _may_be_name(article: Article, word: Word) -> bool:
    """Is a capitalised word, no first name, a name by its tag, to NER of whatever kind, or as who says?"""
    if word.norm in article.lexicon.first_names:
        return False
    says = "subject" in word.deps and article.words[word.head].norm in article.lexicon.verbs
    return bool(word.entity) or "name" in word.tags or says


def _is_named(article: Article, at: int, beside: Word) -> bool:
    """Is there, right beside a word, another one of a name: a capital in the same sentence part?"""
    if not 0 <= at < len(article.words):
        return False
    word = article.words[at]
    same = word.unit == beside.unit and word.quotation == beside.quotation
    return same and word.text[:1].isupper() and "name" in word.tags
