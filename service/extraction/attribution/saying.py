"""Whether the speaker of a frame is of a kind that speaks."""

from __future__ import annotations

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article
from service.extraction.syntax.phrases import is_name, is_pronoun
from service.lexicons.schema import NounKind

SPEAKING_NOUNS: tuple[NounKind, ...] = ("document", "outlet", "utterance")


def can_say(article: Article, frame: Frame) -> bool:
    """Is the speaker of a kind that speaks: a name, a pronoun, a noun for people, institutions or texts?"""
    if frame.speaker is None or frame.speaker_head is None:
        return False
    head = article.words[frame.speaker_head]
    if is_name(article, head) or is_pronoun(article, head) or head.entity:
        return True
    if not article.lexicon.noun_kinds(head.norm).isdisjoint(SPEAKING_NOUNS):
        return True
    return any(article.person_nouns[frame.speaker[0] : frame.speaker_head + 1])
