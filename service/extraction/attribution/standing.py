"""How frames stand in their sentence: computed once, as every quotation of the sentence asks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from service.extraction.attribution.placement import closes_unit, has_content, is_interposed
from service.extraction.cues.frames import Frame, frames_by_unit
from service.extraction.reading.article import Article
from service.lexicons.schema import REPORTING, SAYING

NEAREST = 6  # frames weighed on each side of a quotation: the speaker is no further away
FLAGS = ("content", "interposed", "closes", "cue-above", "yields")  # features of a standing


class Standing(NamedTuple):
    """A frame, and how it stands in its sentence whatever quotation is asked about.

    `cues` are the verbs of its sentence that have a speaker, by their heads.  `has_content`: it has a
    reported clause or quotation of its own right of it.  `is_interposed`: with its speaker it is set between
    commas inside the sentence.  `closes_unit`: nothing but adverbials follow it and its speaker, up to the
    end of the sentence.  `flags` are the names of the features by which the choice learns of all these.
    """

    frame: Frame
    cues: Mapping[int, Frame]
    has_content: bool
    is_interposed: bool
    closes_unit: bool
    flags: Sequence[str]


class Sentence:
    """The frames of one sentence of the narration."""

    def __init__(self, article: Article, frames: Sequence[Frame]) -> None:
        self._article = article
        self.frames = frames
        self._heads = [frame.head for frame in frames]
        self._standings: dict[int, Standing] = {}  # by the indices of their frames
        verbs = (frame for frame in frames if frame.kind == "verb")
        self.cues = {frame.head: frame for frame in verbs if frame.speaker is not None}

    def near(self, words: range) -> Sequence[Standing]:
        """The frames nearest to the quotation of `words`, in text order."""
        at = bisect_left(self._heads, words[0])
        return [self._standing(i) for i in range(len(self.frames))[max(0, at - NEAREST) : at + NEAREST]]

    def _standing(self, place: int) -> Standing:
        if place not in self._standings:
            article, frame = self._article, self.frames[place]
            above = self._above(frame)
            known = (has_content(article, frame), is_interposed(article, frame), closes_unit(article, frame))
            flags = (*known, above is not None, above is not None and _yields(frame, above))
            self._standings[place] = Standing(frame, self.cues, *known, [*compress(FLAGS, flags)])
        return self._standings[place]

    def _above(self, frame: Frame) -> Frame | None:
        """The nearest cue verb above a frame; without one, for a belief, a verb of saying between commas."""
        above = (word.i for word in self._article.ancestors(self._article.words[frame.head]))
        nearest = next((self.cues[i] for i in above if i in self.cues), None)
        return nearest if nearest is not None or frame.speech else self._interposed

    @cached_property
    def _interposed(self) -> Frame | None:
        """The first verb of saying that is set between commas."""
        strong = (frame for frame in self.cues.values() if frame.strength == SAYING)
        return next((frame for frame in strong if is_interposed(self._article, frame)), None)


def _yields(frame: Frame, above: Frame) -> bool:
    """Does a cue leave its quotation to the one above: a belief or a weak verb below a verb of saying?"""
    if frame.kind == "noun" and above.speaker is not None:
        return True
    if not above.speech or above.strength < REPORTING:
        return False
    if frame.form == "infinitive" or frame.speaker is None:
        return frame.strength <= above.strength
    return not frame.speech or frame.strength < above.strength


def sentences_of(article: Article, frames: Sequence[Frame]) -> Mapping[int, Sentence]:
    """The sentences that have frames, by their indices."""
    return {unit: Sentence(article, found) for unit, found in frames_by_unit(article, frames).items()}
