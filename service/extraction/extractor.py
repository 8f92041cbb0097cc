"""Text in, quotes out: the stages an article passes, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from service.collector import uncollected
from service.extraction.answers.answer import quotes_of
from service.extraction.answers.confidence import load_confidence
from service.extraction.attribution.attribution import Attribution
from service.extraction.attribution.choosing import attribute
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.attribution.features.words import SPEAKER_WORDS
from service.extraction.attribution.joining import join_pieces
from service.extraction.cues.cues import find_frames
from service.extraction.cues.frames import Frame
from service.extraction.marks.narration import split_narration
from service.extraction.marks.quotations import find_quotations
from service.extraction.model import (
    DEFAULT_TYPES,
    QUOTE_TYPES,
    VERSION,
    EmptyText,
    Extraction,
    Options,
    Quote,
    QuoteType,
    Span,
    UnsupportedLanguage,
)
from service.extraction.normal.form import normal_form, told_of
from service.extraction.normal.front import taken_out, words_of
from service.extraction.normal.tracked import Tracked, as_sent
from service.extraction.ranking import MODELS, Model, load_model
from service.extraction.reading.analysis import analyse
from service.extraction.reading.article import Article
from service.extraction.reading.language import detect_language
from service.extraction.reading.parts import function_words, language_of, parts_of
from service.extraction.reading.selection import all_parts, parts_to_read
from service.extraction.reports.choosing import choose_reports
from service.extraction.reports.features import REPORT_FEATURES, REPORT_WORDS
from service.extraction.reports.indirect import possible_reports
from service.extraction.restoring import load_restoring
from service.extraction.speakers.choosing import Choosing, load_chooser
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.speakers.resolution import Resolver
from service.extraction.speakers.sources import Authorities
from service.extraction.stages import Stages
from service.lexicons import LANGUAGES
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue import load_catalogue
from service.lexicons.catalogue_values import CatalogueError
from service.lexicons.lexicon import load_lexicon
from service.reader import FAST
from service.reader.pipelines import load_pipeline

BYTE_ORDER_MARK = "\ufeff"  # may open a file: no character of the article, but offsets count it


class Extractor:
    """Finds quotes in news articles.  Holds one spaCy pipeline per language, shared by all calls.

    Loading takes seconds and about 350 MB: make one and keep it.  Threads may share it; they take turns.
    Of an article it keeps nothing but single words, and a limited number of those.
    """

    def __init__(
        self,
        languages: Collection[str] = LANGUAGES,
        institutions: Path | None = None,
        *,
        reader: str = FAST,
        read_all: bool = False,
        chooser: Choosing | None = None,
        confidence: Model | None = None,
        reports: Model | None = None,
    ) -> None:
        """Load the pipelines of `languages` and the catalogue, with an operator's own file of `institutions`.

        `languages` are codes of ISO 639-1; `institutions` is a TOML file that adds to the catalogue and
        overrides it.  `reader` "plain" reads with spaCy's own loops: slower, with the same result.
        `read_all` analyses the whole of every article: it takes twice the time, and the answers differ in
        few places (see benchmarks/SPEED.md).  `chooser` (whom a pronoun, a title or a description means),
        `confidence` (how sure an answer is) and `reports` (which clauses are indirect quotes) replace the
        fitted models.  Raises OSError if a pipeline or a lexicon is missing or of another version, or if
        `institutions` cannot be read; ValueError if a catalogue is wrong (CatalogueError, which says where)
        or if there is no such `reader`.
        """
        self.languages = tuple(languages)
        self._read_all = read_all
        self._lexicons = {language: load_lexicon(language) for language in self.languages}
        self._small = function_words(self._lexicons)
        self._front = words_of(lexicon.front for lexicon in self._lexicons.values())
        self._pipelines = {
            language: load_pipeline(lexicon.pipeline, reader) for language, lexicon in self._lexicons.items()
        }
        self._chooser = load_chooser() if chooser is None else chooser
        self._speakers = load_model(MODELS / "speakers.txt", SPEAKER_FEATURES, SPEAKER_WORDS)
        self._confidence = load_confidence() if confidence is None else confidence
        fitted = MODELS / "reports.txt"
        self._reports = load_model(fitted, REPORT_FEATURES, REPORT_WORDS) if reports is None else reports
        self._read_catalogue(institutions)

    def _read_catalogue(self, institutions: Path | None) -> None:
        self._catalogue = load_catalogue(institutions)
        if new := set(self.languages) - set(self._catalogue.languages):
            missing = ", ".join(f"[languages.{language}]" for language in sorted(new))
            raise CatalogueError(f"institutions/grammar.toml: no {missing}, the words of names to leave out")
        self._people = PeopleIndex(self._catalogue)
        self._restoring = load_restoring(self._lexicons, self._catalogue, self._pipelines, self._small)

    def with_institutions(self, institutions: Path | None) -> Extractor:
        """Another extractor with the same pipelines, whose catalogue is read anew.

        Raises OSError and CatalogueError as loading does; this one goes on as it is.
        """
        other = copy(self)
        other._read_catalogue(institutions)
        return other

    def with_models(self, speakers: Model, chooser: Choosing, confidence: Model, reports: Model) -> Extractor:
        """Another extractor with the same pipelines and catalogue, and with these models.

        `speakers` chooses who says a quotation, `chooser` whom a mention means, `confidence` how sure an
        answer is, `reports` which clauses are indirect quotes.
        """
        other = copy(self)
        other._speakers, other._chooser, other._confidence = speakers, chooser, confidence
        other._reports = reports
        return other

    def extract(
        self,
        text: str,
        *,
        language: str | None = None,
        types: Collection[QuoteType] = DEFAULT_TYPES,
        date: date | None = None,
    ) -> Extraction:
        """Return the quotes of `text`, of the `types` asked for, in article order.

        `text` is one article in plain text, one paragraph per line; any length is accepted, and time and
        memory grow with it.  `language` is its ISO 639-1 code, or None to detect it.  `types` are of
        QUOTE_TYPES.  `date` is the day on which the article appeared: it decides who held an office.

        Offsets of the answer (each `Span`) are half-open and count Unicode code points of `text`, as
        Python's indices do: `text[span.start:span.end]` are the words.  `confidence` is a probability,
        from 0 to 1, that quote, speaker and name are right.

        Raises EmptyText if `text` shows nothing but white space, and UnsupportedLanguage if the language
        asked for or detected was not loaded (both are an ExtractionError, which is a ValueError);
        ValueError if `types` has an unknown type; UnicodeEncodeError (also a ValueError) for half of a
        surrogate pair.
        """
        return self.read(text, Options(language, tuple(types), date))

    def read(self, text: str, options: Options) -> Extraction:
        """The same as `extract`, with the `options` as one value."""
        # The garbage collector would visit all words of the article a hundred times: a seventh of the time.
        with uncollected():
            if not text.startswith(BYTE_ORDER_MARK):
                return self._read(text, options)
            behind = as_sent(text).part(Span(1, len(text)))
            return told_of(self._read(behind.text, options), text, behind)

    def _read(self, text: str, options: Options) -> Extraction:
        normal = self._normal(text, options)
        plain, front = self._plain(text, normal)
        language = self._language_of(plain, options.language)
        parts = parts_of(plain, language, self._small) if options.language is None else ()
        if len(parts) < 2:
            found = self._found(plain, front, replace(options, language=language))
            return found if normal is None else told_of(found, text, normal)
        tracked = as_sent(text) if normal is None else normal
        quotes: list[Quote] = []
        for part in parts:
            own, asked = tracked.part(part.span), replace(options, language=part.language)
            quotes += told_of(self._found(own.text, front, asked), text, own).quotes
        return self._extraction(language, quotes)

    def _found(self, plain: str, front: Sequence[str], options: Options) -> Extraction:
        """The quotes of a text in its normal form, from which the lines in `front` were removed."""
        quotes = quotes_of(self._stages(plain, front, options))
        return self._extraction(str(options.language), quotes, options.types)

    def _extraction(
        self, language: str, quotes: Iterable[Quote], types: Collection[QuoteType] = QUOTE_TYPES
    ) -> Extraction:
        """The quotes of these `types`, each with its own language, as the answer to an article."""
        told = (
            replace(quote, language=language_of(quote.text, quote.language, self._small))
            for quote in quotes
            if quote.type in types
        )
        return Extraction(language, tuple(told), VERSION, self._pipelines[language].name)

    def stages(self, text: str, options: Options) -> Stages:
        """What each stage makes of the normal form of `text`; errors are those of `extract`."""
        return self._stages(*self._plain(text, self._normal(text, options)), options)

    def _normal(self, text: str, options: Options) -> Tracked | None:
        """The normal form of a text, or None if the text is in it already."""
        restored = (self._restoring.accented, self._restoring.cased)
        return normal_form(text, self._front, [partial(step, asked=options.language) for step in restored])

    def _plain(self, text: str, normal: Tracked | None) -> tuple[str, tuple[str, ...]]:
        """The text of the normal form, and the datelines, bylines and credits left out of it.

        Raises EmptyText.
        """
        plain, front = (text, ()) if normal is None else (normal.text, taken_out(text, self._front))
        if not plain.strip():
            raise EmptyText("the text holds nothing but white space")
        return plain, front

    def _stages(self, plain: str, front: Sequence[str], options: Options) -> Stages:
        """What each stage makes of a text in its normal form, from which the lines `front` were removed."""
        if unknown := set(options.types) - set(QUOTE_TYPES):
            raise ValueError(f"types: {', '.join(sorted(unknown))}; there are {', '.join(QUOTE_TYPES)}")
        article = self._parsed(plain, front, options)

        # Which quotations are speech, and whose; what is reported without marks.
        frames = find_frames(article)
        attributions = join_pieces(article, attribute(article, frames, self._speakers))
        possible = possible_reports(article, frames, attributions) if "indirect" in options.types else ()
        reports = choose_reports(article, possible, self._reports)

        # Who the speakers are, and on whose authority their words reach the reader.
        catalogue = ArticleCatalogue(self._catalogue, options.date)
        tellers, quoting = _tellers(frames, attributions), _quoting(attributions)
        people = self._people.on(options.date)
        resolver = Resolver(article, tellers, people, catalogue, self._chooser, quoting)
        authorities = Authorities(article, resolver, catalogue)
        return Stages(article, frames, attributions, reports, resolver, authorities, self._confidence)

    def _parsed(self, text: str, front: Sequence[str], options: Options) -> Article:
        """The parsed article: its quotations, and the parts of the text that must be read for them."""
        language = self._language_of(text, options.language)
        lexicon = self._lexicons[language]
        quotations = split_narration(text, find_quotations(text, lexicon), lexicon)
        every = all_parts(text) if self._read_all else None
        parts = every or parts_to_read(text, quotations, options.types, lexicon)
        return analyse(text, quotations, lexicon, self._pipelines[language], parts, tuple(front))

    def _language_of(self, text: str, asked: str | None) -> str:
        """The language to read a text in; raises UnsupportedLanguage."""
        language = detect_language(text, self.languages) if asked is None else asked
        if language not in self.languages:
            raise UnsupportedLanguage(language, self.languages, detected=asked is None)
        return language


def _quoting(attributions: Sequence[Attribution]) -> frozenset[int]:
    """The heads of the speakers to whom quotations were attributed."""
    heads = (a.frame.speaker_head for a in attributions if a.frame is not None)
    return frozenset(head for head in heads if head is not None)


def _tellers(frames: Sequence[Frame], attributions: Sequence[Attribution]) -> list[Frame]:
    """The frames whose speakers are resolved: prepositions that count only beside a quotation need one."""
    used = [a.frame for a in attributions if a.frame is not None]
    return [*(frame for frame in frames if not frame.near), *used]
