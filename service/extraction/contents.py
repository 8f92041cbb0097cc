"""What a quotation reports: the whole clause around it, and whether it is quoted whole."""

from __future__ import annotations

from service.extraction.analysis import Article
from service.extraction.attribution import Attribution
from service.extraction.model import QuoteType, Span
from service.extraction.phrases import is_punctuation


def quote_type(article: Article, attribution: Attribution) -> QuoteType:
    """`direct` where the marks hold all that is reported, else `mixed`."""
    words = article.quoted[attribution.quotation]
    if not words:
        return "direct"
    before, after = _around(article, attribution, words)
    return "mixed" if before or after else "direct"


def content_of(article: Article, attribution: Attribution) -> Span:
    """The reported clause of a mixed quotation; of a direct one, what it covers itself."""
    quotation = article.quotations[attribution.quotation]
    own = Span(quotation.spans[0].start, quotation.spans[-1].end)
    words = article.quoted[attribution.quotation]
    if not words:
        return own
    before, after = _around(article, attribution, words)
    start = article.words[before[0]].start if before else own.start
    end = article.words[after[-1]].end if after else own.end
    return Span(min(start, own.start), max(end, own.end))


def _around(article: Article, attribution: Attribution, words: range) -> tuple[list[int], list[int]]:
    """The words of the reported clause outside the marks, left and right of them."""
    frame = attribution.frame
    first, last = article.words[words[0]], article.words[words[-1]]
    low, high = article.units[first.unit][0], article.units[last.unit][-1]
    if frame is not None and attribution.how != "continued":
        if frame.end < words[0]:
            low = max(low, frame.end + 1)
        elif frame.start > words[-1]:
            high = min(high, frame.start - 1)
    for other in attribution.outer:
        if other.end < words[0]:
            low = max(low, other.end + 1)
        elif other.start > words[-1]:
            high = min(high, other.start - 1)
    before = _trimmed(article, range(low, words[0]))
    after = _trimmed(article, range(words[-1] + 1, high + 1))
    while before and article.words[before[0]].norm in article.lexicon.adverbials["complementizer"]:
        before = before[1:]
    return before, after


def _trimmed(article: Article, words: range) -> list[int]:
    """A stretch without the punctuation and conjunctions at its ends."""
    kept = list(words)
    while kept and (is_punctuation(article.words[kept[0]]) or article.has_dep(article.words[kept[0]], "conjunction")):
        kept = kept[1:]
    while kept and (is_punctuation(article.words[kept[-1]]) or article.has_dep(article.words[kept[-1]], "conjunction")):
        kept = kept[:-1]
    return kept
