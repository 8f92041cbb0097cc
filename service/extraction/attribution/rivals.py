"""The cues of one sentence against each other: which stands above which, and yields to it."""

from __future__ import annotations

from collections.abc import Sequence

from service.extraction.attribution.placement import is_interposed
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article


def frame_above(article: Article, frame: Frame, siblings: Sequence[Frame]) -> Frame | None:
    """The nearest verb of saying above a cue; for a belief also one set between commas in its sentence."""
    cues = {other.head: other for other in siblings if other.kind == "verb" and other.source is not None}
    for above in article.ancestors(article.words[frame.head]):
        if above.i in cues:
            return cues[above.i]
    if frame.speech:
        return None
    return next(
        (other for other in cues.values() if other.strength == 3 and is_interposed(article, other)), None
    )


def yields(frame: Frame, above: Frame) -> bool:
    """Does a cue leave its quotation to the one above: a belief or a weak verb below a verb of saying?"""
    if frame.kind == "noun" and above.source is not None:
        return True
    if not above.speech or above.strength < 2:
        return False
    if frame.form == "infinitive" or frame.source is None:
        return frame.strength <= above.strength
    return not frame.speech or frame.strength < min(3, above.strength)
