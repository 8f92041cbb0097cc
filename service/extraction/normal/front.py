"""Who sends a text, and from where: datelines, bylines, credits of pictures.  No word of the article.

"BERLIN, June 3 (AP) — ", "By Jane Doe", "(Photo: Jane Doe)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.extraction.normal.tracked import Edit

_DAY = r"(?:,[^—–\n\"“«:]{0,40})?"
_DASH = r"[^\S\n]?(?:—|–|--|-)[^\S\n]+"
_NOT_SMALL = r"[^\W\d_a-zß-öø-ÿ]"  # a capital, whatever its accent
PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # A place in capitals, with its day and agency or without, before a dash.
        rf"^[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{{2,30}}{_DAY}(?:\([^)\n]{{1,30}}\) ?)?{_DASH}",
        # Any place with its agency in brackets, and an agency alone.
        rf"^(?:{_NOT_SMALL}[\w.'’\- ]{{1,30}}{_DAY})?\({_NOT_SMALL}[^()\n]{{1,30}}\){_DASH}",
        # A line that begins with "by" and holds no sentence.
        rf"^[^\S\n]*(?:By|BY|Par|PAR)[^\S\n]+{_NOT_SMALL}[^\n.!?:;«»“”\"]{{2,80}}$(?=\n)",
        r"\((?:Photo|Photos|Crédit|Crédits|Credit|Credits|Image|Illustration)\b[^()\n]{0,80}\)",
        r"^[^\S\n]*(?:Photo|Photos|Crédit|Crédits|Credit|Credits)[^\S\n]?:[^\n]{1,80}$",
        # A credit glued to the caption that it ends: "La crise en imagespar RTV".
        r"par (?<=[^\W\d_]par |[\"»”?!.]par )[^\W_][^\n,;:]{2,30}$",
    )
)


def matter(text: str) -> Iterator[Edit]:
    """Take out what tells of the text and is none of it."""
    places = sorted(match.span() for pattern in PATTERNS for match in pattern.finditer(text))
    done = 0
    for start, end in places:
        if start >= done:
            yield Edit(start, end, "")
            done = end


def taken_out(text: str) -> tuple[str, ...]:
    """The datelines, bylines and credits of a text."""
    return tuple(text[edit.start : edit.end] for edit in matter(text))
