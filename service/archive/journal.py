"""How far a run has come, kept in a file beside its output."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from service.exchange.answer import Json


class CannotResume(RuntimeError):
    """What an interrupted run left behind does not fit this run; says why."""


@dataclass(frozen=True, slots=True)
class State:
    """What has been done.

    `records` are done, which took `read` bytes of the input and reached its checksum `mark`.  They have
    `quotes` quotes, and `refused` of them were refused.  `output` and `errors` are the lengths of these files
    in bytes.
    """

    records: int = 0
    read: int = 0
    mark: int = 0
    quotes: int = 0
    refused: int = 0
    output: int = 0
    errors: int = 0
    complete: bool = False


class Journal:
    """The file of one run.  It is always replaced as a whole, so that even after a kill it is complete."""

    def __init__(self, path: Path, run: Json) -> None:
        """`run` is what must be the same if a run is to go on with another run's output."""
        self._path, self._run = path, run
        self._new = path.with_name(path.name + ".new")

    def read(self) -> State | None:
        """How far the run came; None if there is no journal.

        Raises CannotResume if the journal is that of another run or cannot be read as one.
        """
        try:
            held = json.loads(self._path.read_bytes())
            run, state = held["run"], State(**held["state"])
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError):
            raise CannotResume(f"{self._path} is not the journal of a run") from None
        for name in self._run.keys() | run.keys():
            if self._run.get(name) != run.get(name):
                told = f"the interrupted run had {name} {run.get(name)}, this one has {self._run.get(name)}"
                raise CannotResume(told)
        return state

    def write(self, state: State) -> None:
        """Store `state`; what it counts must be on the disk already."""
        with self._new.open("w", encoding="utf-8") as file:
            json.dump({"run": self._run, "state": asdict(state)}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self._new, self._path)

    def remove(self) -> None:
        """Remove the file: the run is complete."""
        self._path.unlink()
