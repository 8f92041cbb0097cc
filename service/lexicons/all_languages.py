"""What all languages share, besides the institutions: spellings of names, and a share of right reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from service.lexicons.checking import read_file
from service.lexicons.files import FOLDER


@dataclass(frozen=True, slots=True)
class Spelling:
    """A rule for folding words of names: `replacement` takes the place of each match of `pattern`."""

    pattern: re.Pattern[str]
    reason: str
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class SpellingsFile:
    """transliteration.toml: countries (ISO 3166) whose names are transliterated, and the rules in order."""

    countries: tuple[str, ...]
    rule: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of answers that are right, from 0 to 1."""

    reason: str
    share: float


@dataclass(frozen=True, slots=True)
class SharesFile:
    """confidence.toml."""

    indirect: Share


@cache
def spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns that fold words of names, each with its replacement, in order.

    Raises OSError or LexiconError, as `share_of_reports` does.
    """
    return tuple((rule.pattern, rule.replacement) for rule in _spellings_file().rule)


@cache
def spelled_anew() -> frozenset[str]:
    """The countries (ISO 3166) whose people a text may spell differently from the catalogue."""
    return frozenset(_spellings_file().countries)


def _spellings_file() -> SpellingsFile:
    found: SpellingsFile = read_file(FOLDER / "transliteration.toml", SpellingsFile)
    return found


@cache
def share_of_reports() -> float:
    """The share of indirect quotes that are right, of those whose speaker and name are right, from 0 to 1."""
    found: SharesFile = read_file(FOLDER / "confidence.toml", SharesFile)
    return found.indirect.share
