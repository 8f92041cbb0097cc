"""Gold files: where they are, what is measured on each, and their records in the scorer's form.

A corpus may have parts: the articles of "news_fr:read" may be read, tuned and fitted on; those of
"news_fr:check" are only counted, so that nothing of them may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.scorer.score import as_attributions, read_jsonl
from service.extraction.model import QuoteType

Unit = Literal["spans", "content"]
Record = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests" / "seeds.jsonl"
SHARED = ROOT.parent / "shared" / "gold"
OWN = ROOT / "benchmarks" / "gold"  # annotated for this project, file by file
_LENT = ("seeds", "news_dev_fr", "news_dev_en", "news_fr:read", "news_en:read", "kremlin_elysee")
NO_RULE_MADE_FOR = tuple(sorted(path.stem for path in OWN.glob("*.jsonl")))  # annotated after the rules
WITH_REPORTS = _LENT  # those in which quotes without marks are also annotated
TO_READ = (*_LENT, *NO_RULE_MADE_FOR)
EVERYTHING = (*TO_READ, "polnear_dev")
SECRET = "check"  # the part whose texts and errors nobody reads

QUOTED: tuple[QuoteType, ...] = ("direct", "mixed")
ALL_TYPES = (*QUOTED, "indirect")
# The rows of the scorer's table that are meaningful for each set of types: indirect quotes would count as
# false ones in the quoted rows, and without them the content rows lack a third.
QUOTED_ROWS = ("detected", "attributed strict", "named", "institution")
CONTENT_ROWS = ("content chars", "content relaxed")


@dataclass(frozen=True)
class Run:
    """One measurement: which quotes are asked for, on which gold, and what represents a quote."""

    gold: str
    path: Path
    types: tuple[str, ...]
    unit: Unit
    rows: tuple[str, ...]
    part: str | None = None

    @property
    def title(self) -> str:
        """The name of the run in the output."""
        return f"{self.gold}: {'+'.join(self.types)}, unit {self.unit}"


def locate(name: str) -> tuple[Path, str | None]:
    """The file of a gold corpus, given by its path or name, and the part that is asked for, if any.

    Raises FileNotFoundError if there is no such file.
    """
    name, _, part = name.partition(":")
    for path in (Path(name), SEEDS if name == "seeds" else SHARED / f"{name}.jsonl", OWN / f"{name}.jsonl"):
        if path.is_file():
            return path, part or None
    raise FileNotFoundError(f"no gold of this name or path: {name} (looked in {SHARED} and {OWN} too)")


def has_clauses(path: Path) -> bool:
    """Are the contents of this gold whole clauses (PolNeAR), not the words between the marks?"""
    with path.open(encoding="utf-8") as lines:
        return '"attributions"' in next(lines, "")


def default_runs(name: str) -> list[Run]:
    """What is measured on a gold corpus: its quoted rows and, except for the seeds, its content rows."""
    path, part = locate(name)
    title = _title(path, part)
    quoted = Run(title, path, QUOTED, "spans", QUOTED_ROWS, part)
    unit: Unit = "content" if has_clauses(path) else "spans"
    contents = Run(title, path, ALL_TYPES, unit, CONTENT_ROWS, part)
    return [quoted] if path.stem == "seeds" else [quoted, contents]


def chosen_run(name: str, types: Sequence[str] | None, unit: Unit | None) -> Run:
    """The one measurement that a caller asks for, with all of its rows."""
    path, part = locate(name)
    rows = QUOTED_ROWS + CONTENT_ROWS
    return Run(_title(path, part), path, tuple(types or QUOTED), unit or "spans", rows, part)


def _title(path: Path, part: str | None) -> str:
    return f"{path.stem}:{part}" if part else path.stem


def records(path: Path, part: str | None = None) -> list[Record]:
    """The documents of a gold file, or of one part of it, in the scorer's form."""
    return [as_attributions(record) for record in read_jsonl(path) if part in (None, record.get("part"))]
