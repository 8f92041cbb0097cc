"""The texts that both revisions read: all that are at hand, and some of them damaged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.gold import ROOT, SHARED
from benchmarks.scorer.score import read_jsonl

# Files of the shared gold that are read only if asked for: 840 articles of one kind.
TOO_MANY = {"polnear_train"}
HIDDEN = "check"  # the part of a gold file whose texts and answers nobody looks at
EVERY = 7  # each kind of damage is done to one text in so many, if there are many
MANY = 100

MARK = re.compile('[“”„«»"]')
REVERSED = str.maketrans("“”«»‘’", "”“»«’‘")
STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass(frozen=True, slots=True)
class Text:
    """A text to read; `origin` is its file, and `damage` is what was done to it, empty for nothing."""

    name: str
    origin: str
    damage: str
    text: str


def _without_some_marks(text: str, chance: Random) -> str:
    return MARK.sub(lambda mark: "" if chance.random() < 0.2 else mark[0], text)


def _with_some_reversed(text: str, chance: Random) -> str:
    return MARK.sub(lambda mark: mark[0].translate(REVERSED) if chance.random() < 0.2 else mark[0], text)


def _straightened(text: str, _: Random) -> str:
    return text.translate(STRAIGHT)


def _with_line_ends_of_windows(text: str, _: Random) -> str:
    return text.replace("\r", "").replace("\n", "\r\n")


def _broken_into_lines(text: str, chance: Random) -> str:
    """Lines as in an e-mail: some blanks become line ends."""
    return re.sub(" ", lambda blank: "\n" if chance.random() < 0.1 else blank[0], text)


def _on_one_line(text: str, _: Random) -> str:
    return " ".join(text.split())


def _without_accents(text: str, _: Random) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


DAMAGES: dict[str, Callable[[str, Random], str]] = {
    "marks removed": _without_some_marks,
    "marks reversed": _with_some_reversed,
    "marks straightened": _straightened,
    "line ends of Windows": _with_line_ends_of_windows,
    "lines broken": _broken_into_lines,
    "on one line": _on_one_line,
    "accents lost": _without_accents,
}


def at_hand() -> list[Path]:
    """The tests' texts, and the shared gold where it is checked out beside the project."""
    shared = [path for path in sorted(SHARED.glob("*.jsonl")) if path.stem not in TOO_MANY]
    return [*sorted((ROOT / "tests").rglob("*.jsonl")), *shared]


def read_texts(paths: Iterable[Path]) -> list[Text]:
    """The articles of some gold files, each text once, without those that nobody may look at."""
    found: dict[str, Text] = {}
    hidden: set[str] = set()
    for path in paths:
        for number, record in enumerate(read_jsonl(path), 1):
            text = record.get("text")
            if not isinstance(text, str) or not text.strip():
                continue
            if record.get("part") == HIDDEN:
                hidden.add(text)
            else:
                found.setdefault(text, Text(str(record.get("id", number)), path.stem, "", text))
    return [one for text, one in found.items() if text not in hidden]


def damaged(texts: Sequence[Text]) -> list[Text]:
    """Some of the texts, each kind of damage done to different ones; all of them if there are few."""
    step = EVERY if len(texts) > MANY else 1
    made = [
        Text(one.name, one.origin, damage, apply(one.text, Random(f"{damage} {one.name}")))
        for number, (damage, apply) in enumerate(DAMAGES.items())
        for one in texts[number % step :: step]
    ]
    intact = {one.text for one in texts}
    return [one for one in made if one.text not in intact]
