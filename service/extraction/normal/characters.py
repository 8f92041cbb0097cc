"""Characters in their ordinary forms: composed letters, no invisible ones, marks that stand for others."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from service.extraction.letters import CAPITAL
from service.extraction.normal.tracked import Edit

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Soft hyphen, zero-width characters, word joiner, marks of direction, byte-order mark: they show nothing.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
# Ligatures of type and full-width forms; what else Unicode calls compatible (½, ², ª) is another sign.
COMPATIBLE = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
TYPED_FOR_OTHERS = re.compile(
    r"[<>‹›´](?:(?<=<)<(?![<=])|(?<=>)(?<![>=-]>)>(?!>)|(?<=‹)(?=\s)|(?<=\s›)|(?<=´))"
)
ORDINARY = {"<<": "«", ">>": "»", "‹": "«", "›": "»", "´": "’"}
GLUED_DASH = re.compile(rf"-(?={CAPITAL})(?:(?<=^-)|(?<=[.!?…][\"”»][^\S\n]-))", re.MULTILINE)
BULLET = re.compile(r"^([^\S\n]*)»(?=[^\S\n])", re.MULTILINE)


def entities(text: str) -> Iterator[Edit]:
    """HTML's names of characters: "&ldquo;" is “."""
    for match in ENTITY.finditer(text):
        if (meant := html.unescape(match.group())) != match.group():
            yield Edit(*match.span(), meant)


def invisible(text: str) -> Iterator[Edit]:
    """Take out what shows nothing: "min\u00adis\u00adter" is "minister"."""
    for match in INVISIBLE.finditer(text):
        yield Edit(*match.span(), "")


def composed(text: str) -> Iterator[Edit]:
    """A letter and its accents are one character (Unicode's normal form C)."""
    if is_normalized("NFC", text):
        return
    for match in DECOMPOSED.finditer(text):
        yield Edit(*match.span(), normalize("NFC", match.group()))


def compatible(text: str) -> Iterator[Edit]:
    """A ligature is its letters, a full-width form the usual one."""
    for match in COMPATIBLE.finditer(text):
        yield Edit(*match.span(), normalize("NFKC", match.group()))


def marks(text: str) -> Iterator[Edit]:
    """Marks that are typed for others: << >> and spaced ‹ › for « », an acute accent for an apostrophe."""
    for match in TYPED_FOR_OTHERS.finditer(text):
        yield Edit(*match.span(), ORDINARY[match.group()])


def bullets(text: str) -> Iterator[Edit]:
    """A » that begins a line before a space closes nothing where nothing is open: it is a bullet."""
    is_open, done = 0, 0
    for match in BULLET.finditer(text):
        at = match.end(1)
        is_open += text.count("«", done, at) - text.count("»", done, at)
        done = at + 1
        if is_open <= 0:
            yield Edit(at, at + 1, "•")
        else:
            is_open -= 1


def dashes(text: str) -> Iterator[Edit]:
    """A hyphen glued to the word that begins a line, or follows a quotation, is a dash: "-Jane Doe"."""
    for match in GLUED_DASH.finditer(text):
        yield Edit(*match.span(), "— ")
