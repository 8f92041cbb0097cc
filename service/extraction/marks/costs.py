"""What it costs to read a mark as opening, as closing or as none, by its glyph and what stands around it.

Costs are sums of small penalties: nothing for what a careful typesetter does, about 1 for what is common,
more than 5 for what is hardly ever meant.  The language gives the cost of a glyph or a pair by itself
(marks.toml).
"""

from __future__ import annotations

import re

from service.extraction.punctuation import BEFORE_MARKS, SPEECH_ENDS
from service.lexicons.lexicon import Lexicon
from service.lexicons.marks import Marks

CLIPPED_WORD = re.compile(r"[^\W_]{1,20}\b")
# The signs of feet and inches occur in any language: screens, pipes and wheels have them.
FEET_AND_INCHES = re.compile(r"\d['’′]\d{1,2}$")
INCHES = re.compile(r"(?:^|[\s(-])\d{1,2}$")

SINGLES = frozenset("‘’'‚‹›")
GUILLEMETS = frozenset("«»")
OPENING_CHARACTERS = frozenset("([{<—–-/¿¡=")
CLOSING_CHARACTERS = frozenset(")]}>.,;:!?…—–-/%")
MARK_CHARS = frozenset("“”„‟«»\"‘’'`‚‹›〝〞")

MISMATCH = 0.8  # what it costs to pair glyphs that the language does not pair
FAMILY = {
    "“": "curly", "”": "curly", "„": "curly", "‟": "curly", "«": "guillemet", "»": "guillemet",
    '"': "straight", "``": "typewriter", "''": "typewriter", "‘‘": "double", "’’": "double",
}  # fmt: skip
IGNORED_GLUED = 2.0
IGNORED, IGNORED_HEIGHT, IGNORED_INCHES, IGNORED_SINGLE, IGNORED_CLEAR = 6.0, 0.1, 1.1, 0.4, 2.5
BEFORE_WORDS = 6.0  # to close before the words of a sentence
NESTED, TOGETHER = (0.2, 2.5), (1.0, 2.2)  # glyphs of two families, of one
NESTED_AGAIN = (0.2, 1.0)  # where a mark has re-opened the paragraph, which is surely within a quotation


def open_cost(
    text: str, start: int, end: int, glyph: str, before: str, after: str, lexicon: Lexicon
) -> float:
    """What it costs to open with the mark at `start` to `end` between two characters."""
    cost = lexicon.marks.opening.get(glyph, 0.0)
    free_before = before.isspace() or before in OPENING_CHARACTERS or before in MARK_CHARS
    if glyph in SINGLES:
        if not free_before or after.isspace() or after in CLOSING_CHARACTERS:
            return 20.0
        return cost + 0.1 + (2.5 if _is_elided(text, end, lexicon) else 0.0)
    if after in CLOSING_CHARACTERS and text[end : end + 3] != "..." and after not in "…-–—":
        return cost + 8.0
    if free_before:
        spaced = after.isspace() and glyph not in GUILLEMETS
        cost += 0.9 if spaced else 0.0
    elif before in CLOSING_CHARACTERS:
        cost += (0.5 if before in ":," else 1.0) + (1.8 if after.isspace() else 0.0)
    else:
        cost += 2.5 if after.isspace() and glyph not in GUILLEMETS else 1.2
    following = text[end : end + 2].strip()[:1]
    preceding = text[max(0, start - 2) : start].strip()[-1:]
    if following.isupper() and (not preceding or preceding in ".!?…:"):
        cost -= 0.4
    return cost


def _is_elided(text: str, at: int, lexicon: Lexicon) -> bool:
    """Does a word without its beginning, or a year, stand at `at`: "’em", "’68"?"""
    word = CLIPPED_WORD.match(text, at)
    return word is not None and (
        word.group().lower() in lexicon.apostrophe_opens
        or lexicon.apostrophe_year.match(text, at) is not None
    )


def close_cost(
    text: str, start: int, end: int, glyph: str, before: str, after: str, lexicon: Lexicon
) -> float:
    """What it costs to close with the mark at `start` to `end` between two characters."""
    cost = lexicon.marks.closing.get(glyph, 0.0)
    free_after = after.isspace() or after in CLOSING_CHARACTERS or after in MARK_CHARS
    if glyph in SINGLES:
        if before.isspace() or not free_after:
            return 20.0
        return cost + (0.3 if before.lower() in lexicon.apostrophe_closes else 0.0)
    spaced = before.isspace() and glyph not in GUILLEMETS
    if _is_before_speech(text, start) and (after.isalnum() or text.startswith("...", end)):
        cost += BEFORE_WORDS
    elif before in "([{":
        cost += 4.0
    elif free_after:
        cost += (0.9 if after.isspace() else 0.3) if spaced else 0.0
    else:
        cost += 2.5 if spaced else 1.2
    if text[max(0, start - 2) : start].strip()[-1:] in SPEECH_ENDS:
        cost -= 0.4
    return cost


def _is_before_speech(text: str, start: int) -> bool:
    """Does a mark at a place begin a line, or follow a colon, a comma or a full stop and a space?"""
    before = text[max(0, start - 2) : start]
    return not before or before[-1] == "\n" or (before[-1].isspace() and before[0] in BEFORE_MARKS)


def ignore_cost(text: str, start: int, end: int, glyph: str) -> float:
    """What it costs to take the mark at `start` to `end` for no quotation mark: apostrophes cost little."""
    if glyph in SINGLES:
        return IGNORED_CLEAR if _is_clear(text, start, end) else IGNORED_SINGLE
    if FEET_AND_INCHES.search(text, max(0, start - 6), start):
        return IGNORED_HEIGHT
    if glyph not in GUILLEMETS and INCHES.search(text, max(0, start - 3), start):
        return IGNORED_INCHES
    glued = text[max(0, start - 1) : start].isalpha() and text[end : end + 1].isalpha()
    return IGNORED_GLUED if glued else IGNORED


def _is_clear(text: str, start: int, end: int) -> bool:
    """Does a single mark stand where no apostrophe does: before a sentence, or after its full stop?"""
    after = text[end : end + 1]
    if after.isupper():
        return _is_before_speech(text, start)
    return text[max(0, start - 1) : start] in SPEECH_ENDS and (not after or after.isspace())


def pair_cost(opener: str, glyph: str, marks: Marks) -> float:
    """What it costs to close with `glyph` what `opener` began, in addition to the cost of closing."""
    return 0.0 if opener == glyph else marks.pairs.get((opener, glyph), MISMATCH)


def nested_cost(outer: str, inner: str, costs: tuple[float, float]) -> float:
    """The first of `costs` for glyphs of two families, the second for those of one."""
    return costs[FAMILY.get(outer) == FAMILY.get(inner)]
