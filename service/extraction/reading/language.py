"""The language of a text."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from unicodedata import name

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 400  # characters: as reliable as more, and faster
SHORT_TEXT_WORDS = 12  # of such texts 2 in 1,000 are taken for another language, of 5 words 5 in 100
NOT_PROSE = re.compile(r"https?://\S+|[\W\d_]+")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def detect_language(text: str, loaded: Collection[str]) -> str:
    """The ISO 639-1 code of the main language at the beginning of the text.

    A short text in Latin letters is taken to be in one of the `loaded` languages: a name or a headline looks
    like any language.
    """
    prose = NOT_PROSE.sub(" ", text[:SAMPLE])
    ranked = [str(language) for language, _ in _identifier().rank(prose)]
    if len(prose.split()) <= SHORT_TEXT_WORDS and _is_latin(prose):
        return next((language for language in ranked if language in loaded), ranked[0])
    return ranked[0]


def _is_latin(prose: str) -> bool:
    letters = [char for char in prose if char.isalpha()]
    return 2 * sum(name(char, "").startswith("LATIN") for char in letters) >= len(letters)
