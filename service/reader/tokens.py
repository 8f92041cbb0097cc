"""Makes spaCy's tokenizer do less: it cuts the same tokens, without what nothing here needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language

# What is computed for each new word: what the network and the rules read, not whether it looks like a URL.
TRAITS = frozenset({LANG, LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE})
STRINGS_REMEMBERED = 4096  # strings whose matches are cached, for each pattern
LONGEST_STRING = 24  # characters of a string that is cached
PATTERNS = ("prefix_search", "suffix_search", "token_match", "url_match")


def lighten_tokens(nlp: Language, frequent: list[str], whole_words: re.Pattern[str]) -> None:
    """Make the tokenizer of `nlp` do less, and cut the `frequent` words now.

    `whole_words` must be found in every word that the tokenizer's own pattern of whole words fits: that
    pattern is tried on no others.
    """
    tokenizer: Any = nlp.tokenizer
    if fits := tokenizer.token_match:
        tokenizer.token_match = lambda string: fits(string) if whole_words.search(string) else None
    _take_letters_whole(tokenizer)
    vocabulary: Any = nlp.vocab
    traits = vocabulary.lex_attr_getters
    vocabulary.lex_attr_getters = {trait: found for trait, found in traits.items() if trait in TRAITS}
    _remember(tokenizer, frequent)


def _take_letters_whole(tokenizer: Any) -> None:
    """Make the tokenizer skip its patterns for strings of letters, which none fits, and cache the others."""
    for name in PATTERNS:
        if search := getattr(tokenizer, name):
            setattr(tokenizer, name, _unless_letters(search, None))
    infixes = tokenizer.infix_finditer
    tokenizer.infix_finditer = _unless_letters(lambda string: tuple(infixes(string)), ())


def _unless_letters(search: Callable[[str], Any], nothing: object) -> Callable[[str], Any]:
    known = lru_cache(STRINGS_REMEMBERED)(search)

    def found(string: str) -> Any:
        if string.isalpha():
            return nothing
        return known(string) if len(string) <= LONGEST_STRING else search(string)

    return found


def _remember(tokenizer: Any, frequent: list[str]) -> None:
    """Make the tokenizer cut the frequent words now: in a memory zone it caches no new ones."""
    tokenizer.max_cache_size += len(frequent)
    for word in frequent:
        tokenizer(word)
