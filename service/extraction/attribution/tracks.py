"""Facts about the words of an article, one byte per word, so that a stretch of them is counted at once.

The byte of a word in a track is 1 if the word is what the track is named after, else 0.  "Told" are the words
of the narration, without punctuation.
"""

from __future__ import annotations

from functools import cached_property

from service.extraction.punctuation import COMMA, STOPS
from service.extraction.reading.article import Article
from service.extraction.syntax.phrases import opens_clause
from service.lexicons.schema import Tag


def has(track: bytes, start: int, stop: int) -> bool:
    """Is the track 1 for any word from `start` up to `stop`?"""
    return track.find(1, start, stop) >= 0


class Tracks:
    """The tracks of one article, each made when it is first asked for."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _narrated(self) -> bytes:
        """Words outside quotations, including punctuation."""
        return bytes([word.quotation < 0 for word in self._article.words])

    @cached_property
    def _lexical(self) -> bytes:
        """Words, without punctuation."""
        return bytes([not word.punctuation for word in self._article.words])

    @cached_property
    def told(self) -> bytes:
        """Words of the narration."""
        return _both(self._narrated, self._lexical)

    @cached_property
    def verbs(self) -> bytes:
        """Verbs outside quotations."""
        return _both(self._narrated, self._tagged("verb"))

    @cached_property
    def told_nominals(self) -> bytes:
        """Nouns, names and pronouns of the narration."""
        return _both(self.told, self._tagged("noun", "name", "pronoun"))

    @cached_property
    def finite(self) -> bytes:
        """Finite verbs and auxiliaries."""
        no_form = bytes([not word.form for word in self._article.words])
        return _both(no_form, self._tagged("verb", "auxiliary"))

    @cached_property
    def told_finite(self) -> bytes:
        """Finite verbs and auxiliaries of the narration."""
        return _both(self.told, self.finite)

    @cached_property
    def commas(self) -> bytes:
        """Commas."""
        return bytes([word.text == COMMA for word in self._article.words])

    @cached_property
    def stops(self) -> bytes:
        """Marks that separate clauses or sentences."""
        return bytes([word.text in STOPS for word in self._article.words])

    @cached_property
    def subjects(self) -> bytes:
        """Subjects, without punctuation."""
        return _both(self._lexical, bytes(["subject" in word.deps for word in self._article.words]))

    @cached_property
    def quoted(self) -> bytes:
        """Words of quotations, without punctuation."""
        return _both(self._lexical, bytes([word.quotation >= 0 for word in self._article.words]))

    @cached_property
    def openers(self) -> bytes:
        """Words that open a reported clause ("that", "si")."""
        article = self._article
        found = bytearray(len(article.words))
        forms = article.lexicon.adverbials["complementizer"]
        norms = {norm for norm in {word.norm for word in article.words} if norm in forms}
        for word in article.words:
            if word.norm in norms and not word.punctuation:
                found[word.i] = opens_clause(article, word)
        return bytes(found)

    @cached_property
    def _tags(self) -> list[frozenset[Tag]]:
        return [word.tags for word in self._article.words]

    def _tagged(self, *kinds: Tag) -> bytes:
        """Is the tag of each word of one of these kinds?"""
        wanted = {one for one in set(self._tags) if not one.isdisjoint(kinds)}
        return bytes(map(wanted.__contains__, self._tags))


def _both(one: bytes, other: bytes) -> bytes:
    """The words that are 1 in both tracks."""
    both = int.from_bytes(one, "big") & int.from_bytes(other, "big")
    return both.to_bytes(len(one), "big")
