"""The frames of a sentence as its quotations weigh them: what each is asked again and again, found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from service.extraction.attribution.placement import closes_unit, has_content, is_interposed
from service.extraction.attribution.rivals import yields
from service.extraction.attribution.saying import can_say
from service.extraction.cues.frames import Frame, frames_by_unit
from service.extraction.cues.preposition_cues import RELATIVE
from service.extraction.reading.article import Article, Word
from service.lexicons.schema import SAYING

NEAREST = 6  # frames weighed on each side of a quotation: whoever said the words stands no farther away


class Standing:
    """A frame, and how it stands in its sentence whatever quotation is asked about.

    `cues` are the verbs of its sentence that have a speaker, by their heads.  `above` is the nearest verb of
    saying above the cue, for a belief also one set between commas beside it; `yields`: the cue leaves its
    quotation to it.  `has_content`: it has a reported clause or quotation of its own right of it.
    `is_interposed`: with its speaker it is set between commas inside the sentence.  `closes_unit`: nothing
    but adverbials follow it and its speaker, up to the end of the sentence.  `flags` are the names of the
    features by which the choice learns of all these.
    """

    __slots__ = (
        *("frame", "cues", "above", "yields", "has_content", "is_interposed", "closes_unit", "flags"),
        "_article",
    )

    def __init__(self, article: Article, frame: Frame, sentence: Sentence) -> None:
        self._article = article
        self.frame = frame
        self.cues = sentence.cues
        self.above = self._above(sentence)
        self.yields = self.above is not None and yields(frame, self.above)
        self.has_content = has_content(article, frame)
        self.is_interposed = is_interposed(article, frame)
        self.closes_unit = closes_unit(article, frame)
        self.flags = _flags(
            self.has_content, self.is_interposed, self.closes_unit, self.above is not None, self.yields
        )

    def _above(self, sentence: Sentence) -> Frame | None:
        for above in self.ancestors():
            if above.i in self.cues:
                return self.cues[above.i]
        return None if self.frame.speech else sentence.interposed

    def ancestors(self) -> Iterator[Word]:
        """The words above the cue."""
        return self._article.ancestors(self._article.words[self.frame.head])

    def can_say(self) -> bool:
        """Is the speaker of a kind that speaks?"""
        return can_say(self._article, self.frame)


@cache
def _flags(
    has_content: bool, is_interposed: bool, closes_unit: bool, below: bool, yields: bool
) -> Sequence[str]:
    """The features of a standing that are 1: remembered, as there are few."""
    flags = {
        "content": has_content,
        "interposed": is_interposed,
        "closes": closes_unit,
        "cue-above": below,
        "yields": yields,
    }
    return [name for name, holds in flags.items() if holds]


class Sentence:
    """The frames of one sentence of the narration."""

    def __init__(self, article: Article, frames: Sequence[Frame]) -> None:
        self._article = article
        self._frames = frames
        self._heads = [frame.head for frame in frames]
        self._standings: dict[int, Standing] = {}  # by the places of their frames
        verbs = (frame for frame in frames if frame.kind == "verb")
        self.cues = {frame.head: frame for frame in verbs if frame.speaker is not None}

    def near(self, words: range) -> Sequence[Standing]:
        """The frames nearest to the quotation of `words`, in text order."""
        at = bisect_left(self._heads, words[0])
        return [self._standing(i) for i in range(len(self._frames))[max(0, at - NEAREST) : at + NEAREST]]

    def _standing(self, place: int) -> Standing:
        if place not in self._standings:
            self._standings[place] = Standing(self._article, self._frames[place], self)
        return self._standings[place]

    @cached_property
    def relatives(self) -> Sequence[Frame]:
        """The sources that open a relative clause: "X, for whom …"."""
        return [frame for frame in self._frames if frame.group == RELATIVE]

    @cached_property
    def interposed(self) -> Frame | None:
        """The first verb of saying that is set between commas."""
        strong = (frame for frame in self.cues.values() if frame.strength == SAYING)
        return next((frame for frame in strong if is_interposed(self._article, frame)), None)


def sentences_of(article: Article, frames: Sequence[Frame]) -> Mapping[int, Sentence]:
    """The sentences that have frames, by their numbers."""
    return {unit: Sentence(article, found) for unit, found in frames_by_unit(article, frames).items()}
