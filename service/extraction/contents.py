"""What a quotation reports: the whole clause around it, and whether it is quoted whole."""

from __future__ import annotations

from service.extraction.analysis import Article
from service.extraction.attribution import Attribution
from service.extraction.clauses import SEPARATORS, clause_end, complement_start, without_edges
from service.extraction.frames import Frame
from service.extraction.model import QuoteType, Span


def quote_type(article: Article, attribution: Attribution) -> QuoteType:
    """`direct` where the marks hold all that is reported, else `mixed`."""
    words = article.quoted[attribution.quotation]
    return "mixed" if words and any(_around(article, attribution, words)) else "direct"


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


def _around(article: Article, attribution: Attribution, words: range) -> tuple[range, range]:
    """The words of the reported clause outside the marks, left and right of them."""
    low = _begin(article, attribution, words)
    high = _end(article, attribution, words, low)
    before = without_edges(article, range(low, words[0]))
    while before and article.words[before[0]].norm in article.lexicon.adverbials["complementizer"]:
        before = before[1:]
    return before, without_edges(article, range(words[-1] + 1, high + 1))


def _begin(article: Article, attribution: Attribution, words: range) -> int:
    """The first word of the reported clause: behind the cue and the frames that stand before it."""
    frame = None if attribution.how == "continued" else attribution.frame
    low = article.units[article.words[words[0]].unit][0]
    if frame is not None and frame.end < words[0]:
        low = max(low, _start_of_complement(article, frame, words[0]))
    for other in attribution.outer:
        outer = frame is None or other.end < frame.start or other.kind == "preposition"
        if outer and low <= other.end < words[0]:
            low = other.end + 1
    return low


def _start_of_complement(article: Article, frame: Frame, limit: int) -> int:
    """The first word of what a cue reports, not behind word `limit`: of its clause, else what follows it."""
    start = complement_start(article, frame) if frame.kind == "verb" else None
    if start is not None and start <= limit:
        return start
    for k in range(frame.end + 1, limit):
        word = article.words[k]
        if (
            word.quotation < 0
            and word.norm in article.lexicon.adverbials["that"]
            and article.has_dep(word, "marker")
        ):
            return k
    return frame.end + 1


def _end(article: Article, attribution: Attribution, words: range, low: int) -> int:
    """The last word of the reported clause: before the cue, if it stands on the right."""
    frame = None if attribution.how == "continued" else attribution.frame
    high = article.units[article.words[words[-1]].unit][-1]
    if frame is not None and frame.end < words[0]:
        high = clause_end(article, frame, low, attribution.outer) - 1
    elif frame is not None and frame.start > words[-1]:
        high = min(high, frame.start - 1)
    for other in attribution.outer:
        if other.start > words[-1] and article.words[other.start - 1].text in SEPARATORS:
            high = min(high, other.start - 1)
    return max(words[-1], _end_of_tail(article, words[-1], high))


def _end_of_tail(article: Article, last: int, high: int) -> int:
    """Where what follows a quotation in its clause stops: at a comma or dash that no conjunction follows."""
    for k in range(last, high):
        word = article.words[k]
        pause = word.text in SEPARATORS and (word.quotation < 0 or k == last)
        if pause and not article.has_dep(article.words[k + 1], "conjunction"):
            return max(last, k - 1)
    return high
