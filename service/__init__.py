"""Quotes of news articles, with who said them and on whose authority.

    from service import Extractor

    extraction = Extractor().extract(text)

`Extractor` holds the models.  `Extraction` and the values in it are frozen; their offsets are half-open and
in Unicode code points.  A text that cannot be read raises ExtractionError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.extraction.model import (
    DEFAULT_TYPES,
    QUOTE_TYPES,
    EmptyText,
    Extraction,
    ExtractionError,
    Passage,
    Quote,
    QuoteType,
    Source,
    SourceBasis,
    Span,
    Speaker,
    SpeakerBasis,
    SpeakerKind,
    UnsupportedLanguage,
)

if TYPE_CHECKING:
    from service.extraction.extractor import Extractor

__all__ = [
    "DEFAULT_TYPES",
    "QUOTE_TYPES",
    "EmptyText",
    "Extraction",
    "ExtractionError",
    "Extractor",
    "Passage",
    "Quote",
    "QuoteType",
    "Source",
    "SourceBasis",
    "Span",
    "Speaker",
    "SpeakerBasis",
    "SpeakerKind",
    "UnsupportedLanguage",
]


def __getattr__(name: str) -> Any:
    """Import the extractor on first use: it takes seconds, for which --help need not wait."""
    if name == "Extractor":
        from service.extraction.extractor import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
