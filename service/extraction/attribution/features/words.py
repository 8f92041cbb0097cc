"""Features that are words of one language: the verb of a cue, the word before the marks, and a few in them.

They are not listed: a model has those that enough articles of its language have, and weighs no others.
"accuser" reports speech more often than its group suggests; "un" before the marks suggests speech in French,
"a" a term in English.  Words that many articles mark are a name from which all of them keep their distance.
"""

from __future__ import annotations

from service.extraction.attribution.candidates import Candidate
from service.extraction.attribution.placement import word_beside
from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame
from service.extraction.ranking import one_word
from service.extraction.reading.article import Article, once, verb_senses

SPEAKER_WORDS = ("before=", "marked=", "verb=")  # the beginnings of their names


def candidate_words(setting: Setting, quotation: int, candidate: Candidate) -> list[str]:
    """The words that count for or against a candidate, as features of 1."""
    if candidate.kind == "no_speech":
        return [*_before(setting.article, setting.article.quoted[quotation]), *_marked(setting, quotation)]
    if candidate.kind == "frame" and candidate.frame is not None and candidate.speaker_head is not None:
        return [_verb(setting.article, candidate.frame)]
    return []


def _before(article: Article, words: range) -> list[str]:
    """The word right before the marks, in the same sentence and outside other marks."""
    before = word_beside(article, words[0], -1)
    if before is None or before.quotation >= 0 or not before.norm.rstrip("'").isalpha():
        return []
    return [_name("before", before.norm, article)]


def _marked(setting: Setting, quotation: int) -> list[str]:
    """The few words in the marks."""
    key = setting.keys[quotation]
    return [_name("marked", key, setting.article)] if key else []


def _verb(article: Article, frame: Frame) -> str:
    """The verb of a cue as the lexicon has it, or the word itself."""
    return _name("verb", frame.lemma or _lemma(article, frame.head), article)


@once
def _lemma(article: Article, head: int) -> str:
    """The lemma of a cue that is no verb: that of the verb it may be a form of, else the word itself."""
    word = article.words[head]
    senses = verb_senses(article, word)
    return senses[0].lemma if senses else word.norm


def _name(family: str, word: str, article: Article) -> str:
    return f"{family}={one_word(word)}/{article.lexicon.language}"
