"""What is known alike in all languages, beside the institutions: spellings of names, a share of reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from service.lexicons.checking import read_file
from service.lexicons.files import FOLDER


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words of names are folded: `replacement` takes the place of each `pattern`, or nothing does."""

    pattern: re.Pattern[str]
    reason: str
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class SpellingsFile:
    """transliteration.toml: the countries (ISO 3166) of names spelled anew, and the rules in their order."""

    countries: tuple[str, ...]
    rule: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of answers that are right, from 0 to 1."""

    reason: str
    share: float


@dataclass(frozen=True, slots=True)
class SharesFile:
    """confidence.toml."""

    indirect: Share


@cache
def spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns that words of names are folded by, and what takes the place of each, in order.

    Raises OSError or LexiconError, as `share_of_reports` does.
    """
    return tuple((rule.pattern, rule.replacement) for rule in _spellings_file().rule)


@cache
def spelled_anew() -> frozenset[str]:
    """The countries (ISO 3166) of whose people a text may spell the names otherwise than the catalogue."""
    return frozenset(_spellings_file().countries)


def _spellings_file() -> SpellingsFile:
    found: SpellingsFile = read_file(FOLDER / "transliteration.toml", SpellingsFile)
    return found


@cache
def share_of_reports() -> float:
    """How many indirect quotes are right whose speaker and name are, from 0 to 1."""
    found: SharesFile = read_file(FOLDER / "confidence.toml", SharesFile)
    return found.indirect.share
