"""Twice the text takes about twice the work, even if every word of it is meant to do harm.

Calls and lines of code are counted, not seconds: their number does not depend on what else the machine does.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import service
from service.exchange.reading import Extract
from service.extraction.model import QUOTE_TYPES, Options

CHARACTERS = 600
MOST = 2.6  # 4 is quadratic; work done once per article makes it less than 2
REPEATED = {
    "quotation marks": ('"', "en"),
    "marks within marks": ("«“x”» ", "en"),
    "opening marks": ("“We will go.\n\n", "en"),
    "brackets": ("(", "en"),
    "closing brackets": (") ", "en"),
    "pairs of brackets": ("[…] ", "en"),
    "lines": ("a\n", "en"),
    "glued lines": ('We goHome now.Then "yes"he said. ', "en"),
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
    "aides": ("“We go,” said an adviser to the US president. “No,” said another adviser. ", "en"),
    "entourages": ("« Oui », a dit son entourage. « Non », y dit-on. ", "fr"),
    "years": ("In May 2014, the US president said “yes”. ", "en"),
    "quotations": ("“Yes, we will go,” said Anna Smith. ", "en"),
    "French quotations": ("« Oui », a dit M. Durand. ", "fr"),
    "quoted words": ("“yes” ", "en"),
    "reports": ("The minister said that he would go. ", "en"),
}


def _calls(extract: Extract, text: str, language: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(extract, text, Options(language, QUOTE_TYPES))
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_takes_about_twice_the_calls(extract: Extract, name: str) -> None:
    unit, language = REPEATED[name]
    shorter = unit * (CHARACTERS // len(unit))
    assert _calls(extract, shorter * 2, language) < MOST * _calls(extract, shorter, language)


# many quotations in one sentence

QUOTATIONS = (50, 100, 200, 400)
MOST_LINES = 2.5
SENTENCES: dict[str, tuple[str, str, str, str]] = {  # language, beginning, what each quotation adds, end
    "incises": ("en", "", "“a,” he said, ", ""),
    "French incises": ("fr", "", "« a », dit-il, ", ""),
    "words in marks": ("en", "", "“x” ", ""),
    "French words in marks": ("fr", "", "« x » ", ""),
    "marks in one report": ("en", "Anna Smith said that the ", "“bad plan” and the ", "rest are here."),
    "French marks in a report": ("fr", "Anna Smith a dit que le ", "« mauvais plan » et le ", "reste."),
    "a transcript": ("en", "", "he said “yes we will” and then ", ""),
    "a French transcript": ("fr", "", "il a dit « oui nous irons » puis ", ""),
    "marks before their cue": ("en", "", "“we go” and ", "said Anna Smith."),
    "sources": ("en", "", "according to the Kremlin, “we go”, ", ""),
    "French sources": ("fr", "", "selon l'Élysée, « nous irons », ", ""),
    "labels": ("en", "", "Q: “a” ", ""),
    "signatures": ("en", "", "“We go” – Anna Smith ", ""),
}


class LineCounter:
    """Counts the lines of the service's own code that are run; each turn of a loop counts again."""

    def __init__(self) -> None:
        self.lines = 0
        self._folder = str(Path(service.__file__).parent)

    def count(self, run: Callable[[], object]) -> int:
        """How many lines `run` takes."""
        before = sys.gettrace()
        sys.settrace(self._of_call)
        try:
            run()
        finally:
            sys.settrace(before)
        return self.lines

    def _of_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._of_line if frame.f_code.co_filename.startswith(self._folder) else None

    def _of_line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.lines += event == "line"
        return self._of_line


@pytest.mark.parametrize("name", SENTENCES)
def test_twice_the_quotations_in_a_sentence_take_about_twice_the_lines_of_code(
    extract: Extract, name: str
) -> None:
    language, beginning, unit, end = SENTENCES[name]
    texts = [beginning + unit * count + end for count in QUOTATIONS]
    options = Options(language, QUOTE_TYPES)
    lines = [LineCounter().count(lambda text=text: extract(text, options)) for text in texts]
    assert all(longer <= MOST_LINES * shorter for shorter, longer in pairwise(lines)), lines


def test_a_loop_within_a_line_is_counted() -> None:
    from service.extraction.syntax.phrases import parts_of

    fewer, more = (LineCounter().count(lambda n=n: list(parts_of(range(n), n))) for n in (10, 20))
    assert more > 3 * fewer
