"""From a request to its answer, wherever the request came from."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from service.exchange.answer import Json, answer
from service.exchange.problems import Problem, unsupported_language
from service.exchange.schemas import ArticleRequest
from service.extraction.model import (
    QUOTE_TYPES,
    EmptyText,
    Extraction,
    QuoteType,
    UnsupportedLanguage,
)
from service.lexicons.catalogue import CatalogueError
from service.reader import FAST

FIRST = "“We agree,” said Anna Smith, who spoke for both. “On all,” she added."
Extract = Callable[[str, str | None, Collection[QuoteType]], Extraction]
Read = Callable[[ArticleRequest], Json]


class CannotLoad(RuntimeError):
    """A model or the operator's catalogue is missing or wrong; says which."""


def load(institutions: str = "", reader: str = FAST) -> Extract:
    """Load the models, read by `reader`, and the catalogue, to which the file of `institutions` adds, if any.

    The function that reads one article in this process.  CannotLoad where something is missing or wrong.
    The garbage collector does not look again at what is in memory then: processes forked later share its
    pages.
    """
    # spaCy takes a second to import, which nobody should wait for who is to be told of a wrong setting.
    from service.extraction.extractor import Extractor
    from service.extraction.reading.language import detect_language

    try:
        extractor = Extractor(institutions=Path(institutions) if institutions else None, reader=reader)
        # What is made at the first use should be made at nobody's.
        detect_language(FIRST)
        for language in extractor.languages:
            extractor.extract(FIRST, language=language, types=QUOTE_TYPES)
    except CatalogueError as error:
        raise CannotLoad(f"the institutions cannot be loaded: {error}") from None
    except (OSError, ValueError, ImportError) as error:
        raise CannotLoad(f"the models cannot be loaded: {error}") from None

    gc.collect()
    gc.freeze()

    def extract(text: str, language: str | None, types: Collection[QuoteType]) -> Extraction:
        return extractor.extract(text, language=language, types=types)

    return extract


def reader(extract: Extract) -> Read:
    """`read` with this `extract`."""
    return partial(read, extract)


def read(extract: Extract, article: ArticleRequest) -> Json:
    """The answer to `article` with what `extract` finds; Problem empty-text or unsupported-language."""
    text, options = article.text, article.options
    if text.startswith("\ufeff"):
        text = " " + text[1:]  # a byte-order mark is no word of the article, but offsets count it
    try:
        extraction = extract(text, options.language, options.types)
    except EmptyText:
        raise Problem("empty-text", "the text holds no words", {"field": "text"}) from None
    except UnsupportedLanguage as error:
        raise unsupported_language(error.language, error.supported, error.detected) from None
    return answer(extraction, article.text, options.offsets)
