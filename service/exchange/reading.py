"""From a request to its answer, wherever the request came from."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from service.exchange.answer import Json, answer
from service.exchange.bounds import bounded
from service.exchange.problems import Problem, unsupported_language
from service.exchange.schemas import ArticleRequest
from service.extraction.model import (
    QUOTE_TYPES,
    EmptyText,
    Extraction,
    Options,
    UnsupportedLanguage,
)
from service.lexicons import LANGUAGES
from service.lexicons.catalogue import CatalogueError
from service.reader import FAST

if TYPE_CHECKING:
    from service.extraction.extractor import Extractor

FIRST = "“We agree,” said Anna Smith, who spoke for both. “On all,” she added."
Extract = Callable[[str, Options], Extraction]
Read = Callable[[ArticleRequest], Json]


class CannotLoad(RuntimeError):
    """A model or the operator's catalogue is missing or wrong; says which."""


class Loaded:
    """Reads one article in this process, with models and a catalogue that are already loaded."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    def __call__(self, text: str, options: Options) -> Extraction:
        """What is found in `text`; raises what the extractor raises."""
        return self._extractor.read(text, options)

    def with_institutions(self, institutions: str) -> Loaded:
        """The same models with the catalogue read again; raises CannotLoad as `load` does."""
        return _warm(lambda: self._extractor.with_institutions(Path(institutions) if institutions else None))


def load(institutions: str = "", reader: str = FAST, languages: Collection[str] = LANGUAGES) -> Loaded:
    """Load the models of `languages` for this `reader`, and the catalogue.

    `institutions` is the path of a file that adds to the catalogue, or "".  Raises CannotLoad if something is
    missing or wrong.  Afterwards the garbage collector ignores what is in memory, so that processes forked
    later share its pages.
    """
    # Imported here: spaCy takes a second, and whoever has a wrong setting should hear of it sooner.
    from service.extraction.extractor import Extractor

    own = Path(institutions) if institutions else None
    return _warm(lambda: Extractor(languages, institutions=own, reader=reader))


def _warm(make: Callable[[], Extractor]) -> Loaded:
    """The extractor, after reading once, so that all it makes on first use is there."""
    from service.extraction.reading.language import detect_language

    try:
        extractor = make()
        detect_language(FIRST, LANGUAGES)
        for language in extractor.languages:
            extractor.read(FIRST, Options(language, QUOTE_TYPES))
    except CatalogueError as error:
        raise CannotLoad(f"the institutions cannot be loaded: {error}") from None
    except (OSError, ValueError, ImportError) as error:
        raise CannotLoad(f"the models cannot be loaded: {error}") from None
    gc.unfreeze()  # part of what was frozen may no longer be needed
    gc.collect()
    gc.freeze()
    return Loaded(extractor)


def reader(extract: Extract) -> Read:
    """`read` with this `extract`."""
    return partial(read, extract)


def read(extract: Extract, article: ArticleRequest) -> Json:
    """The answer to `article` from what `extract` finds, kept to the length allowed.

    Raises Problem empty-text or unsupported-language.
    """
    try:
        extraction = extract(article.text, article.options)
    except EmptyText as error:
        raise Problem("empty-text", str(error), {"field": "text"}) from None
    except UnsupportedLanguage as error:
        raise unsupported_language(error.language, error.supported, error.detected) from None
    found = answer(extraction, article.text, article.offsets)
    return bounded(found, extraction, article.text, article.id, batch=article.batch)
