"""The relative clause that holds a quotation: "X answered Y, who had spoken of “a lie”".

Nothing moves out of a relative clause (Ross, 1967): a cue outside it does not report what it quotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame
from service.extraction.cues.preposition_cues import RELATIVE
from service.extraction.punctuation import BEFORE_SPEECH
from service.extraction.reading.article import Article, Word
from service.extraction.speakers.presentations import is_person
from service.extraction.syntax.tree import dependents, subtree, tops
from service.lexicons.schema import REPORTING

PERSONS = frozenset({"title", "person", "kin"})  # categories of nouns for a single person


class Relative(NamedTuple):
    """A relative clause that holds a quotation and its cue: its words, and the cues outside it."""

    words: range
    outside: frozenset[int]


def relative_clause(setting: Setting, words: range, unit: int) -> Relative | None:
    """The relative clause of a sentence that holds a quotation and its cue; None where there is none.

    `words` are those of the quotation; the sentence has cues.
    """
    opened = _opened_by_preposition(setting, words, unit)
    if opened is not None:
        return opened
    article, cues = setting.article, setting.sentences[unit].cues
    top = _cue_beside(article, words, cues) or min(tops(article, words), key=article.depth)
    inside = [top] if top.head == top.i else [top, *article.ancestors(top)]
    for at, word in enumerate(inside):
        if "relative_clause" in word.deps and word.quotation < 0:
            said = next((cues[w.i] for w in inside[: at + 1] if w.quotation < 0 and w.i in cues), None)
            above = [cues[w.i] for w in inside[at + 1 :] if w.i in cues]
            told = said is not None and said.strength >= REPORTING and _is_told_by_relative(article, said)
            apart = told and said is not None and not any(_has_speaker_of(frame, said) for frame in above)
            clause = subtree(article, word.i)
            return Relative(clause, frozenset(frame.head for frame in above)) if apart else None
    return None


def _cue_beside(article: Article, words: range, cues: Mapping[int, Frame]) -> Word | None:
    """The cue that only a colon or comma separates from a quotation, wherever the parser attached that."""
    if words[0] < 2 or article.words[words[0] - 1].text not in BEFORE_SPEECH:
        return None
    return article.words[words[0] - 2] if words[0] - 2 in cues else None


def _opened_by_preposition(setting: Setting, words: range, unit: int) -> Relative | None:
    """The relative clause of a source before a quotation: "X, for whom …"."""
    frames = [standing.frame for standing in setting.sentences[unit].near(words)]
    frame = next((f for f in reversed(frames) if f.group == RELATIVE and f.end < words[0]), None)
    if frame is None:
        return None
    before = frozenset(other.head for other in frames if other.head < frame.head)
    return Relative(range(frame.head, setting.article.units[unit].stop), before)


def _is_told_by_relative(article: Article, frame: Frame) -> bool:
    """Is the subject of a verb of saying a relative pronoun that stands for a person?"""
    subjects = dependents(article, frame.head, "subject")
    pronouns = (article.lexicon.pronouns.get(word.norm) for word in subjects)
    if frame.speaker_head is None or not any(p is not None and p.role == "relative" for p in pronouns):
        return False
    head, noun = article.words[frame.speaker_head], article.person_nouns[frame.speaker_head]
    return is_person(article, head) or (noun is not None and noun[1].category in PERSONS)


def _has_speaker_of(frame: Frame, inner: Frame) -> bool:
    """Is the speaker of `inner` the speaker of `frame`, or part of the phrase that names that one?"""
    return frame.speaker is not None and inner.speaker_head in (*frame.speaker, frame.speaker_head)
