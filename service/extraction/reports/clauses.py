"""Reported clauses: what a reporting frame governs in its sentence.

That is the clause or infinitive right of the cue ("said that …", "promised to …"), or, if the cue and its
speaker are an incise or a prepositional phrase ("…, the Kremlin said", "selon Paris"), the sentence around
them.  Usually the parse shows both; where it missed the clause, "that" after the cue shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.extraction.cues.frames import Frame
from service.extraction.punctuation import CLAUSE_BOUNDS, COMMA
from service.extraction.reading.article import Article, Word, once, phrase_at
from service.extraction.reports.surroundings import around, is_pause, without_edges
from service.extraction.syntax.clauses import (
    clause_beside,
    clause_end_of,
    hangs_beside,
    has_object_between,
    heads_clause,
    is_infinitive,
    words_below,
)
from service.extraction.syntax.tree import dependents, subtree, with_ancestors
from service.lexicons.schema import REPORTING, SAYING

MAX_GAP, MAX_FROM_SPEAKER = 14, 4


def reported_clause(article: Article, frame: Frame, siblings: Sequence[Frame]) -> tuple[range, ...]:
    """The words that a frame reports, in one stretch or two; empty if it reports no clause.

    `siblings` are the frames of its sentence.
    """
    start = None if _is_adverbial(frame) else complement_start(article, frame)
    if start is not None:
        parts = [range(start, clause_end(article, frame, start, siblings))]
    elif _is_adverbial(frame) or _is_incise(article, frame):
        parts = around(article, frame)
    else:
        return ()
    return tuple(part for p in parts if (part := _trimmed(article, p)))


def _is_adverbial(frame: Frame) -> bool:
    """Can the frame have no clause of its own: "according to X", "as X put it"?"""
    return frame.kind == "preposition" or frame.parenthetical


def _is_incise(article: Article, frame: Frame) -> bool:
    """Can the frame stand in a sentence that it reports: a finite verb of saying?"""
    bare = frame.form == "past" and "participle" in article.words[frame.head].deps
    return frame.strength >= SAYING and frame.form in ("", "past") and not bare


@once
def complement_start(article: Article, frame: Frame) -> int | None:
    """The first word of the clause or infinitive right of the cue, "that" included; None if there is none."""
    floor = frame.words[-1] + 1
    if frame.inverted and frame.speaker is not None:
        floor = max(floor, frame.speaker[-1] + 1)
    start = next(_complements(article, frame, floor), None)
    if start is None:
        start = _complement_by_place(article, frame, floor)
    if start is None or any(article.words[k].quotation >= 0 for k in range(floor, start)):
        return None
    return None if _is_relative(article, frame, article.words[start]) else start


def _complements(article: Article, frame: Frame, floor: int) -> Iterator[int]:
    """Where the clauses begin that the parser attached to the cue, from word `floor` on."""
    for word in words_below(article, frame.words, floor):
        if word.quotation < 0 and _is_complement(article, frame, word):
            yield max(subtree(article, word.i).start, floor)


def _is_complement(article: Article, frame: Frame, word: Word) -> bool:
    """Does the word head a clause or infinitive that a cue of this kind takes?"""
    if is_infinitive(article, word):
        if frame.takes.isdisjoint({"infinitive", "clause"}) or frame.strength < SAYING:
            return False
        return article.has_dep(word, "clause", "open_clause")
    return "clause" in frame.takes and heads_clause(article, word)


def _is_relative(article: Article, frame: Frame, opener: Word) -> bool:
    """Is "que" after an object of the cue a relative pronoun ("a réaffirmé son innocence, qu'il clame")?"""
    if opener.norm not in article.lexicon.adverbials["that"] or article.words[opener.i - 1].text != COMMA:
        return False
    return has_object_between(article, frame.head, frame.words[-1], opener.i)


def _complement_by_place(article: Article, frame: Frame, floor: int) -> int | None:
    """The clause that the parser did not attach to its cue: "that" or "ne pas" opens it."""
    if "clause" not in frame.takes:
        return None
    for k in range(floor, min(floor + MAX_GAP, article.units[article.words[frame.head].unit][-1])):
        word = article.words[k]
        if word.norm in article.lexicon.adverbials["that"]:
            return k if "marker" in word.deps and (frame.kind != "noun" or k == floor) else None
        if word.quotation >= 0 or word.text in CLAUSE_BOUNDS:
            break
        if _negates_infinitive(article, k):
            return k
        if "verb" in word.tags and "modifier" not in word.deps:
            break
    return None


def _negates_infinitive(article: Article, at: int) -> bool:
    """Do two negations and an infinitive follow each other: "ne pas être en colère"?"""
    words = article.words[at : at + 3]
    negations = article.lexicon.adverbials["negation"]
    return len(words) == 3 and words[2].form == "infinitive" and all(w.norm in negations for w in words[:2])


def clause_end(article: Article, frame: Frame, start: int, siblings: Sequence[Frame]) -> int:
    """The index after the last word of the reported clause that begins at `start`: the end of its sentence,
    or before a further cue, a quotation after a colon, or a clause beside that of the cue."""
    end = article.units[article.words[frame.head].unit][-1] + 1
    if article.has_dep(article.words[frame.head], "relative_clause", "adverbial_clause", "participle"):
        end = min(end, clause_end_of(article, frame.head, start))
    above = with_ancestors(article, frame.head)
    for other in siblings:
        at = _begin_of(other, start)
        if other is not frame and start < at < end and _stands_apart(article, other, at, above):
            end = at
    seen, stop = _stop(article, frame.head, start)
    return stop if seen < end else end


@once
def _stop(article: Article, cue: int, start: int) -> tuple[int, int]:
    """Where the reported clause of a cue that begins at `start` ends: the word that shows it, and the index
    after its last word; both are the end of the sentence if nothing ends the clause sooner."""
    unit = article.units[article.words[cue].unit]
    breaks = _breaks(article, article.words[cue].unit)
    at = bisect_right(breaks, start)
    stop = breaks[at] if at < len(breaks) else unit.stop
    return clause_beside(article, cue, start, stop) or (stop, stop)


@once
def _breaks(article: Article, unit: int) -> tuple[int, ...]:
    """The words of a sentence of the narration before which any reported clause ends."""
    words = article.units[unit]
    return tuple(
        k
        for k in words
        if article.words[k].quotation < 0
        and (article.words[k].text == ";" or _announces(article, k, words.stop) or _contrasts(article, k))
    )


def _begin_of(frame: Frame, start: int) -> int:
    """The first word of a frame in the clause that begins at `start`: that of its speaker, if the speaker
    stands there close to the cue, as a subject does; else that of its cue."""
    speaker = frame.speaker
    if speaker is None or speaker[0] <= start:
        return frame.words[0]
    return frame.start if speaker[-1] + MAX_FROM_SPEAKER >= frame.words[0] else frame.words[0]


def _announces(article: Article, at: int, end: int) -> bool:
    """Is it a colon before a quotation?"""
    return article.words[at].text == ":" and at + 1 < end and article.words[at + 1].quotation >= 0


def _contrasts(article: Article, at: int) -> bool:
    """Is it a comma or dash before "while", "alors que": a contrast that the reporter draws?"""
    if not is_pause(article, article.words[at]) or at + 1 >= len(article.words):
        return False
    return phrase_at(article, article.lexicon.adverbials["contrast"], article.words[at + 1]) is not None


def _stands_apart(article: Article, other: Frame, at: int, above: frozenset[int]) -> bool:
    """Is a frame that begins at word `at` outside what the frame before it reports?"""
    before = article.words[at - 1]
    if "marker" in before.deps and at > 1:
        before = article.words[at - 2]
    if _is_adverbial(other) or _is_participle(article, other):
        return is_pause(article, before)
    if _says_besides(article, other, at) or (is_pause(article, before) and _is_final(article, other)):
        return True
    return hangs_beside(article, article.words[other.head], above)


def _is_final(article: Article, frame: Frame) -> bool:
    """Is it an incise at the end of its sentence: "…, a précisé la Cour", "…, the court said"?"""
    unit = article.units[article.words[frame.head].unit]
    rest = range(frame.end + 1, unit[-1] + 1)
    return _is_incise(article, frame) and all(article.words[k].punctuation for k in rest)


def _is_participle(article: Article, frame: Frame) -> bool:
    """Is the cue a participle of saying without an auxiliary: "adding", "ajoutant"?"""
    strong = frame.form == "present" and frame.strength >= REPORTING
    return strong and not dependents(article, frame.head, "auxiliary")


def _says_besides(article: Article, other: Frame, at: int) -> bool:
    """Does a further verb of saying begin at word `at`: "…, and three quarters said …", "…, and noted …"?"""
    if other.strength < REPORTING or other.form in ("infinitive", "present") or at < 2:
        return False
    return "conjunction" in article.words[at - 1].deps and article.words[at - 2].text == COMMA


def _trimmed(article: Article, words: range) -> range:
    """A stretch without punctuation and conjunctions at its ends, and without "that"."""
    kept = without_edges(article, words)
    opens = bool(kept) and article.words[kept[0]].norm in article.lexicon.adverbials["that"]
    return kept[1:] if opens else kept
