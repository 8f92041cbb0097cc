"""The README's picture of the stages is what happens: each stage runs, and in this order."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from service.extraction.extractor import Extractor
from service.extraction.model import QUOTE_TYPES
from tests.documents import ROOT, section

PICTURE = section("README.md", "How it works").split("```")[1]
ROWS = [line for line in PICTURE.splitlines() if "─►" in line]
EXTRACTION = ROOT / "service" / "extraction"

ARTICLE = (
    "Emmanuel Macron a parlé lundi.\nLe maire l'a su. « Nous sommes prêts », a déclaré le président. "
    "Il a ajouté que la France signerait vendredi."
)


def _stages_in_order() -> list[str]:
    """The modules and packages of the extraction, in the order in which they are first called."""
    first: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(EXTRACTION):
            for name in (path.parent.name, path.stem):
                first.setdefault(name)

    extractor = Extractor(languages=("fr",))
    sys.setprofile(note)
    try:
        assert len(extractor.extract(ARTICLE, types=QUOTE_TYPES).quotes) == 2
    finally:
        sys.setprofile(None)
    return list(first)


def test_the_picture_has_the_stages_in_the_order_of_the_code() -> None:
    shown = [stage for row in ROWS for stage in re.findall(r"[a-z]+", row)]
    assert (shown[0], shown[-1]) == ("text", "answer")  # what goes in, and what comes out
    stages = shown[1:-1]
    assert len(stages) > 10
    called = _stages_in_order()
    assert [stage for stage in called if stage in stages] == stages
