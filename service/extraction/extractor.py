"""Text in, quotes out: the stages an article passes, in order."""

from __future__ import annotations

from collections.abc import Collection

from service.extraction.analysis import Article, analyse
from service.extraction.attribution import Attribution, attribute
from service.extraction.continuation import continue_speakers
from service.extraction.frames import find_frames
from service.extraction.marks import find_quotations
from service.extraction.model import (
    DEFAULT_TYPES,
    EmptyText,
    Extraction,
    Passage,
    Quote,
    QuoteType,
    Span,
    Speaker,
    UnsupportedLanguage,
)
from service.extraction.pipelines import load_pipeline
from service.lexicons.lexicon import load_lexicon

VERSION = "1.0.0"


class Extractor:
    """Finds quotes in news articles; holds one spaCy pipeline a language, shared by all calls."""

    def __init__(self, languages: Collection[str] = ("en", "fr")) -> None:
        """Load the pipelines of `languages`; OSError or ValueError if one is missing or wrong."""
        self.languages = tuple(languages)
        self._lexicons = {language: load_lexicon(language) for language in self.languages}
        self._pipelines = {
            language: load_pipeline(lexicon.pipeline) for language, lexicon in self._lexicons.items()
        }

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
        language = language or "en"
        quotations = find_quotations(text)
        nlp = self._pipelines[language]
        article = analyse(text, quotations, self._lexicons[language], nlp)
        attributions = continue_speakers(article, attribute(article, find_frames(article)))
        quotes = tuple(_quote(article, a, language) for a in attributions)
        return Extraction(language, quotes, VERSION, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")


def _passage(article: Article, span: Span) -> Passage:
    return Passage(span.text(article.text), span)


def _quote(article: Article, attribution: Attribution, language: str) -> Quote:
    quotation = article.quotations[attribution.quotation]
    spans = quotation.spans
    frame = attribution.frame
    speaker = None
    if frame is not None and frame.source is not None:
        mention = _passage(article, article.span(frame.source))
        speaker = Speaker(None, mention.text, "person", None, mention, "named")
    return Quote(
        text=" […] ".join(span.text(article.text) for span in spans),
        type="direct",
        language=language,
        spans=spans,
        content=_passage(article, Span(spans[0].start, spans[-1].end)),
        cue=_passage(article, article.span(frame.words)) if frame else None,
        speaker=speaker,
        source=None,
        confidence=0.5,
    )
