"""The sentence around an incise or an "according to": what is reported if the frame stands apart in it."""

from __future__ import annotations

from service.extraction.cues.frames import Frame
from service.extraction.punctuation import ASIDE_ENDS, COMMA, DASHES
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.syntax.brackets import opening
from service.extraction.syntax.phrases import role_of
from service.extraction.syntax.tree import subtree

MAX_DATELINE, MAX_TRAIL, MAX_BRACKETS_AT_END = 12, 8, 40


def around(article: Article, frame: Frame) -> list[range]:
    """The sentence without a frame that stands apart in it: at its end or beginning, or between commas."""
    unit = article.units[article.words[frame.head].unit]
    before = _after_dateline(article, range(unit[0], frame.start))
    after = range(_end_of_speaker(article, frame) + 1, unit[-1] + 1)
    opens = all(_is_link(article, article.words[i]) for i in before)
    apart = bool(before) and is_pause(article, article.words[before[-1]])
    enclosed = apart and bool(after) and is_pause(article, article.words[after[0]])
    if opens and (frame.kind == "preposition" or (frame.parenthetical and after)):
        return [after] if frame.kind == "preposition" or article.words[after[0]].text == COMMA else []
    if _trails_off(article, after):
        return [before] if apart or frame.kind == "preposition" else []
    if not enclosed and not (apart and frame.kind == "preposition"):
        return []
    # What follows an incise without a verb describes the speaker ("…, he said, visibly moved").
    return [before, after] if _has_finite_verb(article, after) else [before]


def _end_of_speaker(article: Article, frame: Frame) -> int:
    """The last word of a frame, with the complements of a preposition's speaker ("a poll made by …")."""
    if frame.kind != "preposition" or frame.speaker_head is None:
        return frame.end
    last = min(subtree(article, frame.speaker_head)[-1], article.units[article.words[frame.head].unit][-1])
    commas = (k for k in range(frame.end + 1, last + 1) if _ends_phrase(article, k))
    return max(frame.end, next(commas, last + 1) - 1)


def _ends_phrase(article: Article, at: int) -> bool:
    """Is it a comma that no relative pronoun follows?"""
    following = article.words[at + 1 : at + 2]
    return article.words[at].text == COMMA and not any(role_of(article, w) == "relative" for w in following)


def _trails_off(article: Article, words: range) -> bool:
    """Does the rest of a sentence say no more than where and when somebody spoke?"""
    rest = [w for w in map(article.words.__getitem__, words) if not w.punctuation]
    if not rest:
        return True
    first = rest[0]
    opens = article.has_dep(first, "prepositional", "marker", "modifier") or article.lexicon.is_noun(
        first.norm, "time"
    )
    plain = not any(article.has_tag(w, "verb", "auxiliary") or w.quotation >= 0 for w in rest)
    return opens and plain and len(rest) <= MAX_TRAIL


def _has_finite_verb(article: Article, words: range) -> bool:
    return any(article.has_tag(w := article.words[i], "verb", "auxiliary") and w.form == "" for i in words)


def _after_dateline(article: Article, words: range) -> range:
    """The beginning of a sentence without the place and agency before a dash."""
    for k in words[1:MAX_DATELINE]:
        word = article.words[k]
        if "verb" in word.tags:
            break
        if is_dash(article, word) and article.text[word.start - 1].isspace():
            return range(k + 1, words.stop)
    return words


def _is_link(article: Article, word: Word) -> bool:
    """Can the word stand before an opening "according to": a connective, an adverb, "as"?"""
    return (
        word.punctuation
        or "conjunction" in word.deps
        or "adverb" in word.tags
        or word.i in article.asides
        or phrase_at(article, article.lexicon.adverbials["as_cue"], word) is not None
    )


def is_pause(article: Article, word: Word) -> bool:
    """Is it a comma, a bracket or a dash?"""
    return word.text in ASIDE_ENDS or is_dash(article, word)


def is_dash(article: Article, word: Word) -> bool:
    """Is it a dash, and not a hyphen inside a word?"""
    return word.text in DASHES and (word.text != "-" or article.text[word.start - 1].isspace())


def without_edges(article: Article, words: range) -> range:
    """A stretch of words without the punctuation and the conjunctions at its ends."""
    start, end = words.start, max(words.start, words.stop)
    while start < end and _is_edge(article, article.words[start]):
        start += 1
    while end > start and _is_edge(article, article.words[end - 1]):
        if opening(article, end - 1, min(MAX_BRACKETS_AT_END, end - start)) is not None:
            break
        end -= 1
    return range(start, end)


def _is_edge(article: Article, word: Word) -> bool:
    """Does the word belong to no clause: punctuation or a conjunction outside quotations?"""
    if word.quotation >= 0:
        return False
    return word.punctuation or "conjunction" in word.deps
