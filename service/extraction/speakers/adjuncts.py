"""Where the adjuncts of a verb begin that its subject stands before: "a dit la ministre | sur Europe 1".

The parser attaches them to the noun.
"""

from __future__ import annotations

from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.speakers.institutions import Institutions
from service.extraction.syntax.phrases import is_nominal
from service.lexicons.catalogue_values import MEDIA
from service.lexicons.schema import NounKind

MAX_BEFORE_ADJUNCT = 40  # words of a phrase after its head
DATE = 3  # words
MAX_OBJECT = 4  # words from a preposition to its noun
OCCASIONS: tuple[NounKind, ...] = ("outlet", "document", "event", "utterance", "time")


class Adjuncts:
    """Cuts the adjuncts off the phrases of one article."""

    def __init__(self, article: Article, institutions: Institutions) -> None:
        self._article = article
        self._institutions = institutions

    def without(self, words: range, head: int) -> range:
        """The phrase up to its first adjunct of time, hearer, medium or occasion."""
        first = head + 1 + self._is_by_somebody(head)
        for at in range(first, min(words[-1] + 1, head + MAX_BEFORE_ADJUNCT)):
            if self._is_day(at) or self._is_of_verb(at) or self._is_address(at, words, head):
                return range(words[0], at)
        return words

    def _is_by_somebody(self, head: int) -> bool:
        """Does an author's preposition follow a noun for a text: "a statement from the mayor"?"""
        article = self._article
        text = article.lexicon.is_noun(article.words[head].norm, "document")
        after = article.words[head + 1 : head + 2]
        return text and any(word.norm in article.lexicon.determiners["author"] for word in after)

    def _is_day(self, at: int) -> bool:
        """Does a time begin here that no noun before it has: "le chef de l'État jeudi", "Bayer le 12 mai"?"""
        article = self._article
        word, before = article.words[at], article.words[at - 1]
        if "preposition" in before.tags:
            return False
        if self._is_date(at):
            return True
        tied = "number" in before.tags or self._opens_noun(before)
        return article.lexicon.is_noun(word.norm, "time") and word.text.islower() and not tied

    def _is_date(self, at: int) -> bool:
        """Do three words from here on tell a day: "le 12 mai", "ce 25 avril"?"""
        words, lexicon = self._article.words[at : at + DATE], self._article.lexicon
        if len(words) < DATE or words[0].norm not in lexicon.determiners["definite"]:
            return False
        return words[1].norm.isdigit() and lexicon.is_noun(words[2].norm, "time")

    def _opens_noun(self, word: Word) -> bool:
        """Is it an adjective right behind a determiner, which tells of the next word: "le premier lundi"?"""
        before = self._article.words[word.i - 1]
        return "adjective" in word.tags and "determiner" in before.deps

    def _is_of_verb(self, at: int) -> bool:
        """Does a phrase begin here that no noun for somebody has: "depuis Berlin", "après la réunion"?

        Before a number it may be one's: "maire de Lyon depuis 2001".
        """
        article = self._article
        aside = phrase_at(article, article.lexicon.adverbials["aside"], article.words[at])
        if aside is not None and aside[0] > at:
            return True
        found = phrase_at(article, article.lexicon.prepositions["adjunct"], article.words[at])
        after = [] if found is None else article.words[found[0] + 1 : found[0] + 2]
        return any("number" not in word.tags for word in after)

    def _is_address(self, at: int, words: range, head: int) -> bool:
        """Does a phrase of hearer, medium or occasion begin here: "au micro de …", "in a statement"?"""
        article = self._article
        found = phrase_at(article, article.lexicon.prepositions["address"], article.words[at])
        if found is None:
            return False
        last = found[0]
        compound = last > at and article.words[last].norm in article.lexicon.determiners["of"]
        if compound and self._is_beside_office(last + 1):
            return False
        if compound or last - at >= 2:
            return True
        start = last + ("noun" not in article.words[last].tags)  # "au quotidien" has its noun
        object_ = self._object(range(start, min(start + MAX_OBJECT, words.stop)))
        heard = at - 1 == head or article.words[at - 1].form != "past"
        return self._is_occasion(object_) or (heard and self._is_heard_by(at, object_))

    def _object(self, words: range) -> range:
        """The words of an object up to the next preposition."""
        tied = (k for k in words if "preposition" in self._article.words[k].tags)
        return range(words.start, next(tied, words.stop))

    def _is_occasion(self, object_: range) -> bool:
        """Is the object of a preposition a medium, a text, an occasion or a time?"""
        lexicon = self._article.lexicon
        for k in object_:
            word = self._article.words[k]
            if any(lexicon.is_noun(word.norm, kind) for kind in OCCASIONS):
                return True
            if is_nominal(self._article, word):
                break
        medium = self._institutions.within(object_) if object_ else None
        return medium is not None and medium.type in MEDIA

    def _is_heard_by(self, at: int, object_: range) -> bool:
        """Does a preposition tell that several people hear the words: "aux députés", "à ses proches"?

        Behind a participle it tells of an office: "la ministre déléguée aux personnes âgées".
        """
        article = self._article
        if phrase_at(article, article.lexicon.prepositions["hearer"], article.words[at]) is None:
            return False
        noun = next((k for k in object_ if is_nominal(article, article.words[k])), None)
        person = None if noun is None else article.person_nouns[noun]
        return person is not None and person[1].plural and article.words[person[0]].text.islower()

    def _is_beside_office(self, at: int) -> bool:
        """Does a title begin at a word, as in "le secrétaire d'État auprès du ministre"?"""
        nouns = self._article.person_nouns[at : at + 1]
        return any(noun is not None and noun[1].category == "title" for noun in nouns)
