"""What the words of an article are, a byte for each: counted between two places at once.

In each track a word has 1 if it is what the track is named after, else 0.  Words that are told are those of
the narration, without punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable

from service.extraction.cues.phrases import opens_clause
from service.extraction.reading.article import Article, once
from service.lexicons.schema import Tag

STOPS = frozenset(";:.!?")


def count(track: bytes, start: int, stop: int) -> int:
    """How many words from `start` up to `stop` are what a track tells."""
    return track.count(1, start, stop)


def has(track: bytes, start: int, stop: int) -> bool:
    """Is one of the words from `start` up to `stop` what a track tells?"""
    return track.find(1, start, stop) >= 0


@once
def quotation_numbers(article: Article) -> list[int]:
    """The number of each word's quotation, -1 outside: no track, but sliced as one is."""
    return [word.quotation for word in article.words]


@once
def told(article: Article) -> bytes:
    """Words of the narration."""
    return bytes([word.quotation < 0 and not word.punctuation for word in article.words])


@once
def verbs(article: Article) -> bytes:
    """Verbs outside quotations."""
    return _both([word.quotation < 0 for word in article.words], _tagged(article, "verb"))


@once
def told_verbs(article: Article) -> bytes:
    """Verbs that are told."""
    return _both(told(article), verbs(article))


@once
def told_nominals(article: Article) -> bytes:
    """Nouns, names and pronouns that are told."""
    return _both(told(article), _tagged(article, "noun", "name", "pronoun"))


@once
def told_finite(article: Article) -> bytes:
    """Finite verbs and auxiliaries that are told."""
    finite = [w.form == "" for w in article.words]
    return _both(_both(told(article), finite), _tagged(article, "verb", "auxiliary"))


@once
def commas(article: Article) -> bytes:
    """Commas."""
    return bytes([word.text == "," for word in article.words])


@once
def stops(article: Article) -> bytes:
    """Marks that part clauses or sentences."""
    return bytes([word.text in STOPS for word in article.words])


@once
def subjects(article: Article) -> bytes:
    """Subjects, no punctuation among them."""
    kinds = article.lexicon.dependencies
    deps = {dep for dep, names in kinds.items() if "subject" in names}
    return bytes([w.dep in deps and not w.punctuation for w in article.words])


@once
def quoted(article: Article) -> bytes:
    """Words of quotations, without punctuation."""
    return bytes([word.quotation >= 0 and not word.punctuation for word in article.words])


@once
def openers(article: Article) -> bytes:
    """Words that open a reported clause ("that", "si")."""
    return bytes([not word.punctuation and opens_clause(article, word) for word in article.words])


def _tagged(article: Article, *kinds: Tag) -> list[bool]:
    """Is the tag of each word of one of these kinds?"""
    tags = {tag for tag, names in article.lexicon.tags.items() if not names.isdisjoint(kinds)}
    return [word.tag in tags for word in article.words]


def _both(one: Iterable[int], other: Iterable[int]) -> bytes:
    return bytes([a and b for a, b in zip(one, other, strict=True)])
