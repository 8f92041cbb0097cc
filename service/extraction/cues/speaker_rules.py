"""Who is the speaker of a verb of saying, by the place of its clause."""

from __future__ import annotations

from service.extraction.cues.clause import Clause
from service.extraction.cues.incise_speakers import ANYWHERE, IN_INCISE, IN_PARENTHESIS
from service.extraction.cues.narration_speakers import IN_NARRATION
from service.extraction.rules import first_answer


def speaker_of(clause: Clause) -> tuple[str, int] | None:
    """The rule that tells the speaker, and the head of the speaker; None where nobody is told."""
    found = first_answer(ANYWHERE, clause)
    if found is not None:
        return found
    if clause.parenthesis is not None:
        return first_answer(IN_PARENTHESIS, clause)
    return first_answer(IN_NARRATION if clause.incise is None else IN_INCISE, clause)
