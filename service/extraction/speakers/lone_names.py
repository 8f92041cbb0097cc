"""Names of one part: a family name that identifies a well-known person, or a first name alone."""

from __future__ import annotations

from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word, once
from service.extraction.speakers.name_parts import ends_compound, opens_name
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.syntax.subjects import is_subject_of_cue

MAX_SURNAME = 3
MIN_FIRST_NAME = 3  # letters of a first name that stands alone
MIN_BEFORE = 2  # words before a name in apposition: a comma and a noun
MAX_TO_COMMA = 8  # words from the noun of a phrase to the comma behind it
PRIVATE_NOUNS = frozenset({"person", "kin"})  # categories of nouns that introduce people by their first names


def known_surname_at(article: Article, at: int, people: PeopleIndex) -> range | None:
    """The family name that begins at word `at` and identifies somebody alone, without a name beside it."""
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
    """A first name alone: in apposition, or a subject that NER takes for neither a place nor a body."""
    word = article.words[at]
    if word.norm not in article.lexicon.first_names or len(word.text) < MIN_FIRST_NAME:
        return None
    if not opens_name(article, word) or _is_named(article, at + 1, word):
        return None
    entities = article.lexicon.entities
    person = word.entity[2:] not in entities["body"] | entities["place"]
    return range(at, at + 1) if ("subject" in word.deps and person) or _is_apposed(article, at) else None


def _is_apposed(article: Article, at: int) -> bool:
    """Does a word stand between marks behind a phrase for one person: "une voisine du couple, Julie,"?"""
    words = article.words
    closed = all(w.punctuation for w in words[at + 1 : at + 2])
    if at < MIN_BEFORE or words[at - 1].text != COMMA or not closed:
        return False
    for k in range(at - MIN_BEFORE, max(-1, at - MIN_BEFORE - MAX_TO_COMMA), -1):
        word = words[k]
        if word.punctuation or word.unit != words[at].unit or "verb" in word.tags or word.quotation >= 0:
            return False
        noun = article.person_nouns[k]
        if noun is not None and not noun[1].plural and noun[1].category in PRIVATE_NOUNS:
            return words[at].quotation < 0
    return False


@once
def possible_names(article: Article) -> bytes:
    """For each word 1 if it may be a family name, else 0."""
    found = bytearray(len(article.words))
    for word in article.capitals:
        found[word.i] = _may_be_name(article, word)
    return bytes(found)


def _may_be_name(article: Article, word: Word) -> bool:
    """Is a capitalised word a name by its tag, by NER or as the subject of a cue, and not a first name?"""
    if word.norm in article.lexicon.first_names:
        return False
    return bool(word.entity) or "name" in word.tags or is_subject_of_cue(article, word)


def _is_named(article: Article, at: int, beside: Word) -> bool:
    """Is the word at `at`, right beside another, a capitalised name in the same sentence and quotation?"""
    if not 0 <= at < len(article.words):
        return False
    word = article.words[at]
    same = word.unit == beside.unit and word.quotation == beside.quotation
    return same and word.text[:1].isupper() and "name" in word.tags
