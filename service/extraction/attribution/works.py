"""Titles of broadcasts, books and films between marks, and intertitles: never speech.

"Mr. Khan said on NBC's “Meet the Press” that …": capitals on every word but the small ones, in a place where
names stand and a speaker's words do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.extraction.attribution.placement import word_beside
from service.extraction.marks.costs import SINGLES
from service.extraction.model import Span
from service.extraction.punctuation import COMMA, PHRASE_ENDS, SPEECH_ENDS
from service.extraction.reading.article import Article, Word, once, phrase_at
from service.extraction.syntax.headlines import is_headline
from service.extraction.syntax.phrases import is_name, is_person_word
from service.extraction.syntax.subjects import own_subject
from service.extraction.syntax.verb_groups import is_passive, is_time
from service.lexicons.schema import NounKind

MAX_WORK_TITLE = 12
SMALL_WORD_LETTERS = 4
MAX_INTERTITLE = 8
MAX_TERM = 3
STOPS_OF_OTHERS = frozenset(".,")  # stops inside the marks that may be the reporter's own
WORKS: tuple[NounKind, ...] = ("work", "outlet")


def is_title_case(article: Article, words: Sequence[Word]) -> bool:
    """Do all words but the small ones begin with a capital, the first and the last among them?"""
    if not 2 <= len(words) <= MAX_WORK_TITLE:
        return False
    if words[0].text[0].islower() or words[-1].text[0].islower():
        return False
    capitals = sum([w.text[0].isupper() for w in words])
    return capitals >= 2 and all(not w.text[0].islower() or len(w.text) <= SMALL_WORD_LETTERS for w in words)


def is_title(article: Article, quotation: int) -> bool:
    """Is a quotation short enough for a title, and does it stand where titles, names and terms do?"""
    rules = (_is_intertitle, _names_a_work, _is_proper_name, _is_term)
    return size_of(article, quotation) <= MAX_WORK_TITLE and any(rule(article, quotation) for rule in rules)


def _is_intertitle(article: Article, quotation: int) -> bool:
    """Is it a short line of its own that ends no sentence, is in single marks or has capitals throughout?

    Such a line at most echoes what is quoted elsewhere.
    """
    marks = article.quotations[quotation]
    if size_of(article, quotation) > MAX_INTERTITLE or not _is_whole_line(article.text, marks.outer):
        return False
    if article.text[marks.outer.start] in SINGLES or is_title_case(article, lexical(article, quotation)):
        return True
    return article.text[marks.spans[-1].end - 1] not in SPEECH_ENDS


def is_blank(text: str, at: int, step: int) -> bool:
    """Does nothing but white space stand from a place to the beginning (step -1) or end (1) of its line?"""
    at -= step < 0
    while 0 <= at < len(text) and text[at] != "\n" and text[at].isspace():
        at += step
    return not 0 <= at < len(text) or text[at] == "\n"


def _is_whole_line(text: str, span: Span) -> bool:
    """Is there only white space beside the span on its lines, and none at its own ends?"""
    alone = is_blank(text, span.start, -1) and is_blank(text, span.end, 1)
    return alone and not text[span.start].isspace() and not text[span.end - 1].isspace()


def _names_a_work(article: Article, quotation: int) -> bool:
    """Is the quotation the title of something that the sentence only mentions?"""
    words = lexical(article, quotation)
    if not words or is_headline(article, words[0].unit):
        return False
    first = words[0].i
    owned = _after_genitive(article, first)
    if not is_title_case(article, words):
        return owned and len(words) == 1 and words[0].text[0].isupper()
    if owned or _after_noun(article, first):
        return True
    return _after_preposition(article, first) and not _is_epithet(article, quotation)


def _is_proper_name(article: Article, quotation: int) -> bool:
    """Do capitals throughout, after a determiner or preposition, make it a name: "du « Grand Débat »"?"""
    words = lexical(article, quotation)
    if size_of(article, quotation) < 2 or not all(w.text[:1].isupper() for w in words):
        return False
    before = word_beside(article, words[0].i, -1) if words else None
    if before is None or before.quotation >= 0 or is_headline(article, before.unit):
        return False
    tied = "preposition" in before.tags or article.has_dep(before, "determiner", "possessive")
    return tied and before.norm not in article.lexicon.adverbials["predicative"]


def _is_term(article: Article, quotation: int) -> bool:
    """Do few words, announced as a term or a name, end with the stop of the sentence around them?

    "He had never heard the word “gazump.”": where style puts the stop inside the marks, it does not make the
    words a sentence.  A capital after the maker of a work announces a title: "the author of “Winter.”".
    """
    words = lexical(article, quotation)
    before = word_beside(article, words[0].i, -1) if words else None
    if size_of(article, quotation) > MAX_TERM or before is None or before.quotation >= 0:
        return False
    verbs = any("verb" in word.tags for word in words)
    last = article.quotations[quotation].spans[-1].text(article.text)[-1:]
    if verbs or last not in STOPS_OF_OTHERS:
        return False
    made = before.norm in article.lexicon.determiners["of"] and before.i and words[0].text[0].isupper()
    called = own_subject(article, before) and not is_passive(article, before)  # "what she called “unfair,”"
    return ("term" in article.noun_kinds_at(before) and not called) or bool(
        made and _makes_works(article, article.words[before.i - 1])
    )


@once
def size_of(article: Article, quotation: int) -> int:
    """How many words a quotation has, including those that were not analysed."""
    return sum([len(span.text(article.text).split()) for span in article.quotations[quotation].spans])


@once
def lexical(article: Article, quotation: int) -> Sequence[Word]:
    """The words of a quotation without punctuation."""
    words = article.quoted[quotation]
    return [word for word in article.words[words.start : words.stop] if not word.punctuation]


def _is_epithet(article: Article, quotation: int) -> bool:
    """Does a name follow right after the marks: "after “Mister Evil” Trump called"?"""
    last = article.quoted[quotation][-1]
    following = word_beside(article, last, 1)
    if following is None or article.words[last].text[-1:] in PHRASE_ENDS:
        return False
    return is_name(article, following) and not is_time(article, following)


def _after_preposition(article: Article, first: int) -> bool:
    """Does "on", "in", "at" and the like stand before it, with a possessor or a noun for a work between?"""
    at = first - 1
    while at >= 0 and first - at <= 6 and article.words[at].unit == article.words[first].unit:
        word = article.words[at]
        if word.quotation >= 0 or "verb" in word.tags or word.punctuation:
            return False
        if word.norm in article.lexicon.determiners["of"] and at:
            return _makes_works(article, article.words[at - 1])
        if "preposition" in word.tags:
            address = phrase_at(article, article.lexicon.prepositions["address"], word)
            return address is not None and "auxiliary" not in word.deps
        at -= 1
    return False


def _after_noun(article: Article, first: int) -> bool:
    """Does a noun for a work stand right before it: "in his book, “…”"?"""
    at = first - 1 - (first > 0 and article.words[first - 1].text == COMMA)
    return (
        at >= 0
        and article.words[at].quotation < 0
        and article.lexicon.is_noun(article.words[at].norm, "work")
    )


def _after_genitive(article: Article, first: int) -> bool:
    """Does a possessor stand right before it: "She told NBC's “Meet the Press” that …"?"""
    before = word_beside(article, first, -1)
    return before is not None and before.norm in article.lexicon.determiners["genitive"]


def _makes_works(article: Article, word: Word) -> bool:
    """Is it a noun for a work or outlet, or for somebody who makes one ("the author of")?"""
    known = any(article.lexicon.is_noun(word.norm, kind) for kind in WORKS)
    return known or is_person_word(article, word)
