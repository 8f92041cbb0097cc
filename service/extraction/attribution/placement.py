"""Where a reporting frame stands to a quotation in its sentence: above it, beside it, set apart in it."""

from __future__ import annotations

from service.extraction.cues.frames import Frame
from service.extraction.punctuation import AFTER_SPEECH, BEFORE_SPEECH, BREAKS, COMMA, SPEECH_ENDS
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.syntax.phrases import opens_clause
from service.extraction.syntax.tree import dependents, tops

MAX_FRAGMENT = 6
MAX_NAMING = 40  # words from a cue to the name that it gives


def word_beside(article: Article, at: int, step: int) -> Word | None:
    """The word right before (step -1) or after (1) a word, in its sentence."""
    other = article.words[at + step] if 0 <= at + step < len(article.words) else None
    return None if other is None or other.unit != article.words[at].unit else other


def depth_below(article: Article, words: range, frame: Frame) -> int | None:
    """How many verbs stand between the cue and the quotation below it; None if it is not below."""
    best: int | None = None
    for below in tops(article, words):
        depth = 0
        for above in article.ancestors(below):
            if above.i == frame.head:
                in_speaker = frame.speaker_head is not None and below.i == frame.speaker_head
                if not in_speaker and (best is None or depth < best):
                    best = depth
                break
            depth += above.i not in words and "verb" in above.tags
            below = above
    return best


def has_content(article: Article, frame: Frame) -> bool:
    """Does the cue have a reported clause or quotation of its own to its right?"""
    end = frame.end
    after = end + 1
    while after < len(article.words) and article.words[after].text in BEFORE_SPEECH:
        after += 1
    if after < len(article.words):
        following = article.words[after]
        if following.quotation >= 0 and following.unit == article.words[frame.head].unit:
            return article.words[after - 1].text in BEFORE_SPEECH or after == end + 1
        pronoun = article.lexicon.pronouns.get(following.norm)
        told_of = article.words[after - 1].text == COMMA or (
            frame.inverted and following.norm not in article.lexicon.adverbials["that"]
        )
        relative = pronoun is not None and pronoun.role == "relative" and told_of
        if opens_clause(article, following) and not relative:
            return True
    if frame.inverted and after > end + 1:
        return False
    return any(clause.i > frame.head for clause in dependents(article, frame.head, "clause"))


def is_interposed(article: Article, frame: Frame) -> bool:
    """Is the cue with its speaker set between commas inside the sentence: "…, Mr. Obama said, …"?"""
    if frame.speaker is None or frame.form in ("present", "infinitive") or frame.start == 0:
        return False
    reach = 6 if frame.inverted else 3
    if abs(frame.words[0] - frame.speaker[-1]) > 3 and abs(frame.speaker[0] - frame.words[-1]) > reach:
        return False
    after = frame.end + 1
    commas = article.words[frame.start - 1].text == COMMA and after < len(article.words)
    return commas and article.words[after].text == COMMA


def is_predicate(article: Article, words: range, frame: Frame) -> bool:
    """Is the quotation what the verb's object is made out to be: "went after him as a “…”"?"""
    at, end = words[0] - 1, frame.end
    while at > end and article.has_dep(article.words[at], "determiner", "modifier"):
        at -= 1
    if at <= end or article.words[at].norm not in article.lexicon.adverbials["predicative"]:
        return False
    between = article.words[end + 1 : at]
    if any(article.has_tag(w, "verb", "auxiliary") or w.quotation >= 0 or w.text == COMMA for w in between):
        return False
    return any(article.has_dep(w, "object", "prepositional_object", "addressee") for w in between)


def gives_name(article: Article, words: range, frame: Frame) -> bool:
    """Are the words the name that a cue's subject gives its object: "called him “Mister Nice”"?"""
    last = article.words[frame.words[-1]]
    if last.i == words[0] - 1 and article.lexicon.is_noun(last.norm, "utterance"):  # "used the phrase"
        return frame.kind == "verb"
    if frame.form == "past" or "name" not in frame.takes or not 0 < words[0] - frame.head <= MAX_NAMING:
        return False
    at = words[0] - 1
    while at > frame.head and article.has_dep(article.words[at], "determiner", "modifier"):
        at -= 1
    return article.words[at].unit == article.words[frame.head].unit and not article.has_tag(
        article.words[at], "preposition"
    )


def closes_unit(article: Article, frame: Frame) -> bool:
    """Does nothing but adverbials follow the cue and its speaker, up to the end of the sentence?"""
    before = article.words[frame.start - 1] if frame.start else None
    if before is None or (before.text != COMMA and before.quotation < 0):
        return False
    unit = article.words[frame.head].unit
    for i in range(frame.end + 1, len(article.words)):
        word = article.words[i]
        if word.unit != unit:
            return True
        if word.quotation >= 0 or "subject" in word.deps:
            return False
    return True


def comma_after(article: Article, words: range) -> bool:
    """Does a comma, a question or an exclamation mark close the quotation, inside or outside the marks?"""
    last = article.words[words[-1]]
    following = article.words[words[-1] + 1] if words[-1] + 1 < len(article.words) else None
    return last.text[-1:] in SPEECH_ENDS or (following is not None and following.text in AFTER_SPEECH)


def main_clause_follows(article: Article, words: range, frame: Frame) -> bool:
    """Does the main clause begin after the quotation: "Après ce « choc », le ministre a promis"?

    This holds in languages whose incises put the subject right of the verb: a subject left of the verb begins
    a clause, and quoted words that continue a phrase belong to what comes before it.
    """
    if article.lexicon.subject_first or frame.inverted or frame.speaker is None or len(words) > MAX_FRAGMENT:
        return False
    before = word_beside(article, words[0], -1)
    embedded = before is not None and before.text not in BREAKS
    return embedded and words[-1] < frame.speaker[0] < frame.head


def is_aside(article: Article, word: Word) -> bool:
    """Is it an adverb, a word of time or the beginning of a fixed adverbial phrase?"""
    return (
        "adverb" in word.tags
        or phrase_at(article, article.lexicon.adverbials["aside"], word) is not None
        or article.lexicon.is_noun(word.norm, "time")
    )
