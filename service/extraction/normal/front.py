"""Who sends a text, and from where: datelines, bylines, credits of pictures.  No word of the article.

"BERLIN, June 3 (AP) — ", "By Jane Doe", "(Photo: Jane Doe)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.extraction.normal.tracked import Edit

# A place in capitals, with its day and agency or without, before a dash.
CAPITAL_PLACE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,30}(?:,[^—–\n\"“«:]{0,40})?(?:\([^)\n]{1,30}\) ?)?[^\S\n]?(?:—"
    r"|–|--|-)[^\S\n]+",
    re.MULTILINE,
)
# Any place with its agency in brackets, and an agency alone.
AGENCY = re.compile(
    r"^(?:[^\W\d_a-zß-öø-ÿ][\w.'’\- ]{1,30}(?:,[^—–\n\"“«:]{0,40})?)?\([^\W\d_a-zß-öø-ÿ][^()\n"
    r"]{1,30}\)[^\S\n]?(?:—|–|--|-)[^\S\n]+",
    re.MULTILINE,
)
# A line that begins with "by" and holds no sentence.
BYLINE = re.compile(
    r"^[^\S\n]*(?:By|BY|Par|PAR)[^\S\n]+[^\W\d_a-zß-öø-ÿ][^\n.!?:;«»“”\"]{2,80}$(?=\n)",
    re.MULTILINE,
)
PHOTO = re.compile(
    r"\((?:Photo|Photos|Crédit|Crédits|Credit|Credits|Image|Illustration)\b[^()\n]{0,80}\)",
    re.MULTILINE,
)
CREDIT = re.compile(
    r"^[^\S\n]*(?:Photo|Photos|Crédit|Crédits|Credit|Credits)[^\S\n]?:[^\n]{1,80}$",
    re.MULTILINE,
)
# A credit glued to the caption that it ends: "La crise en imagespar RTV".
GLUED_CREDIT = re.compile(
    r"par (?<=[^\W\d_]par |[\"»”?!.]par )[^\W_][^\n,;:]{2,30}$",
    re.MULTILINE,
)
PATTERNS = (CAPITAL_PLACE, AGENCY, BYLINE, PHOTO, CREDIT, GLUED_CREDIT)


def matter(text: str) -> Iterator[Edit]:
    """Take out what tells of the text and is none of it; where there is nothing else, it is the text."""
    places = sorted(match.span() for pattern in PATTERNS for match in pattern.finditer(text))
    apart: list[Edit] = []
    left: list[str] = []
    done = 0
    for start, end in places:
        if start >= done:
            apart.append(Edit(start, end, ""))
            left.append(text[done:start])
            done = end
    if text[done:].strip() or any(part.strip() for part in left):
        yield from apart


def taken_out(text: str) -> tuple[str, ...]:
    """The datelines, bylines and credits of a text."""
    return tuple(text[edit.start : edit.end] for edit in matter(text))
