"""Twice the text takes about twice the work, also where every word of it is meant to do harm.

Calls are counted, not seconds: they are the same whatever else the machine is doing.
"""

from __future__ import annotations

import cProfile
import pstats

import pytest

from service.exchange.reading import Extract
from service.extraction.model import QUOTE_TYPES

CHARACTERS = 600
MOST = 2.6  # 4 is quadratic; what is found once an article makes it less than 2
REPEATED = {
    "quotation marks": ('"', "en"),
    "marks within marks": ("«“x”» ", "en"),
    "opening marks": ("“We will go.\n\n", "en"),
    "brackets": ("(", "en"),
    "pairs of brackets": ("[…] ", "en"),
    "lines": ("a\n", "en"),
    "commas": ("said, ", "en"),
    "tags": ("<a<a ", "en"),
    "emoji": ("👩‍👩‍👧 ", "en"),
    "right to left": ("שלום ", "en"),
    "cues": ("he said ", "en"),
    "reports in reports": ("he said that ", "en"),
    "French reports in reports": ("il a dit que ", "fr"),
    "inverted cues": ("a-t-il dit ", "fr"),
    "sources": ("according to the Kremlin, ", "en"),
    "French sources": ("selon l'Élysée, ", "fr"),
    "labels": ("KREMLIN SAYS: ", "en"),
    "names": ("Anna Smith ", "en"),
    "offices": ("the minister of the president of the ", "en"),
    "quotations": ("“Yes, we will go,” said Anna Smith. ", "en"),
    "French quotations": ("« Oui », a dit M. Durand. ", "fr"),
    "quoted words": ("“yes” ", "en"),
    "reports": ("The minister said that he would go. ", "en"),
}


def _calls(extract: Extract, text: str, language: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(extract, text, language, QUOTE_TYPES)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_takes_about_twice_the_calls(extract: Extract, name: str) -> None:
    unit, language = REPEATED[name]
    shorter = unit * (CHARACTERS // len(unit))
    assert _calls(extract, shorter * 2, language) < MOST * _calls(extract, shorter, language)
