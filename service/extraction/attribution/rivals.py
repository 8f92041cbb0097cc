"""The cues of one sentence against each other: which yields to the one above it."""

from __future__ import annotations

from service.extraction.cues.frames import Frame
from service.lexicons.schema import REPORTING


def yields(frame: Frame, above: Frame) -> bool:
    """Does a cue leave its quotation to the one above: a belief or a weak verb below a verb of saying?"""
    if frame.kind == "noun" and above.speaker is not None:
        return True
    if not above.speech or above.strength < REPORTING:
        return False
    if frame.form == "infinitive" or frame.speaker is None:
        return frame.strength <= above.strength
    return not frame.speech or frame.strength < above.strength
