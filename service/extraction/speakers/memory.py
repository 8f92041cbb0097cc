"""The people, bodies and strangers that an article has mentioned so far: each once, with their places."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from service.extraction.reading.article import Article, Word
from service.extraction.speakers.discourse import Identity
from service.lexicons.catalogue_words import fold

NEVER = -1
MET_LATELY = 8  # people and bodies met last


def key_of(identity: Identity) -> Hashable:
    """A key that all mentions of one person or body share."""
    if identity.entity is not None:
        return identity.entity.index
    if identity.institution is not None:
        return "institution", identity.institution.id
    return fold(identity.name)


@dataclass(slots=True)
class Known:
    """One person, body or stranger met so far; places are those of the narration unless said otherwise.

    `at`, `unit` and `paragraph` are those of the last mention; `subject_unit` and the like those of the last
    mention in that function; `opened` is the last paragraph whose first subject they were; NEVER if none.
    """

    identity: Identity
    at: int = NEVER
    unit: int = NEVER
    paragraph: int = NEVER
    first_unit: int = NEVER
    first_paragraph: int = NEVER
    subject: bool = False
    speaker: bool = False
    quoted: bool = False
    nested: bool = False
    main: bool = False
    opened: int = NEVER
    main_unit: int = NEVER
    quoted_unit: int = NEVER
    subject_unit: int = NEVER
    speaker_unit: int = NEVER
    quoting_unit: int = NEVER
    mentions: int = 0
    spoken: int = 0
    quoting: int = 0
    nouns: set[str] = field(default_factory=set)


class MentionStanding(NamedTuple):
    """How a mention stands: as the subject of its clause, as a speaker, as a quotation's, inside a phrase.

    `main`: the clause is the main one.
    """

    subject: bool = False
    main: bool = False
    speaker: bool = False
    quoting: bool = False
    nested: bool = False


class Memory:
    """The people, bodies and strangers met so far, the latest at the end."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.known: dict[Hashable, Known] = {}
        self.last_speaker: Known | None = None
        self.last_quoting: Known | None = None
        self.last_subject: Known | None = None
        self._opened = NEVER  # the last paragraph that has a subject

    def lately(self) -> Iterator[Known]:
        """The people and bodies met last, the latest first."""
        return islice(reversed(self.known.values()), MET_LATELY)

    def paragraph(self, word: Word) -> int:
        """The number of the paragraph that a word stands in."""
        return self._article.lines[word.i]

    def add(
        self, word: Word, identity: Identity, standing: MentionStanding, nouns: Iterable[str] = ()
    ) -> None:
        """Record a mention; mentions come in text order."""
        if not identity.resolved:
            return
        key = key_of(identity)
        known = self.known.pop(key, None) or Known(identity)
        self.known[key] = known
        new, quoted = known.first_unit == NEVER, word.quotation >= 0
        if quoted:
            known.quoted_unit = word.unit
        # A mention inside a quotation counts only if it is somebody's first in the article.
        if new or not quoted:
            self._met(known, word, standing, nouns)
        if not quoted:
            self._told(known, word, standing)

    def _met(self, known: Known, word: Word, standing: MentionStanding, nouns: Iterable[str]) -> None:
        """Record where somebody was met last, and what they are called there."""
        if known.first_unit == NEVER:
            known.first_unit, known.first_paragraph = word.unit, self.paragraph(word)
        known.at, known.unit, known.paragraph = word.i, word.unit, self.paragraph(word)
        known.quoted = word.quotation >= 0
        known.subject, known.speaker, known.nested = standing.subject, standing.speaker, standing.nested
        known.main = standing.main
        known.mentions += 1
        known.nouns.update(nouns)

    def _told(self, known: Known, word: Word, standing: MentionStanding) -> None:
        """Record that somebody is a subject or a speaker in the narration."""
        if standing.subject:
            known.subject_unit, self.last_subject = word.unit, known
            if standing.main:
                known.main_unit = word.unit
            if known.paragraph > self._opened:
                self._opened = known.opened = known.paragraph
        if standing.speaker:
            known.speaker_unit, self.last_speaker = word.unit, known
            known.spoken += 1
        if standing.quoting:
            known.quoting_unit, self.last_quoting = word.unit, known
            known.quoting += 1
