"""What the extractor returns: frozen values; offsets count Unicode code points, half-open."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

VERSION = "1.0.0"  # of the extractor: which quotes it finds in a text

QuoteType = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "institution", "group", "document", "unknown"]
SpeakerBasis = Literal[
    "named", "title", "pronoun", "continued", "description", "date", "year", "present"
]  # fmt: skip
SourceBasis = Literal["stated", "affiliation"]

QUOTE_TYPES: tuple[QuoteType, ...] = ("direct", "mixed", "indirect")
DEFAULT_TYPES: tuple[QuoteType, ...] = ("direct", "mixed")


@dataclass(frozen=True)
class Options:
    """What is asked of an article.

    `language` is its ISO 639-1 code, or None to detect it; `types` are of QUOTE_TYPES; `date` is the day it
    appeared, or None if that is unknown.
    """

    language: str | None = None
    types: tuple[QuoteType, ...] = DEFAULT_TYPES
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article: code points `start` to `end`, half-open."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Do the two share a code point?"""
        return self.start < other.end and other.start < self.end

    def text(self, article: str) -> str:
        """The words that the span covers in `article`."""
        return article[self.start : self.end]


def touched(places: Sequence[Span], span: Span) -> range:
    """The indices of the `places` that share a code point with `span`; they are in order and disjoint."""
    first = bisect_right(places, span.start, key=lambda place: place.end)
    return range(first, bisect_left(places, span.end, lo=first, key=lambda place: place.start))


@dataclass(frozen=True, slots=True)
class Passage:
    """A cue, a mention or a content: a span together with its words."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something by name.  `id` is the catalogue's key, or None."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said the words.  `id` is the catalogue's key, or None.

    `members` are those of a group ("both leaders"), as far as the article tells who they are.
    """

    id: str | None
    name: str
    kind: SpeakerKind
    role: str | None
    mention: Passage | None
    basis: SpeakerBasis
    members: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The institution on whose authority the words reach the reader.

    `via` is the medium or network that the words came through ("told Interfax", "on Telegram"), if it is
    not the source itself.
    """

    id: str | None
    name: str
    country: str | None
    basis: SourceBasis
    mention: Passage | None
    via: Named | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote.  `text` is the spans' words, joined by " […] " where there are several."""

    text: str
    type: QuoteType
    language: str
    spans: tuple[Span, ...]
    content: Passage
    cue: Passage | None
    speaker: Speaker | None
    source: Source | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """The quotes of one article, in article order, and what found them.

    `model` is the name and version of the spaCy pipeline; `version` the extractor's.
    """

    language: str
    quotes: tuple[Quote, ...]
    version: str
    model: str


class ExtractionError(ValueError):
    """A text that the extractor cannot read."""


class EmptyText(ExtractionError):
    """A text that shows nothing but white space."""


class UnsupportedLanguage(ExtractionError):
    """The language asked for or detected is not among the supported ones."""

    def __init__(self, language: str, supported: tuple[str, ...], detected: bool) -> None:
        self.language, self.supported, self.detected = language, supported, detected
        how = "detected" if detected else "asked for"
        super().__init__(f"language {how}: {language}; supported: {', '.join(supported)}")
