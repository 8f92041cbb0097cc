"""Which reporting frame a quotation belongs to.

Each quotation weighs the frames of its sentence: a cue beside it (an incise, a colon), a cue above it in the
tree, a cue that closes the sentence, "according to".  The nearest speaker wins over the outermost: in
"Putin told Macron that the West “…”, says the Kremlin" the words are Putin's, and the Kremlin stays as the
one who reports them.  A weak verb yields to a verb of saying; what has no frame may continue the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.extraction.attribution.labels import labels
from service.extraction.attribution.standing import Sentence, sentences_of
from service.extraction.attribution.weighing import How, weigh
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article

THRESHOLD = 3.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation with the frame that it belongs to, if any, and those further out; `how` says by what.

    `joined` are the quotations that go on the same quote after an incise (see joining.py).
    """

    quotation: int
    frame: Frame | None
    outer: tuple[Frame, ...]
    how: How
    score: float
    joined: tuple[int, ...] = ()


def attribute(article: Article, frames: Sequence[Frame]) -> tuple[Attribution, ...]:
    """One attribution for each quotation, in order."""
    sentences = sentences_of(article, frames)
    found: list[Attribution] = []
    for index, words in enumerate(article.quoted):
        if not words:
            found.append(Attribution(index, None, (), "none", 0.0))
            continue
        found.append(_best(article, index, words, sentences))
    return tuple(found)


def _best(article: Article, index: int, words: range, sentences: Mapping[int, Sentence]) -> Attribution:
    """The attribution to the frame that scores highest among those of the quotation's sentences."""
    units = dict.fromkeys((article.words[words[0]].unit, article.words[words[-1]].unit))
    candidates = [
        candidate
        for unit in units
        if unit in sentences
        for standing in sentences[unit].near(words)
        if (candidate := weigh(article, words, standing)) is not None
    ]
    candidates.extend(labels(article, words, sentences))
    candidates.sort(key=lambda c: (-c.score, abs(c.frame.head - words[0])))
    if not candidates or candidates[0].score < THRESHOLD:
        return Attribution(index, None, tuple(c.frame for c in candidates), "none", 0.0)
    best = candidates[0]
    return Attribution(index, best.frame, tuple(c.frame for c in candidates[1:]), best.how, best.score)
