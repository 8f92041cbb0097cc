"""Where answers and errors go, so that a run killed at any moment can be resumed without a trace."""

from __future__ import annotations

import fcntl
import os
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Protocol

from service.archive.answering import Answered, Outcome, Refused
from service.archive.forms import Form
from service.archive.journal import CannotResume, Journal, State
from service.archive.members import Members
from service.archive.packing import packing_of
from service.archive.records import Record
from service.exchange.answer import Json, dump

_SECONDS = 1.0  # between two entries in the journal: what a kill may cost


class Results(Protocol):
    """A destination for outcomes; `state` says what has been added so far."""

    state: State

    def add(self, record: Record, outcome: Outcome) -> None:
        """Write the next outcome."""

    def complete(self) -> None:
        """All records have been answered."""

    def close(self) -> None:
        """Keep what has been added, complete or not."""


class StreamResults:
    """Results in a stream such as standard output, each written at once; they cannot be resumed."""

    def __init__(self, form: Form, output: BinaryIO, errors: Path | None) -> None:
        self.state = State()
        self._output = output
        self._errors = Members(errors.open("wb"), packing_of(errors.name)) if errors else None
        self._output.write(form.head.encode())

    def add(self, record: Record, outcome: Outcome) -> None:
        """Write the next outcome."""
        if isinstance(outcome, Answered):
            self._output.write(outcome.text.encode())
            self._output.flush()
        elif self._errors:
            self._errors.write(error_line(record, outcome))
        self.state = _advanced(self.state, record, outcome)

    def complete(self) -> None:
        """Flush the stream: the head must be there even without an answer."""
        self._output.flush()

    def close(self) -> None:
        """Close the file of errors; the stream stays open."""
        if self._errors:
            self._errors.end(last=True)
            self._errors.close()


class FileResults:
    """Results in a file, which is called `NAME.part` until it is complete.

    The journal never counts more than the disk holds.  When a run is resumed, what is beyond that count (the
    last second before a kill, a torn line) is cut off and done again.  A compressed file ends a member
    wherever the journal counts it.
    """

    def __init__(
        self, form: Form, output: Path, errors: Path | None, journal: Journal, *, anew: bool = False
    ) -> None:
        """Go on where `journal` says; begin if it says nothing, and in any case with `anew`.

        Raises CannotResume if the journal is another run's, if files are shorter than it says, or if another
        run is writing them.
        """
        self._form, self._journal, self._name = form, journal, output
        self._part = part_of(output)
        self._output: Members | None = None
        self._errors: Members | None = None
        self._kept = time.monotonic()
        self._torn = False
        self.state = (None if anew else journal.read()) or State()
        if self.state.complete and not self._part.exists():
            return  # it was killed between the last two steps of `complete`
        self._output = Members(_locked(self._part), packing_of(output.name))
        self._errors = Members(_locked(errors), packing_of(errors.name)) if errors else None
        self.state = (None if anew else journal.read()) or State()  # again, now that nobody else changes it
        if not self.state.records:
            journal.write(self.state)  # before there is anything to resume
        self._output.cut(self.state.output)
        if self._errors:
            self._errors.cut(self.state.errors)
        if not self.state.output:
            self._output.write(form.head.encode())

    def add(self, record: Record, outcome: Outcome) -> None:
        """Write the next outcome."""
        after = _advanced(self.state, record, outcome)
        with self._whole():
            if isinstance(outcome, Answered):
                if self._output:
                    self._output.write(outcome.text.encode())
            elif self._errors:
                self._errors.write(error_line(record, outcome))
            self.state = after
        if time.monotonic() - self._kept > _SECONDS:
            self._keep()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Mark the files as torn if a signal or a full disk interrupts the block: they exceed `state`."""
        self._torn = True
        yield
        self._torn = False

    def _keep(self) -> None:
        last = self.state.complete
        with self._whole():
            output = self._output.keep(last=last) if self._output else self.state.output
            errors = self._errors.keep(last=last) if self._errors else self.state.errors
            self.state = replace(self.state, output=output, errors=errors)
        self._journal.write(self.state)
        self._kept = time.monotonic()

    def complete(self) -> None:
        """Give the output its final name and form."""
        self.state = replace(self.state, complete=True)
        if self._output:
            self._keep()
            self._form.finish(self._part, self._name)
        self._journal.remove()

    def close(self) -> None:
        """Keep what has been added, complete or not; after an interruption, what the journal counts."""
        if not self.state.complete and not self._torn:
            self._keep()
        for file in filter(None, (self._output, self._errors)):
            file.close()


def part_of(output: Path) -> Path:
    """The file that becomes `output`."""
    return output.with_name(output.name + ".part")


def journal_of(output: Path) -> Path:
    """The journal of the run that writes `output`."""
    return output.with_name(output.name + ".journal")


def error_line(record: Record, refused: Refused) -> bytes:
    """What is wrong with a record, and the record itself: as text, or in base64 if it is not UTF-8."""
    told: Json = {"file": record.file, "line": record.line, "problem": refused.problem, "record": None}
    try:
        told["record"] = record.raw.decode() if record.raw is not None else None
    except UnicodeDecodeError:
        told["record_base64"] = b64encode(record.raw or b"").decode()
    return dump(told).encode() + b"\n"


def unanswered(records: Iterable[Record], state: State) -> Iterator[Record]:
    """The records after those that `state` counts; raises CannotResume if the input is a different one."""
    seen = 0
    for record in records:
        if seen == state.records:
            yield record
            continue
        seen += 1
        if seen == state.records and record.mark != state.mark:
            raise CannotResume("the input is not that of the interrupted run")
    if seen < state.records:
        raise CannotResume("the input is shorter than that of the interrupted run")


def _advanced(state: State, record: Record, outcome: Outcome) -> State:
    quotes = outcome.quotes if isinstance(outcome, Answered) else 0
    return replace(
        state,
        records=state.records + 1,
        read=state.read + record.taken,
        mark=record.mark,
        quotes=state.quotes + quotes,
        refused=state.refused + isinstance(outcome, Refused),
    )


def _locked(path: Path) -> BinaryIO:
    """Open the file, made if necessary, for this process alone; raises CannotResume if another run has it."""
    file = path.open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
    except (BlockingIOError, FileNotFoundError):
        pass  # another run has it, or has just given it its final name
    raise CannotResume(f"another run is writing {path}")
