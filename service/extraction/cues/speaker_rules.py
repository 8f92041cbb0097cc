"""Who is the speaker of a verb of saying, by the place of its clause."""

from __future__ import annotations

from service.extraction.cues.clause import Clause
from service.extraction.cues.incise_speakers import ANYWHERE, FOR_NOBODY, IN_INCISE, IN_PARENTHESIS
from service.extraction.cues.narration_speakers import IN_NARRATION
from service.extraction.rules import first_answer


def speaker_of(clause: Clause) -> tuple[str, int] | None:
    """The rule that tells the speaker, and the head of the speaker; None where nobody is told."""
    found = _subject_of(clause)
    return first_answer(FOR_NOBODY, clause) if found is not None and _is_nobody(clause, found[1]) else found


def _subject_of(clause: Clause) -> tuple[str, int] | None:
    found = first_answer(ANYWHERE, clause)
    if found is not None:
        return found
    if clause.parenthesis is not None:
        return first_answer(IN_PARENTHESIS, clause)
    return first_answer(IN_NARRATION if clause.incise is None else IN_INCISE, clause)


def _is_nobody(clause: Clause, speaker: int) -> bool:
    """Is it a pronoun for nobody in particular, such as "on"?"""
    pronoun = clause.article.lexicon.pronouns.get(clause.article.words[speaker].norm)
    return pronoun is not None and pronoun.role == "impersonal"
