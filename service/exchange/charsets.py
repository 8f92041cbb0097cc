"""The character encodings in which texts and pages are accepted."""

from __future__ import annotations

import codecs
import re

from service.exchange.strict_json import decode

_UTF_8 = dict.fromkeys(("utf-8", "utf8"), "utf-8")
# As in browsers, the labels of Latin-1 mean Windows-1252: a superset, and what such texts really use.
_SINGLE_BYTES = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin-9"), "iso8859-15"),
    "macintosh": "mac-roman",
}
_ASCII = ("us-ascii", "ascii")
_TEXT = {**_UTF_8, **dict.fromkeys(_ASCII, "utf-8"), **_SINGLE_BYTES}
OF_TEXTS = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "macintosh")  # one name of each
_PAGE = {
    **_UTF_8,
    **dict.fromkeys(_ASCII, "cp1252"),
    **_SINGLE_BYTES,
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LABEL = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._-]{1,30})", re.IGNORECASE)
_HEAD = 1024  # bytes in which, by the HTML standard, a page names its encoding


def is_utf_8(charset: str) -> bool:
    """Is `charset` a name of UTF-8, or of its subset ASCII?"""
    return _TEXT.get(_label(charset)) == "utf-8"


def is_of_texts(charset: str) -> bool:
    """Is `charset` the name of an encoding that texts are read in?"""
    return _label(charset) in _TEXT


def is_of_pages(charset: str) -> bool:
    """Is `charset` the name of an encoding that pages are read in?"""
    return _label(charset) in _PAGE


def text(body: bytes, charset: str) -> str:
    """The characters of a text in `charset`.

    Raises Problem not-utf8 if `charset` is UTF-8 and the body is not.  In another encoding, bytes that it
    does not define become U+FFFD.
    """
    encoding = _TEXT[_label(charset)]
    return decode(body) if encoding == "utf-8" else body.decode(encoding, "replace")


def page(body: bytes, charset: str | None) -> str:
    """The characters of a page.

    Its encoding is that of its byte-order mark, else `charset` (from Content-Type), else the one that the
    page names itself, else UTF-8, else Windows-1252.  Undecodable bytes become U+FFFD, as in a browser.
    """
    for mark, encoding in _MARKS.items():
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    if charset:
        return body.decode(_PAGE[_label(charset)], "replace")
    said = _LABEL.search(body[:_HEAD])
    encoding = _PAGE.get(_label(said[1].decode()), "") if said else ""
    if encoding and not encoding.startswith("utf-16"):  # what can be read as ASCII is not in UTF-16
        return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _label(charset: str) -> str:
    return charset.strip().lower()
