"""What the columns of an archive's records mean, and which are copied to the output."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.exchange.answer import Json
from service.exchange.problems import Problem, not_valid

KEPT = "kept"  # the member of an answer that holds the copied columns
TITLE = "title"
_ALL = "all"
_OF_A_REQUEST = ("types", "offsets")  # what a line of JSON Lines may say besides
# A timestamp: its day is the one written in the archive, whatever the time zone.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the columns; "" for one that is not read.

    The title is not read for quotes: it stands beside the `id` of the answer.  `keep` names the columns to
    copy; ("all",) stands for every column that is not read.  A table must have the text and the `required`
    columns.
    """

    text: str = "text"
    id: str = "id"
    language: str = "language"
    date: str = "date"
    title: str = ""
    keep: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    @property
    def keep_all(self) -> bool:
        """Are all columns copied that are not read?"""
        return self.keep == (_ALL,)

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns of a table beside the `id`; those that `keep_all` finds are not known beforehand."""
        title = (TITLE,) if self.title else ()
        return title if self.keep_all else (*title, *(f"{KEPT}_{name}" for name in self.keep))

    def columns(self, names: Collection[str]) -> list[str]:
        """The columns among a table's `names` that are read or copied."""
        if self.keep_all:
            return list(names)
        wanted = {self.text, self.id, self.language, self.date, self.title, *self.keep}
        return [name for name in names if name in wanted]

    def check(self, names: Collection[str]) -> None:
        """Raise Problem not-valid if a table with columns of these `names` lacks one that is needed."""
        missing = [name for name in (self.text, *self.required) if name not in names]
        if missing:
            hint = ": --text-field names the column to read" if self.text in missing else ""
            told = f"there is no column {', '.join(missing)} among {listed(names)}{hint}"
            raise Problem("not-valid", told)

    def request(self, record: Any, *, row: bool) -> Any:
        """The request in `record`, without anything else; a value that is not an object is returned as it is.

        Empty values, as in the cells of a table, count as missing, except the text.  A table's `row` cannot
        set types and offsets.  Raises Problem not-valid if there is no text.
        """
        if not isinstance(record, dict):
            return record
        if self.text not in record:
            told = f"there is no {self.text}: --text-field names the member to read"
            raise not_valid([{"field": "text", "detail": told}])
        said = {"text": record[self.text]}
        for own, name in (("id", self.id), ("language", self.language), ("date", self.date)):
            value = record.get(name)
            if value is not None and value != "":
                said[own] = _day(value) if own == "date" else value
        return said if row else said | {name: record[name] for name in _OF_A_REQUEST if name in record}

    def told(self, record: Any) -> Json:
        """What is copied from `record` to its answer."""
        told: Json = {TITLE: record.get(self.title)} if self.title else {}
        if self.keep:
            told[KEPT] = dict(self._kept(record))
        return told

    def _kept(self, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if not self.keep_all:
            yield from ((name, record.get(name)) for name in self.keep)
            return
        read = {self.text, self.id, self.language, self.date, self.title}
        yield from ((name, value) for name, value in record.items() if name not in read)


def _day(value: Any) -> Any:
    moment = _MOMENT.match(value) if isinstance(value, str) else None
    return moment[1] if moment else value


def listed(names: Collection[str], most: int = 20) -> str:
    """The names, at most `most` of them, for people."""
    some = list(names)[:most]
    return ", ".join(some) + (", …" if len(names) > most else "")
