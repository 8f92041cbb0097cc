"""Text in, quotes out: the stages an article passes, in order."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from service.extraction.analysis import analyse
from service.extraction.answer import assemble, with_reports
from service.extraction.attribution import attribute
from service.extraction.continuation import continue_speakers
from service.extraction.entities import PeopleIndex
from service.extraction.frames import find_frames
from service.extraction.indirect import find_reports
from service.extraction.inner import split_narration
from service.extraction.joining import join_pieces
from service.extraction.language import detect_language
from service.extraction.marks import find_quotations
from service.extraction.model import (
    DEFAULT_TYPES,
    EmptyText,
    Extraction,
    QuoteType,
    UnsupportedLanguage,
)
from service.extraction.pipelines import load_pipeline
from service.extraction.resolution import Resolver
from service.extraction.selection import parts_to_read
from service.extraction.sources import Authorities
from service.extraction.speech import keep_speech
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue import load_catalogue
from service.lexicons.lexicon import load_lexicon

VERSION = "1.0.0"


class Extractor:
    """Finds quotes in news articles; holds one spaCy pipeline a language, shared by all calls."""

    def __init__(self, languages: Collection[str] = ("en", "fr"), institutions: Path | None = None) -> None:
        """Load the pipelines of `languages` and the catalogue, with an operator's own file of `institutions`.

        Raises OSError if a pipeline or a lexicon is missing or of another version, ValueError if a
        catalogue is wrong.
        """
        self.languages = tuple(languages)
        self._lexicons = {language: load_lexicon(language) for language in self.languages}
        self._pipelines = {
            language: load_pipeline(lexicon.pipeline) for language, lexicon in self._lexicons.items()
        }
        self._catalogue = load_catalogue(institutions)
        self._people = {language: PeopleIndex(self._catalogue, language) for language in self.languages}

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
        if language is None:
            language = detect_language(text)
            if language not in self.languages:
                raise UnsupportedLanguage(language, self.languages, detected=True)
        nlp = self._pipelines[language]
        lexicon = self._lexicons[language]
        quotations = split_narration(text, find_quotations(text), lexicon)
        parts = parts_to_read(text, quotations, types)
        article = analyse(text, quotations, lexicon, nlp, parts)
        frames = find_frames(article)
        attributions = continue_speakers(article, attribute(article, frames), frames)
        attributions = keep_speech(article, join_pieces(article, attributions))
        used = [a.frame for a in attributions if a.frame is not None]
        told = [frame for frame in frames if not frame.near]
        catalogue = ArticleCatalogue(self._catalogue)
        resolver = Resolver(article, [*told, *used], self._people[language], catalogue)
        authorities = Authorities(article, resolver, catalogue)
        quotes = assemble(article, attributions, resolver, authorities)
        if "indirect" in types:
            reports = find_reports(article, frames, attributions)
            quotes = with_reports(article, quotes, reports, resolver, authorities)
        wanted = tuple(quote for quote in quotes if quote.type in types)
        model = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        return Extraction(language, wanted, VERSION, model)
