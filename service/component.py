"""A component for spaCy pipelines: `nlp.add_pipe("quotes")`, then `doc._.quotes`.

It reads `doc.text` with this project's own models, in the versions that its rules were measured with.  It
uses nothing that the pipeline found before, so it also works in a blank one, and it answers as the service.
"""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.api import get_current_ops, set_current_ops

from service.exchange.answer import Json, answer
from service.extraction.extractor import Extractor
from service.extraction.model import DEFAULT_TYPES, QUOTE_TYPES, EmptyText, Options
from service.lexicons import LANGUAGES

NAME = "quotes"
SEVERAL = ("xx", "mul")  # the language codes of pipelines for several languages
_CONFIGURATION: dict[str, Any] = {"types": list(DEFAULT_TYPES), "language": None, "institutions": None}


class Quotes:
    """Gives a document its quotes.

    `doc._.quotes` is a list of objects as in the service's answer, with offsets in code points of `doc.text`.
    These are plain values, which `Doc.to_bytes` and `DocBin(store_user_data=True)` keep, except that the list
    comes back as a tuple.  `doc.spans["quotes"]` has the quotes' spans: the label is the quote's type, and
    `id_` is its index in `doc._.quotes`.  A span that begins or ends inside a token includes the whole token.
    """

    def __init__(self, extractor: Extractor, options: Options) -> None:
        self._extractor = extractor
        self._options = options

    def __call__(self, doc: Doc) -> Doc:
        """Set the quotes of `doc` and return it.

        Raises UnsupportedLanguage if the detected language is not a supported one; `nlp.set_error_handler`
        decides what happens then.
        """
        doc._.quotes = self._quotes(doc.text)
        doc.spans[NAME] = [
            span
            for number, quote in enumerate(doc._.quotes)
            for place in quote["spans"]
            if (span := _span(doc, place, quote["type"], number)) is not None
        ]
        return doc

    def _quotes(self, text: str) -> list[Json]:
        try:
            found = self._extractor.read(text, self._options)
        except EmptyText:
            return []
        quotes: list[Json] = answer(found, text, "codepoint")["quotes"]
        return quotes


def _span(doc: Doc, place: Json, kind: str, number: int) -> Span | None:
    """The tokens that a place in the article covers; None if there are none."""
    start, end = place["start"], place["end"]
    return doc.char_span(start, end, label=kind, span_id=str(number), alignment_mode="expand")


@lru_cache(maxsize=4)
def _extractor(languages: tuple[str, ...], institutions: str | None) -> Extractor:
    """The extractor, shared by the pipelines of a process.  Leaves thinc's current ops as they were."""
    ops = get_current_ops()
    try:
        return Extractor(languages, Path(institutions) if institutions else None)
    finally:
        set_current_ops(ops)


@Language.factory(NAME, assigns=["doc._.quotes", "doc.spans"], default_config=_CONFIGURATION)
def make(
    nlp: Language, name: str, types: list[str], language: str | None, institutions: str | None
) -> Quotes:
    """The component for a pipeline, in the pipeline's language.

    `types` are among QUOTE_TYPES.  `language` is used instead of the pipeline's own; a pipeline for several
    languages has it detected.  `institutions` is the path of an operator's own catalogue.  Raises ValueError
    for an unknown type or language, and whatever Extractor raises.
    """
    _known("types", types, QUOTE_TYPES)
    language = language or (None if nlp.lang in SEVERAL else nlp.lang)
    _known("language", [language] if language else [], LANGUAGES)
    options = Options(language, tuple(kind for kind in QUOTE_TYPES if kind in types))
    return Quotes(_extractor((language,) if language else LANGUAGES, institutions), options)


def _known(what: str, asked: Collection[str], known: Collection[str]) -> None:
    if wrong := [one for one in asked if one not in known]:
        raise ValueError(f"{what}: {', '.join(wrong)}; there are {', '.join(known)}")


if not Doc.has_extension(NAME):
    Doc.set_extension(NAME, default=[])
