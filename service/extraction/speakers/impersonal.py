"""The institution that "one" or "we" speaks for: "dit-on à l'Élysée", "côté russe, on …", "we see in Paris".

Nobody is "one"; the place that the report names says it.  The place stands right of the cue, at the head of
the sentence, before "where", or is what "y" points back to.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.memory import Memory
from service.extraction.syntax.phrases import without_determiner
from service.lexicons.article_catalogue import ArticleCatalogue

WE = (1, "plural")
REACH, MAX_PLACE = 5, 6  # words from a cue to its place; of a place
LATELY = 8  # people and bodies met last
MAX_FRONT = 4  # words between the head of a sentence and its place


class Impersonal:
    """Finds who speaks where the article has "one" or "we" say it; places are ranges of its words."""

    def __init__(
        self,
        article: Article,
        catalogue: ArticleCatalogue,
        institutions: Institutions,
        memory: Memory,
    ) -> None:
        self._article = article
        self._catalogue = catalogue
        self._institutions = institutions
        self._memory = memory

    def speaker(self, frame: Frame, head: Word) -> Identity | None:
        """The institution for which the pronoun `head` of a frame stands, or a side: "côté russe"."""
        if frame.kind == "preposition" and frame.speaker is not None:
            side = self._article.span(frame.words).text(self._article.norm)
            beside = side in self._article.lexicon.prepositions["side"]
            return self._named(frame.speaker) if beside else None
        pronoun = self._article.lexicon.pronouns.get(head.norm)
        if pronoun is None or not (pronoun.role == "impersonal" or (pronoun.person, pronoun.number) == WE):
            return None
        named = (
            self._named(place)
            for at in self._openings(frame)
            for place in self._places(at, head)
            if head.i not in place
        )
        return next(filter(None, named), None) or self._pointed_back(frame)

    def _openings(self, frame: Frame) -> Iterator[int]:
        """The first words of phrases that may be the place: right of the cue, fronted, before "where"."""
        article = self._article
        addresses, sides = article.lexicon.prepositions["address"], article.lexicon.prepositions["side"]
        unit = article.units[article.words[frame.head].unit]
        right = range(frame.end + 1, min(frame.end + REACH, unit[-1] + 1))
        front = range(unit[0], min(unit[0] + MAX_FRONT, frame.start))
        where = frame.start - 1
        left = range(0)
        if where > unit[0] and article.words[where].norm in article.lexicon.adverbials["where"]:
            left = range(max(unit[0], where - MAX_PLACE), where)
        for at in (*right, *front, *left):
            for table in (addresses, sides):
                found = phrase_at(article, table, article.words[at])
                if found is not None and found[0] + 1 <= unit[-1]:
                    yield found[0] + 1

    def _places(self, at: int, head: Word) -> Iterator[range]:
        """The phrases that begin at a word, within its sentence and up to a mark, the longest first."""
        words = self._article.words
        end = at
        while end < min(at + MAX_PLACE, len(words)):
            if words[end].punctuation or words[end].unit != head.unit or words[end].quotation >= 0:
                break
            end += 1
        yield from (range(at, stop) for stop in range(end, at, -1))

    def _named(self, place: range) -> Identity | None:
        """The institution of that name, or the government of the country whose adjective it is."""
        bare = without_determiner(self._article, place)
        text = self._article.text_of(bare)
        found = self._institutions.named(text, bare)
        if found is not None:
            return found
        country = self._catalogue.demonym(text, self._article.lexicon.language)
        if country is not None:
            return self._institutions.identity(self._catalogue.government(country))
        return None

    def _pointed_back(self, frame: Frame) -> Identity | None:
        """The body last spoken of, for a "y" before the verb: "l'Élysée dément. « … », y sourit-on"."""
        before = self._article.words[frame.words[0] - 1] if frame.words[0] else None
        there = self._article.words[frame.words[0]]
        points = self._article.lexicon.adverbials["there"]
        if not any(word is not None and word.norm in points for word in (before, there)):
            return None
        lately = islice(reversed(self._memory.known.values()), LATELY)
        return next((known.identity for known in lately if known.identity.institution), None)
