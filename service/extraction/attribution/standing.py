"""The frames of a sentence as its quotations weigh them: what each is asked again and again, found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from service.extraction.attribution.placement import closes_unit, has_content, is_interposed
from service.extraction.attribution.rivals import yields
from service.extraction.attribution.saying import can_say
from service.extraction.cues.frames import Frame, frames_by_unit
from service.extraction.reading.article import Article

NEAREST = 6  # frames weighed on each side of a quotation: whoever said the words stands no farther away


class Standing:
    """A frame, and how it stands in its sentence whatever quotation is asked about."""

    def __init__(self, article: Article, frame: Frame, sentence: Sentence) -> None:
        self.frame = frame
        self.sentence = sentence
        self._article = article

    @cached_property
    def above(self) -> Frame | None:
        """The nearest verb of saying above the cue; for a belief also one set between commas beside it."""
        cues = self.sentence.cues
        for above in self._article.ancestors(self._article.words[self.frame.head]):
            if above.i in cues:
                return cues[above.i]
        return None if self.frame.speech else self.sentence.interposed

    @cached_property
    def yields(self) -> bool:
        """Does the cue leave its quotation to the one above?"""
        return self.above is not None and yields(self.frame, self.above)

    @cached_property
    def ancestors(self) -> frozenset[int]:
        """The words above the cue."""
        return frozenset(w.i for w in self._article.ancestors(self._article.words[self.frame.head]))

    @cached_property
    def has_content(self) -> bool:
        """Has the cue a reported clause or quotation of its own right of it?"""
        return has_content(self._article, self.frame)

    @cached_property
    def is_interposed(self) -> bool:
        """Is the cue with its speaker set between commas inside the sentence?"""
        return is_interposed(self._article, self.frame)

    @cached_property
    def closes_unit(self) -> bool:
        """Does nothing but adverbials follow the cue and its speaker, up to the end of the sentence?"""
        return closes_unit(self._article, self.frame)

    @cached_property
    def can_say(self) -> bool:
        """Is the speaker of a kind that speaks?"""
        return can_say(self._article, self.frame)


class Sentence:
    """The frames of one sentence of the narration."""

    def __init__(self, article: Article, frames: Sequence[Frame]) -> None:
        self._article = article
        self._standings = [Standing(article, frame, self) for frame in frames]
        self._heads = [frame.head for frame in frames]
        verbs = (frame for frame in frames if frame.kind == "verb")
        self.cues = {frame.head: frame for frame in verbs if frame.speaker is not None}

    def near(self, words: range) -> Sequence[Standing]:
        """The frames nearest to the quotation of `words`, in text order."""
        at = bisect_left(self._heads, words[0])
        return self._standings[max(0, at - NEAREST) : at + NEAREST]

    @cached_property
    def interposed(self) -> Frame | None:
        """The first verb of saying that is set between commas."""
        strong = (frame for frame in self.cues.values() if frame.strength == 3)
        return next((frame for frame in strong if is_interposed(self._article, frame)), None)


def sentences_of(article: Article, frames: Sequence[Frame]) -> Mapping[int, Sentence]:
    """The sentences that have frames, by their numbers."""
    return {unit: Sentence(article, found) for unit, found in frames_by_unit(article, frames).items()}
