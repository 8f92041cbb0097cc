"""Who is the speaker of a verb of saying, by the place of its clause."""

from __future__ import annotations

from service.extraction.cues.clause import Clause
from service.extraction.cues.incise_speakers import ANYWHERE, FOR_NOBODY, IN_INCISE, IN_PARENTHESIS
from service.extraction.cues.narration_speakers import IN_NARRATION
from service.extraction.reading.article import phrase_at
from service.extraction.rules import first_answer
from service.extraction.syntax.phrases import role_of
from service.lexicons.schema import NamedGroup, Preposition

ON_A_SIDE = "on_a_side"  # the rule of a pronoun for nobody that stands for a place or a side
SIDE_TABLES: tuple[Preposition, ...] = ("address", "side")
READING: NamedGroup = "reading"  # verbs of what "one" reads or hears: somebody else says it


def speaker_of(clause: Clause) -> tuple[str, int] | None:
    """The rule that finds the speaker, and the speaker's head; None if there is no speaker."""
    found = _subject_of(clause)
    if found is None or not _is_nobody(clause, found[1]):
        return found
    return first_answer(FOR_NOBODY, clause) or ((ON_A_SIDE, found[1]) if _has_side(clause) else None)


def _subject_of(clause: Clause) -> tuple[str, int] | None:
    found = first_answer(ANYWHERE, clause)
    if found is not None:
        return found
    if clause.parenthesis is not None:
        return first_answer(IN_PARENTHESIS, clause)
    return first_answer(IN_NARRATION if clause.incise is None else IN_INCISE, clause)


def _has_side(clause: Clause) -> bool:
    """Is a place or a side named in the sentence, for which "one" then speaks: "dit-on côté russe"?"""
    article = clause.article
    if clause.sense.group == READING:
        return False
    tables = [article.lexicon.prepositions[table] for table in SIDE_TABLES]
    words = [article.words[i] for i in article.units[clause.verb.unit]]
    told = [word for word in words if word.quotation < 0]
    points = article.lexicon.adverbials["there"]
    return any(word.norm in points or any(phrase_at(article, t, word) for t in tables) for word in told)


def _is_nobody(clause: Clause, speaker: int) -> bool:
    """Is it a pronoun for nobody in particular, such as "on"?"""
    return role_of(clause.article, clause.article.words[speaker]) == "impersonal"
