"""Are two names spellings of one person's name?  Used beside the scorer, but never in its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from benchmarks.scorer.score import STOPWORDS, fold, lexicon, name_words
from service.extraction.speakers.names import name_key

_STOPWORDS = {fold(word) for language in STOPWORDS for word in lexicon(STOPWORDS, language)}


def _key(name: str) -> str | None:
    """The common part of all spellings of a name's last word; None without a name."""
    words = name_words(name, _STOPWORDS)
    return str(name_key(words[-1])) if words else None


def _slug(name: str) -> str:
    """A name as the catalogue writes its ids."""
    return "-".join(fold(name).split())


def one_person(given: str | None, names: Iterable[str], person: str | None = None) -> bool:
    """Is `given`, or the catalogue's `person`, the person that one of the `names` means?"""
    right: Collection[str] = list(names)
    if person and person in map(_slug, right):
        return True
    key = _key(given or "")
    return key is not None and key in map(_key, right)
