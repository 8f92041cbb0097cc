"""Names of people: their words, and when two spellings are one name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from service.lexicons.all_languages import spelled_anew, spellings
from service.lexicons.catalogue_words import REMEMBERED, fold

INITIAL = re.compile(r"^[^\W\d_]\.?$")


def is_transliterated(country: str | None) -> bool:
    """May a name from a country (ISO 3166; None: anywhere) have several spellings in Latin letters?"""
    return country is None or country in spelled_anew()


@lru_cache(maxsize=REMEMBERED)
def name_key(word: str) -> str:
    """What all Latin spellings of one name word share ("Poutine", "Putin"; "Choïgou", "Shoigu").

    Transliteration rules, not a distance: see lexicons/transliteration.toml.
    """
    key = fold(word).strip(".-'")
    for pattern, replacement in spellings():
        key = pattern.sub(replacement, key)
    return key


def same_first_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """May two lists of first names be one person's: equal, an initial, or one of them missing?"""
    if not one or not other:
        return True
    a, b = name_key(one[0]), name_key(other[0])
    if INITIAL.match(one[0]) or INITIAL.match(other[0]):
        return a[:1] == b[:1]
    return a == b or name_key(one[-1]) == b or a == name_key(other[-1])
