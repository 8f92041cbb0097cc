"""The same article as people send it: wrapped, cut by a PDF, in markup, in another Unicode form, unaccented.

Each disguise is a list of edits, so that results for the disguised text can be mapped to the plain one.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable, Iterator
from random import Random
from unicodedata import normalize

from service.extraction.normal.tracked import Edit, Tracked, as_sent, edited

WIDTH = 72  # characters of a wrapped line
_WORD = re.compile(r"\S+")
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][.!?])(?= )")
_LINES_END = re.compile(r"\s*\n\s*")
_NAME = re.compile(r"(?<= )[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+(?=[ ,.])")


def wrapped(text: str, random: Random) -> Iterator[Edit]:
    """Lines of 72 characters; a paragraph ends with a blank line."""
    column = 0
    for line in re.finditer(r"[^\n]+|\n+", text):
        if line.group()[0] == "\n":
            column = 0
            if len(line.group()) == 1:
                yield Edit(*line.span(), "\n\n")
            continue
        for word in _WORD.finditer(text, *line.span()):
            size = len(word.group())
            if column and column + 1 + size > WIDTH:
                yield Edit(word.start() - 1, word.start(), "\n")
                column = size
            else:
                column += size + (1 if column else 0)


def hyphenated(text: str, random: Random) -> Iterator[Edit]:
    """Long words hyphenated at the end of a line, as in text from a PDF."""
    for word in _LONG_WORD.finditer(text):
        if random.random() < 0.1 and word.group()[1:].islower():
            at = word.start() + 4
            yield Edit(at, at, "-\n")


def decomposed(text: str, random: Random) -> Iterator[Edit]:
    """Unicode's normal form D."""
    for i, char in enumerate(text):
        if (apart := normalize("NFD", char)) != char:
            yield Edit(i, i + 1, apart)


def entities(text: str, random: Random) -> Iterator[Edit]:
    """Named HTML entities in place of characters."""
    for i, char in enumerate(text):
        if (named := html.entities.codepoint2name.get(ord(char))) and not char.isspace():
            yield Edit(i, i + 1, f"&{named};")


def invisible(text: str, random: Random) -> Iterator[Edit]:
    """Soft hyphens and zero-width spaces inside words."""
    for word in _LONG_WORD.finditer(text):
        if random.random() < 0.3:
            at = word.start() + random.randrange(2, len(word.group()) - 2)
            yield Edit(at, at, random.choice("\u00ad\u200b"))


def marked_up(text: str, random: Random) -> Iterator[Edit]:
    """HTML tags around paragraphs and names, and numbers of footnotes after sentences."""
    places: dict[int, str] = {}
    for name in _NAME.finditer(text):
        places[name.start()] = "<b>"
        places[name.end()] = "</b>"
    for number, sentence in enumerate(_SENTENCE_END.finditer(text)):
        places.setdefault(sentence.start(), f"[{number + 1}]")
    for at in sorted(places):
        yield Edit(at, at, places[at])


def glued(text: str, random: Random) -> Iterator[Edit]:
    """Paragraphs without the ends of their lines, as in the text of a page whose tags were taken out."""
    for lines in _LINES_END.finditer(text.rstrip()):
        yield Edit(*lines.span(), "")


def capitals(text: str, random: Random) -> Iterator[Edit]:
    """All letters in capitals."""
    for i, char in enumerate(text):
        if (upper := char.upper()) != char:
            yield Edit(i, i + 1, upper)


def unaccented(text: str, random: Random) -> Iterator[Edit]:
    """Letters without accents."""
    for i, char in enumerate(text):
        if (bare := normalize("NFD", char)[0]) != char and char.isalpha():
            yield Edit(i, i + 1, bare)


def unaccented_capitals(text: str, random: Random) -> Iterator[Edit]:
    """All letters in capitals without accents."""
    for i, char in enumerate(text):
        bare = normalize("NFD", char)[0] if char.isalpha() else char
        if (upper := bare.upper()) != char:
            yield Edit(i, i + 1, upper)


Disguise = Callable[[str, Random], Iterator[Edit]]
DISGUISES: dict[str, Disguise] = {
    disguise.__name__: disguise
    for disguise in (
        *(wrapped, hyphenated, decomposed, entities, invisible, marked_up),
        *(glued, capitals, unaccented, unaccented_capitals),
    )
}


def disguised(text: str, disguise: Disguise, seed: int = 0) -> Tracked:
    """The disguised text; the same seed gives the same text."""
    return edited(as_sent(text), disguise(text, Random(seed)))
