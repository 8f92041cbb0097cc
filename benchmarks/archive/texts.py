"""The articles that archives are made of: polnear_train where it is at hand, else the seeds."""

from __future__ import annotations

import json
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from benchmarks.gold import SEEDS, SHARED

_GOLD = SHARED / "polnear_train.jsonl"
_SEED_ARTICLES = 300


@cache
def texts() -> tuple[str, ...]:
    """The articles."""
    path = _GOLD if _GOLD.is_file() else SEEDS
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    return tuple(found if path == _GOLD else islice(cycle(found), _SEED_ARTICLES))


def name() -> str:
    """Where they come from."""
    return _GOLD.stem if _GOLD.is_file() else "the seeds, over and over"


def write(path: Path, count: int) -> Path:
    """An archive of `count` articles, repeated from the first if necessary, each with an id of its own."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts()), count)):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    return path
