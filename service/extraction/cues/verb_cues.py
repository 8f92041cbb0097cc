"""Verbs of saying as cues: rules decide whether a form is a verb here, and who its speaker is."""

from __future__ import annotations

from service.extraction.cues.clause import Clause
from service.extraction.cues.frames import Frame
from service.extraction.cues.speaker_rules import speaker_of
from service.extraction.cues.verb_rules import EXCLUSIONS, is_cue
from service.extraction.reading.article import Article, Word, verb_senses
from service.extraction.rules import first_answer
from service.extraction.syntax.phrases import phrase_of
from service.extraction.syntax.verb_groups import cue_start, verb_group
from service.extraction.syntax.whole_phrases import whole_head

WHOLE = ("agent", "informant")  # the rules whose speaker is a complement, which has no other head
MAX_GROUP = 6  # words from an auxiliary to its verb
NOBODY = "nobody"  # the rule of a frame whose speaker no rule finds


def verb_frame(article: Article, word: Word, before: Frame | None) -> Frame | None:
    """The frame whose cue the verb is, if it is one; `before` is as in Clause."""
    senses = verb_senses(article, word)
    if not senses:
        return None
    clause = Clause(article, word, senses, before)
    cue_rule = is_cue(clause)
    if cue_rule is None:
        return None
    rule, speaker = speaker_of(clause) or (NOBODY, None)
    if first_answer(EXCLUSIONS, clause, speaker) is not None:
        return None
    whole = rule in WHOLE or (word.form == "present" and speaker == word.i - 1)
    if speaker is not None and not whole:
        speaker = whole_head(article, speaker, word.i)
    cue = _cue_words(clause, speaker)
    return Frame(
        kind="verb",
        rule=rule,
        head=word.i,
        words=cue,
        speaker_head=speaker,
        speaker=None if speaker is None else _speaker_words(article, word, cue, speaker),
        strength=clause.sense.strength,
        takes=frozenset().union(*(s.takes for s in senses)),
        speech=clause.sense.speech,
        group=clause.sense.group,
        inverted=speaker is not None and speaker > word.i,
        parenthetical=clause.parenthesis is not None,
        form=clause.form,
        cue_rule=cue_rule,
        lemma=clause.sense.lemma,
    )


def _speaker_words(article: Article, word: Word, cue: range, speaker: int) -> range:
    """The mention of the speaker: its noun phrase, on its side of the cue."""
    if speaker in cue:
        return range(speaker, speaker + 1)
    if speaker > cue[-1]:
        return phrase_of(article, speaker, cue[-1] + 1)
    return phrase_of(article, speaker, 0, word.i)


def _cue_words(clause: Clause, speaker: int | None) -> range:
    """The verb with its auxiliaries and a clitic speaker on the left and its particles on the right."""
    article, word = clause.article, clause.verb
    start = min([word.i, *(k for k in verb_group(article, word, "auxiliary") if k >= word.i - MAX_GROUP)])
    if speaker is not None and speaker < word.i and clause.clitic is not None:
        start = min(start, cue_start(article, word))
    end = word.i + 1
    for particle in clause.sense.particles:
        near = (w.i + 1 for w in article.words[end : end + 4] if w.norm == particle)
        end = next(near, end)
    return range(start, end)
