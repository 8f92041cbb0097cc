"""The content of a quotation: the whole reported clause around it, and whether all of that is quoted."""

from __future__ import annotations

from service.extraction.attribution.attribution import Attribution
from service.extraction.cues.frames import Frame
from service.extraction.model import QuoteType, Span
from service.extraction.reading.article import Article, once
from service.extraction.reports.clauses import clause_end, complement_start
from service.extraction.reports.surroundings import is_dash, is_pause, without_edges
from service.lexicons.schema import REPORTING


def content_of(article: Article, attribution: Attribution) -> tuple[QuoteType, Span]:
    """`direct` if the marks hold all that is reported, else `mixed`; and the span of the reported clause."""
    quotation = article.quotations[attribution.quotation]
    own = Span(quotation.spans[0].start, quotation.spans[-1].end)
    words = article.quoted[attribution.quotation]
    if not words:
        return "direct", own
    before, after = _around(article, attribution, words)
    start = article.words[before[0]].start if before else own.start
    end = article.words[after[-1]].end if after else own.end
    return "mixed" if before or after else "direct", Span(min(start, own.start), max(end, own.end))


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
    """The first word that a cue reports, at most `limit`: that of its clause, else the one after the cue."""
    start = complement_start(article, frame) if frame.kind == "verb" else None
    if start is not None and start <= limit:
        return start
    opens = article.words[limit - 1].norm in article.lexicon.adverbials["that"]
    return limit if opens and limit - 1 > frame.end else frame.end + 1


def _end(article: Article, attribution: Attribution, words: range, low: int) -> int:
    """The last word of the reported clause: before the cue, if the cue stands on the right."""
    frame = None if attribution.how == "continued" else attribution.frame
    high = article.units[article.words[words[-1]].unit][-1]
    if frame is not None and frame.end < words[0]:
        high = clause_end(article, frame, low, attribution.outer) - 1
    elif frame is not None and frame.start > words[-1]:
        high = min(high, frame.start - 1)
    for other in attribution.outer:
        if (
            other.start > words[-1]
            and other.strength >= REPORTING
            and is_pause(article, article.words[other.start - 1])
        ):
            high = min(high, other.start - 1)
    return _end_of_tail(article, words[-1], max(words[-1], high))


def _end_of_tail(article: Article, last: int, high: int) -> int:
    """The last word of what follows the last quotation of a clause: before a pause without a conjunction.

    Two dashes enclose a parenthesis, after which the clause continues.
    """
    return _end_behind(article, max(last, article.last_quoted[high]), high)


@once
def _end_behind(article: Article, last: int, high: int) -> int:
    """The last word of what follows word `last`, after which there is no quotation."""
    k = last
    while k < high:
        word = article.words[k]
        pause = is_pause(article, word) and (word.quotation < 0 or k == last)
        if pause and "conjunction" not in article.words[k + 1].deps:
            second = _second_dash(article, k, high)
            if second is None:
                return max(last, k - 1)
            k = second
        k += 1
    return high


def _second_dash(article: Article, first: int, high: int) -> int | None:
    """The dash that closes a parenthesis in the clause, if word `first` is the one that opens it."""
    if not is_dash(article, article.words[first]):
        return None
    return next((k for k in range(first + 1, high) if is_dash(article, article.words[k])), None)
