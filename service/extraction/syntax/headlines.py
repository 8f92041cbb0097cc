"""Headlines: lines with capitals throughout, where capitals tell no name and taggers no verb."""

from __future__ import annotations

from service.extraction.reading.article import Article, Word, once

MIN_WORDS, SHARE, LONG = 3, 0.7, 4


@once
def is_headline(article: Article, unit: int) -> bool:
    """Does a sentence of the narration have capitals throughout, as headlines have?"""
    sentence = article.units[unit]
    outside = [w.text for w in article.words[sentence.start : sentence.stop] if w.quotation < 0]
    long = [text for text in outside if len(text) >= LONG and text.isalpha()]
    upper = sum([text[0].isupper() for text in long])
    return len(long) >= MIN_WORDS and upper >= SHARE * len(long)


def is_headline_verb(article: Article, word: Word) -> bool:
    """Is what the tagger took for a name the verb of a headline: "Merkel Calls Macron a “Friend”"?"""
    if "name" not in word.tags or word.i == 0 or article.words[word.i - 1].unit != word.unit:
        return False
    before = article.words[word.i - 1]
    if before.quotation >= 0 or not article.has_tag(before, "name", "noun"):
        return False
    return is_headline(article, word.unit) and not _has_verb(article, word.unit)


@once
def _has_verb(article: Article, unit: int) -> bool:
    """Has a sentence of the narration a verb that the tagger knows?"""
    outside = (article.words[i] for i in article.units[unit] if article.words[i].quotation < 0)
    return any(article.has_tag(w, "verb", "auxiliary") for w in outside)
