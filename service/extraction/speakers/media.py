"""The media and networks that an article names around a cue, and in its datelines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from service.extraction.cues.frames import Frame
from service.extraction.model import Named
from service.extraction.punctuation import DASHES
from service.extraction.reading.article import Article
from service.extraction.speakers.presentations import is_person
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import MEDIA, Institution, Network

AROUND = 15  # words from a cue (and the speaker after it) to the medium that the words came through
LONGEST_MEDIUM = 4  # words of a medium
BEFORE_NAME = 4  # words before it that may have its preposition: "on his own Telegram channel"
DATELINE_BREAK = re.compile(r"[(),/—–-]")  # separates the place, the day and the agency of a dateline


class Medium(NamedTuple):
    """An agency, paper or channel, or a network, and the words that name it."""

    named: Institution | Network
    words: range

    @property
    def outlet(self) -> Institution | None:
        """The medium that vouches for words; a network vouches for none."""
        return self.named if isinstance(self.named, Institution) else None


class Media:
    """Finds the media of one article."""

    def __init__(self, article: Article, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._catalogue = catalogue
        self._language = article.lexicon.language
        self._right: dict[tuple[int, range], tuple[Medium, ...]] = {}  # by a cue's head and its right side
        self._begun: dict[int, Medium | None] = {}  # the media looked up so far, by first word

    def name(self, named: Institution | Network) -> Named:
        """A medium as the answer names it."""
        key = named.id if isinstance(named, Institution) else named.key
        return Named(key, named.name(self._language))

    def right_of(self, frame: Frame) -> Sequence[Medium]:
        """The media right of a cue in its sentence, the nearest first; no speaker's surname ("said Hill")."""
        last = frame.end if frame.inverted else frame.words[-1]
        right = range(frame.words[-1] + 1, min(last + 1 + AROUND, len(self._article.words)))
        found = self._right.get((frame.head, right))
        if found is None:
            found = self._right[frame.head, right] = tuple(self._named(frame, right))
        return found

    def around(self, frame: Frame, speaker: range | None) -> Iterator[Medium]:
        """The media after a preposition on either side of a cue, outside the `speaker`'s mention."""
        left = range(frame.words[0] - 1, max(-1, frame.words[0] - 1 - AROUND), -1)
        found = (*self.right_of(frame), *self._named(frame, left))
        own = () if speaker is None else speaker
        return (one for one in found if one.words[0] not in own and self._has_preposition(one.words[0]))

    @cached_property
    def of_dateline(self) -> Institution | None:
        """The agency of a dateline or a byline: "PARIS (AFP) — ", "By Jane Doe, Reuters"."""
        bylines = self._article.lexicon.front["byline"]
        for line in self._article.front:
            first = line.split(maxsplit=1)[0].lower()
            if line.rstrip()[-1] in DASHES or first in bylines:
                for name in self._names_in(line):
                    found = self._catalogue.find_institution(name, self._language)
                    if found is not None and found.type in MEDIA:
                        return found
        return None

    def _names_in(self, line: str) -> Iterator[str]:
        """Possible names of agencies in a dateline or byline: each part, and the complements in it."""
        of = self._article.lexicon.determiners["of"]
        for part in DATELINE_BREAK.split(line):
            words = part.split()
            starts = (0, *(i + 1 for i, word in enumerate(words) if word.lower() in of))
            yield from (" ".join(words[start:]) for start in starts)

    def _named(self, frame: Frame, places: Iterable[int]) -> Iterator[Medium]:
        """The media whose names begin at one of the places, up to the first outside the cue's sentence."""
        words, unit = self._article.words, self._article.words[frame.head].unit
        for at in places:
            if words[at].unit != unit:
                return
            speaks = at == frame.speaker_head and is_person(self._article, words[at])
            if words[at].quotation < 0 and words[at].text[:1].isupper() and not speaks:
                if at not in self._begun:
                    self._begun[at] = self._named_at(at)
                found = self._begun[at]
                if found is not None:
                    yield found

    def _named_at(self, at: int) -> Medium | None:
        """The medium whose name begins at a word, the longest name first; "Ann Hill" is not The Hill."""
        inner = self._article.words[at].entity
        if inner.startswith("I-") and inner[2:] in self._article.lexicon.entities["person"]:
            return None
        longest = range(at, min(at + LONGEST_MEDIUM, len(self._article.words)))
        if not self._catalogue.may_name_medium(self._article.text_of(longest), self._language):
            return None
        for size in range(len(longest), 0, -1):
            named = self._medium_of(longest[:size])
            if named is not None:
                return Medium(named, self._without_others(longest[:size], named))
        return None

    def _without_others(self, words: range, named: Institution | Network) -> range:
        """The words without marks and articles at their end, which the catalogue ignores: "BFMTV, les"."""
        last, first = self._article.words[words[-1]], self._article.words[words[0]]
        other = last.punctuation or last.text.islower() or last.unit != first.unit
        cut = other and self._medium_of(words[:-1]) is named
        return self._without_others(words[:-1], named) if cut else words

    def _medium_of(self, words: range) -> Institution | Network | None:
        """The medium or network whose name is exactly these words."""
        text = self._article.text_of(words)
        found = self._catalogue.find_institution(text, self._language)
        if found is not None and found.type in MEDIA:
            return found
        return self._catalogue.find_network(text, self._language)

    def _has_preposition(self, at: int) -> bool:
        """Is there a preposition before a word, nearer than any verb?"""
        article = self._article
        for i in range(at - 1, max(-1, at - 1 - BEFORE_NAME), -1):
            if "preposition" in article.words[i].tags:
                return True
            if "verb" in article.words[i].tags:
                return False
        return False
