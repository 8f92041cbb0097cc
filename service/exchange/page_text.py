"""The article in a web page."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from trafilatura import bare_extraction
from trafilatura.settings import Document

from service.exchange.offsets import OffsetUnit
from service.exchange.problems import Problem, too_long
from service.exchange.schemas import ArticleRequest, article_request, offsets_of


class Found(NamedTuple):
    """The article of a page: its text, and the day on which it appeared, as the page gives it."""

    text: str
    day: str | None


@dataclass(frozen=True)
class PageRequest:
    """A page and the caller's options; its article may have at most `max_characters`."""

    page: str
    options: Mapping[str, Any]  # as `query_options` gives them
    max_characters: int

    @property
    def offsets(self) -> OffsetUnit:
        """The unit of the offsets in its article."""
        return offsets_of(self.options)

    def article(self) -> ArticleRequest:
        """The request for the page's article.  Raises Problem as `article_of` and `article_request` do."""
        text, day = article_of(self.page)
        options = {"date": day and date.fromisoformat(day), **self.options}
        return article_request({"text": text}, options, self.max_characters)


# Its warnings may contain pieces of a page, which must not be logged.  Inner loggers inherit the level.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)

# No news page comes near these.  Finding the article takes time proportional to the number of elements and,
# if one element holds all others, to their text; parsing an element is quadratic in its attributes.
MAX_ELEMENTS = 30_000
MAX_ATTRIBUTES = 500  # of one element
MAX_TEXT = 600_000  # characters between tags, white space counted once

# Each pattern runs to the end if nothing closes it, as parsers do, and so passes over a page only once.
_NO_TAGS = re.compile(r"<script\b(?:.*?</script|.*)|<style\b(?:.*?</style|.*)|<!--(?:.*?-->|.*)", re.I | re.S)
_TAG = re.compile(r"""<[a-z](?:[^"'>]|"[^"]*+"?|'[^']*+'?)*+>?""", re.I)
_END_TAG = re.compile(r"</[a-z][^>]*+>?", re.I)
_VALUE = re.compile(r""""[^"]*+"?|'[^']*+'?""")
_QUOTING = re.compile(r"</?q(?:\s[^<>]{0,200})?>", re.I)
# Only a date that the page itself states, not one that is guessed from its address or its text.
_SAID_DATES = {"original_date": True, "extensive_search": False}
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/\"]+")


def article_of(page: str) -> Found:
    """The article in `page`, one paragraph per line.

    Raises Problem no-article if none is found, and too-long for a page with more elements, more attributes in
    one element or more text than any real page has.
    """
    _check_size(page)
    found = bare_extraction(
        _QUOTING.sub(_mark, page),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_SAID_DATES,
    )
    if not isinstance(found, Document) or not found.text or not found.text.strip():
        raise Problem("no-article", "the page has no text that reads as an article")
    return Found(found.text, found.date)


def _mark(tag: re.Match[str]) -> str:
    """The quotation mark that a browser shows for a `<q>` tag."""
    return "”" if tag[0].startswith("</") else "“"


def _check_size(page: str) -> None:
    page = _NO_TAGS.sub("", page)
    for elements, tag in enumerate(_TAG.finditer(page), 1):
        if elements > MAX_ELEMENTS:
            raise too_long(MAX_ELEMENTS, None, "elements")
        if tag.end() - tag.start() > MAX_ATTRIBUTES and _attributes(tag[0]) > MAX_ATTRIBUTES:
            raise too_long(MAX_ATTRIBUTES, None, "attributes of an element")
    text = " ".join(_END_TAG.sub("", _TAG.sub("", page)).split())
    if len(text) > MAX_TEXT:
        raise too_long(MAX_TEXT, len(text), "characters")


def _attributes(tag: str) -> int:
    """The number of attributes of `tag`, or somewhat more."""
    return sum(1 for _ in _BETWEEN_ATTRIBUTES.finditer(_VALUE.sub('"', tag)))
