"""Gold files: where they are, what is measured on each, and their records in the scorer's form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.scorer.score import as_attributions, read_jsonl

Unit = Literal["spans", "content"]
Record = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests" / "seeds.jsonl"
SHARED = ROOT.parent / "shared" / "gold"
EVERYTHING = ("seeds", "news_dev_fr", "news_dev_en", "polnear_dev")

QUOTED = ("direct", "mixed")
ALL_TYPES = (*QUOTED, "indirect")
# The rows of the scorer's table that answers of each kind are meant for: indirect quotes would
# count as false ones among the quoted rows, and without them the content rows miss a third.
QUOTED_ROWS = ("detected", "attributed strict", "named", "institution")
CONTENT_ROWS = ("content chars", "content relaxed")


@dataclass(frozen=True)
class Run:
    """One measurement: which quotes are asked for, on which gold, and what stands for a quote."""

    gold: str
    path: Path
    types: tuple[str, ...]
    unit: Unit
    rows: tuple[str, ...]

    @property
    def title(self) -> str:
        """Names the run in the output."""
        return f"{self.gold}: {'+'.join(self.types)}, unit {self.unit}"


def locate(name: str) -> Path:
    """The file of a gold corpus, given by its path or by its name; FileNotFoundError if there is none."""
    for path in (Path(name), SEEDS if name == "seeds" else SHARED / f"{name}.jsonl"):
        if path.is_file():
            return path
    raise FileNotFoundError(f"no gold of this name or path: {name} (looked in {SHARED} too)")


def has_clauses(path: Path) -> bool:
    """Are the contents of this gold whole clauses (PolNeAR), not the words between the marks?"""
    with path.open(encoding="utf-8") as lines:
        return '"attributions"' in next(lines, "")


def default_runs(name: str) -> list[Run]:
    """What is measured on a gold corpus: its quoted rows, and except for the seeds its content rows."""
    path = locate(name)
    quoted = Run(path.stem, path, QUOTED, "spans", QUOTED_ROWS)
    contents = Run(path.stem, path, ALL_TYPES, "content" if has_clauses(path) else "spans", CONTENT_ROWS)
    return [quoted] if path.stem == "seeds" else [quoted, contents]


def chosen_run(name: str, types: Sequence[str] | None, unit: Unit | None) -> Run:
    """The one measurement that a caller asks for, with every row of it."""
    path = locate(name)
    return Run(path.stem, path, tuple(types or QUOTED), unit or "spans", QUOTED_ROWS + CONTENT_ROWS)


def records(path: Path, part: slice) -> list[Record]:
    """The documents of a gold file, or a part of them, in the scorer's form."""
    return [as_attributions(record) for record in read_jsonl(path)][part]
