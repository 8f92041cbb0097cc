"""Reporting frames: a cue, its speaker, and how it stands in its sentence (found by cues.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from service.extraction.reading.article import Article
from service.lexicons.schema import Strength

CueKind = Literal["verb", "preposition", "noun"]


class Frame(NamedTuple):
    """A cue with its speaker.  `words` are the cue's, `speaker` the words of the mention, if any.

    `rule` names the rule that found the speaker, `cue_rule` the one that took a verb for a cue (see
    rules.py); `head` is the cue's main word; `inverted` says that the speaker stands right of it; `strength`
    and a verb's `lemma` are from the lexicon; `near` marks a preposition that counts only beside a
    quotation, `parenthetical` a clause like "as the paper put it"; `form` is the verb's (see Word).
    """

    kind: CueKind
    rule: str
    head: int
    words: range
    speaker_head: int | None
    speaker: range | None
    strength: Strength
    takes: frozenset[str]
    speech: bool
    group: str
    inverted: bool = False
    near: bool = False
    parenthetical: bool = False
    form: str = ""
    cue_rule: str = ""
    lemma: str = ""

    @property
    def start(self) -> int:
        """The first word of the cue and its speaker."""
        speaker, start = self.speaker, self.words.start
        return speaker.start if speaker and speaker.start < start else start

    @property
    def end(self) -> int:
        """The last word of the cue and its speaker."""
        speaker, stop = self.speaker, self.words.stop
        return (speaker.stop if speaker and speaker.stop > stop else stop) - 1


def frames_by_unit(article: Article, frames: Sequence[Frame]) -> dict[int, list[Frame]]:
    """The frames of each sentence of the narration that has any, by the sentence's index."""
    found: dict[int, list[Frame]] = {}
    for frame in frames:
        found.setdefault(article.words[frame.head].unit, []).append(frame)
    return found
