"""The words of a line as casing sees them, the same whether it stands in capitals or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.extraction.normal.tracked import Edit
from service.lexicons.catalogue_words import LIGATURES, fold

# An abbreviation keeps its points: "M." is not the letter M, "U.S." is one word.
CASING_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){1,6}(?![^\W_])|[^\W_]+")
GAP_ENDS_SENTENCE = re.compile(r"(?<!\.)[.!?]\s+\Z")
SPACE_RUN = re.compile(r"\s+")
APOSTROPHES = "'’"
ELIDED_LETTERS = 2  # letters of what follows an apostrophe and is no word elsewhere ("'s", "'ll")
SPREAD = str.maketrans(LIGATURES)
MOST_BETWEEN = 4  # characters before a word that are looked at


@dataclass(frozen=True, slots=True)
class CasedWord:
    """A word of a line, from `start` to `end`.

    `key` is what it is looked up by: without case and accents, with the apostrophe that it ends or begins
    with.  `gap` is what stands before it, a space as "_".  `begins`: it begins a sentence, where every word
    has a capital.
    """

    start: int
    end: int
    key: str
    gap: str
    begins: bool


def words_of(line: str) -> list[CasedWord]:
    """The words of a line, which begins a sentence."""
    found: list[CasedWord] = []
    done = 0
    for match in CASING_WORD.finditer(line):
        start, end = match.span()
        between = line[done:start]
        begins = not found or GAP_ENDS_SENTENCE.search(between) is not None
        gap = SPACE_RUN.sub("_", between.replace("’", "'"))[-MOST_BETWEEN:]
        found.append(CasedWord(start, end, _key(line, start, end), gap, begins))
        done = end
    return found


def _key(line: str, start: int, end: int) -> str:
    key = fold(line[start:end])
    if line[end : end + 1] in APOSTROPHES and end < len(line):
        return key + "'"
    if start and line[start - 1] in APOSTROPHES and end - start <= ELIDED_LETTERS:
        return "'" + key
    return key


def is_capital(form: str) -> bool:
    """Has a form a capital, at its beginning or anywhere?"""
    return form != form.lower()


def without_ligatures(form: str) -> str:
    """The form in lower case with ligatures spelt out, so that it is as long as the one without accents."""
    return form.lower().translate(SPREAD)


def titled(form: str) -> str:
    """The form with a capital at its beginning."""
    return form[:1].upper() + form[1:]


def in_case_of(form: str, like: str) -> str:
    """The form with the capitals of another one, which is as long."""
    pairs = zip(form, like, strict=True)
    return "".join(char.upper() if other.isupper() else char.lower() for char, other in pairs)


def edits(start: int, as_sent: str, form: str) -> Iterator[Edit]:
    """Edits that turn the word at `start` into `form`: letter by letter if both are of the same length."""
    if len(form) != len(as_sent):
        yield Edit(start, start + len(as_sent), form)
        return
    for at, (old, new) in enumerate(zip(as_sent, form, strict=True), start):
        if old != new:
            yield Edit(at, at + 1, new)
