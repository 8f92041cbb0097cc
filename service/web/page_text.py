"""The article in a web page as it was fetched: its bytes decoded, its text found."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Callable

from trafilatura import extract as extract_text

from service.exchange.problems import too_long

FindArticle = Callable[[str], str]  # the text of the article in a page

# Its warnings may hold pieces of a page, which no log may.  A level holds for its inner loggers too.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)

# The labels that pages in English and French are sent with.  As in browsers, those of Latin-1 and
# ASCII mean Windows-1252, a superset which such pages are really in.
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin-9"), "iso8859-15"),
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "macintosh": "mac-roman",
}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LABEL = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._-]{1,30})", re.IGNORECASE)
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
_HEAD = 1024  # bytes in which a page says its encoding, by the HTML standard


def is_read(charset: str) -> bool:
    """Is `charset` the name of an encoding that pages are read in?"""
    return charset.strip().lower() in _ENCODINGS


def decoded(page: bytes, charset: str | None) -> str:
    """The page's characters: by its byte-order mark, else `charset` (of Content-Type), else what it says
    itself, else as UTF-8, else as Windows-1252.  Bytes that are none become U+FFFD, as in a browser.
    """
    for mark, encoding in _MARKS.items():
        if page.startswith(mark):
            return page.decode(encoding, "replace")
    if charset:
        return page.decode(_ENCODINGS[charset.strip().lower()], "replace")
    said = _LABEL.search(page[:_HEAD])
    encoding = _ENCODINGS.get(said[1].decode().lower(), "") if said else ""
    if encoding and not encoding.startswith("utf-16"):  # what can be read as ASCII is not UTF-16
        return page.decode(encoding, "replace")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")


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
