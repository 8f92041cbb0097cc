"""Characters in their ordinary forms: composed letters, no invisible ones, marks that stand for others."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from unicodedata import is_normalized, normalize

from service.extraction.letters import CAPITAL
from service.extraction.normal.tracked import Edit, each, nothing

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Soft hyphen, zero-width characters and no-break space, word joiner, marks of direction: they show nothing.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
# Ligatures and full-width forms; Unicode's other compatibility characters (½, ², ª) are signs of their own.
COMPATIBLE = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
TYPED_FOR_OTHERS = re.compile(
    r"[<>‹›´](?:(?<=<)<(?![<=])|(?<=>)(?<![>=-]>)>(?!>)|(?<=‹)(?=\s)|(?<=\s›)|(?<=´))"
)
ORDINARY = {"<<": "«", ">>": "»", "‹": "«", "›": "»", "´": "’"}
GLUED_DASH = re.compile(rf"-(?={CAPITAL})(?:(?<=^-)|(?<=[.!?…][\"”»][^\S\n]-))", re.MULTILINE)
GUILLEMET_BULLET = re.compile(r"^([^\S\n]*)»(?=[^\S\n])", re.MULTILINE)


# HTML's names of characters: "&ldquo;" is “.
entities = each(ENTITY, html.unescape)
# Characters that show nothing: "min\u00adis\u00adter" is "minister".
invisible = each(INVISIBLE, nothing)
# Ligatures become their letters, full-width forms the usual ones.
compatible = each(COMPATIBLE, partial(normalize, "NFKC"))
# Marks that are typed for others: << >> and spaced ‹ › for « », an acute accent for an apostrophe.
marks = each(TYPED_FOR_OTHERS, ORDINARY.__getitem__)
# A hyphen glued to the word that begins a line, or follows a quotation, is a dash: "-Jane Doe".
dashes = each(GLUED_DASH, lambda hyphen: "— ")


def composed(text: str) -> Iterator[Edit]:
    """Compose a letter and its accents into one character (Unicode's normal form C)."""
    if is_normalized("NFC", text):
        return
    for match in DECOMPOSED.finditer(text):
        yield Edit(*match.span(), normalize("NFC", match.group()))


def bullets(text: str) -> Iterator[Edit]:
    """Make » a bullet where it begins a line, before a space, and no quotation is open."""
    is_open, done = 0, 0
    for match in GUILLEMET_BULLET.finditer(text):
        at = match.end(1)
        is_open += text.count("«", done, at) - text.count("»", done, at)
        done = at + 1
        if is_open <= 0:
            yield Edit(at, at + 1, "•")
        else:
            is_open -= 1
