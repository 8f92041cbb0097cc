"""Headlines: lines with capitals throughout, where a capital shows no name and the tagger misses verbs."""

from __future__ import annotations

from service.extraction.reading.article import Article, once

MIN_LONG_WORDS, SHARE, LONG_LETTERS = 3, 0.7, 4


@once
def is_headline(article: Article, unit: int) -> bool:
    """Does a sentence of the narration have capitals throughout, as headlines have?"""
    sentence = article.units[unit]
    outside = [w.text for w in article.words[sentence.start : sentence.stop] if w.quotation < 0]
    long = [text for text in outside if len(text) >= LONG_LETTERS and text.isalpha()]
    upper = sum([text[0].isupper() for text in long])
    return len(long) >= MIN_LONG_WORDS and upper >= SHARE * len(long)
