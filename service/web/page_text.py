"""The article in a web page: its text found."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from trafilatura import extract as extract_text

from service.exchange.problems import too_long

FindArticle = Callable[[str], str]  # the text of the article in a page

# Its warnings may hold pieces of a page, which no log may.  A level holds for its inner loggers too.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)

# No page of news comes near.  Finding the article takes time by the number of elements, times their text
# where one holds all others; parsing an element takes the square of its attributes.
MAX_ELEMENTS = 30_000
MAX_ATTRIBUTES = 500  # of one element
MAX_TEXT = 600_000  # characters between tags, white space counted once

# Each takes all to the end where nothing closes it, as parsers do, and so passes a page once.
_NO_TAGS = re.compile(r"<script\b(?:.*?</script|.*)|<style\b(?:.*?</style|.*)|<!--(?:.*?-->|.*)", re.I | re.S)
_TAG = re.compile(r"""<[a-z](?:[^"'>]|"[^"]*+"?|'[^']*+'?)*+>?""", re.I)
_END_TAG = re.compile(r"</[a-z][^>]*+>?", re.I)
_VALUE = re.compile(r""""[^"]*+"?|'[^']*+'?""")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/\"]+")


def article_of(page: str) -> str:
    """The text of the article in `page`, a paragraph a line; empty where none is found.

    Problem too-long for a page of more elements, attributes in one, or text than pages have.
    """
    _check_size(page)
    return extract_text(page, output_format="txt", include_comments=False, include_tables=False) or ""


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
    """How many attributes `tag` has, at least."""
    return sum(1 for _ in _BETWEEN_ATTRIBUTES.finditer(_VALUE.sub('"', tag)))
