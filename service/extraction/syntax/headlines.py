"""Headlines: lines with capitals throughout, where capitals tell no name and taggers no verb."""

from __future__ import annotations

from service.extraction.reading.article import Article, once

MIN_WORDS, SHARE, LONG = 3, 0.7, 4


@once
def is_headline(article: Article, unit: int) -> bool:
    """Does a sentence of the narration have capitals throughout, as headlines have?"""
    outside = [article.words[i] for i in article.units[unit] if article.words[i].quotation < 0]
    long = [w for w in outside if len(w.text) >= LONG and w.text.isalpha()]
    upper = sum(w.text[0].isupper() for w in long)
    return len(long) >= MIN_WORDS and upper >= SHARE * len(long)
