"""spaCy's tokenizer, spared what nothing here asks of it: it cuts the same tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language

# What is worked out of each new word: what the network and the rules look at, not whether it is like a URL.
TRAITS = frozenset({LANG, LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE})
STRINGS_REMEMBERED = 4096  # with their cuts
LONGEST_STRING = 24  # letters of one that is remembered
PATTERNS = ("prefix_search", "suffix_search", "token_match", "url_match")


def lighten_tokens(nlp: Language, frequent: list[str], whole_words: re.Pattern[str]) -> None:
    """Have the tokenizer of `nlp` do less; the `frequent` words are cut now.

    `whole_words` is found in every word that its pattern of words that are kept whole fits.
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
    """Have the tokenizer try its patterns on no string of letters only, which none fits, and seldom twice."""
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
    """Have the tokenizer cut the frequent words now: in a memory zone it remembers no new one."""
    tokenizer.max_cache_size += len(frequent)
    for word in frequent:
        tokenizer(word)
