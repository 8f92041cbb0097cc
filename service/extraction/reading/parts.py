"""The parts of a text that are in different languages: a release and its translation, one after the other.

Function words show at once which paragraphs may be in another language, and which quotes are; the language
identifier has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from service.extraction.model import Span
from service.extraction.reading.language import detect_language
from service.lexicons.lexicon import Lexicon

LETTER_RUN = re.compile(r"[^\W\d_]+")
PARAGRAPH = re.compile(r"[^\n]+")
FEWEST_FUNCTION_WORDS = 3  # fewest function words that show a paragraph or a quote to be in a language
TIMES_OWN = 2  # times as many as of any other language
MIN_PART_WORDS = 60  # fewest words of a part: less is a quote, or a name

Small = Mapping[str, frozenset[str]]


class Part(NamedTuple):
    """A stretch of the text in one language."""

    language: str
    span: Span
    words: int


def function_words(lexicons: Mapping[str, Lexicon]) -> Small:
    """The determiners and pronouns of each language that none of the others has."""
    own = {
        language: frozenset(lexicon.pronouns)
        | lexicon.determiners["articles"]
        | lexicon.determiners["definite"]
        | lexicon.determiners["possessive"]
        for language, lexicon in lexicons.items()
    }
    return {
        language: words - frozenset().union(*(other for code, other in own.items() if code != language))
        for language, words in own.items()
    }


def parts_of(text: str, language: str, small: Small) -> tuple[Part, ...]:
    """The parts of a text that begins in `language`; a single one if all of it is in that language."""
    whole = Part(language, Span(0, len(text)), 0)
    if len(small) < 2:
        return (whole,)
    joined = _long_enough(list(_together(_paragraphs(text, language, small))))
    if len(joined) < 2:
        return (whole,)
    told = (
        part._replace(language=_told(part.span.text(text), part.language, language, small)) for part in joined
    )
    return tuple(_together(told))


def language_of(words: str, language: str, small: Small) -> str:
    """The language of a quote in a text in `language`: another if function words and identifier agree."""
    return _told(
        words, seeming(LETTER_RUN.findall(words.lower()), language, small) or language, language, small
    )


def _paragraphs(text: str, language: str, small: Small) -> Iterator[Part]:
    """The paragraphs, each with the language of its function words; without a clear one, with the last."""
    start = 0
    for found in PARAGRAPH.finditer(text):
        words = LETTER_RUN.findall(found[0].lower())
        language = seeming(words, language, small) or language
        yield Part(language, Span(start, found.end()), len(words))
        start = found.end()
    if start < len(text):
        yield Part(language, Span(start, len(text)), 0)


def seeming(words: Collection[str], language: str, small: Small) -> str | None:
    """The language that function words show, or None if they show none clearly."""
    counts = {code: sum(map(own.__contains__, words)) for code, own in small.items()}
    best = max(counts, key=lambda code: (counts[code], code == language))
    rest = max((count for code, count in counts.items() if code != best), default=0)
    return best if counts[best] >= max(FEWEST_FUNCTION_WORDS, TIMES_OWN * rest) else None


def _together(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts, with neighbours in the same language merged."""
    for language, group in groupby(parts, key=lambda part: part.language):
        same = list(group)
        yield Part(language, Span(same[0].span.start, same[-1].span.end), sum(part.words for part in same))


def _long_enough(parts: list[Part]) -> list[Part]:
    """The parts, with short ones merged into the part before, the first into the one after."""
    kept: list[Part] = []
    for part in parts:
        if kept and (part.words < MIN_PART_WORDS or kept[-1].words < MIN_PART_WORDS):
            before = kept.pop()
            language = before.language if before.words >= MIN_PART_WORDS else part.language
            part = Part(language, Span(before.span.start, part.span.end), before.words + part.words)
        kept.append(part)
    return list(_together(iter(kept)))


def _told(words: str, seeming: str, language: str, small: Small) -> str:
    """The language `seeming`, if it is the text's own or the identifier agrees; else the text's own."""
    return seeming if seeming == language or detect_language(words, small) == seeming else language
