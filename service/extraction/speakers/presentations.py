"""Shows by what stands beside a name that it is a person's, whatever NER takes it for.

A noun for one person stands right before it ("spokesperson Thandi Mokoena") or in apposition to it ("Zoltán
Fekete, the commissioner").  McDonald (1996) calls such contexts external evidence for a proper name.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word
from service.extraction.syntax.nouns import apposed_to

MAX_TITLE_BEFORE = 5  # words of a title right before a name
MAX_CAPITALS = 5  # words of a name after a noun for a thing
MAX_BEFORE_APPOSED = 4  # words from the comma to the noun in apposition
MAX_AFTER_NOUN = 6  # words after that noun that may hold another name


def is_person(article: Article, word: Word) -> bool:
    """Does NER take the word for part of a person's name?"""
    return word.entity[2:] in article.lexicon.entities["person"]


def is_presented(article: Article, name: range) -> bool:
    """Does a noun for one person stand right before a name, or is either in apposition to the other?"""
    return (
        follows_title(article, name[0]) or _is_introduced(article, name[-1] + 1) or _introduces(article, name)
    )


def is_of_thing(article: Article, at: int) -> bool:
    """Does a noun for a thing stand right before a capitalised name: "la marque Sonia Rykiel"?"""
    words = article.words
    first = at
    while first and at - first < MAX_CAPITALS and words[first - 1].text[:1].isupper():
        first -= 1
    before = words[first - 1] if first else words[at]
    if before.unit != words[at].unit or before.quotation != words[at].quotation:
        return False
    return before.norm in article.lexicon.determiners["namesake"]


def comes_in_anew(article: Article, name: range) -> bool:
    """Does an age or an indefinite phrase after a comma introduce the name: "Brad, a burly man"?"""
    comma, first = name[-1] + 1, name[-1] + 2
    if first >= len(article.words) or article.words[comma].text != COMMA:
        return False
    word = article.words[first]
    if word.unit != article.words[comma].unit or word.quotation >= 0:
        return False
    return word.text.isdigit() or word.norm in article.lexicon.determiners["indefinite"]


def _introduces(article: Article, name: range) -> bool:
    """Is a name after a comma in apposition to a noun for one person: "the head of the agency, Bo Wei"?"""
    words = article.words
    at = name[0]
    if not at or words[at - 1].text != COMMA or words[at - 1].unit != words[at].unit:
        return False
    return any(head < at and _person_noun(article, head) == head for head in apposed_to(article, name))


def _person_noun(article: Article, at: int) -> int | None:
    """The last word of the noun for one person that begins at a word."""
    found = article.person_nouns[at]
    if found is None or found[1].plural or found[1].category not in ("title", "person"):
        return None
    return found[0] if article.has_tag(article.words[found[0]], "noun", "name") else None


def follows_title(article: Article, at: int) -> bool:
    """Does a noun for one person end right before a word, in its sentence?"""
    return next(_titles_before(article, at), None) is not None


def is_part_of_address(article: Article, at: int) -> bool:
    """Does a title without determiner right before a word form a name with it: "Senator Hill"?

    A determiner makes it a description, which a party or firm may follow: "la députée Renaissance".
    """
    firsts = list(_titles_before(article, at))
    return bool(firsts) and not any("determiner" in article.words[k - 1].deps for k in firsts if k)


def _titles_before(article: Article, at: int) -> Iterator[int]:
    """The first words of the nouns for one person that end right before a word."""
    unit = article.words[at].unit
    before = range(max(0, at - MAX_TITLE_BEFORE), at)
    return (k for k in before if article.words[k].unit == unit and _person_noun(article, k) == at - 1)


def _is_introduced(article: Article, at: int) -> bool:
    """Does a comma at `at` open an apposition with a noun for one person, and without another name?"""
    words = article.words
    if at >= len(words) or words[at].text != COMMA or words[at].unit != words[at - 1].unit:
        return False
    for k in range(at + 1, min(at + 1 + MAX_BEFORE_APPOSED, len(words))):
        word = words[k]
        if word.unit != words[at].unit or word.punctuation or word.quotation >= 0:
            return False
        noun = _person_noun(article, k)
        if noun is not None:
            return word.text.islower() and not _names_another(article, noun + 1)
        if not article.has_dep(word, "determiner", "modifier", "name_part"):
            return False
    return False


def _names_another(article: Article, at: int) -> bool:
    """Does the apposition have a name of its own, like the next item of an enumeration?"""
    words = article.words
    for k in range(at, min(at + MAX_AFTER_NOUN, len(words))):
        if words[k].unit != words[at].unit or words[k].punctuation:
            return False
        if is_person(article, words[k]):
            return True
    return False
