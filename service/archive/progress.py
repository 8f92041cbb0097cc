"""How far a run has come, and problems with records, on standard error."""

from __future__ import annotations

import sys
import time

from tqdm import tqdm

from service.archive.answering import Refused
from service.archive.journal import State
from service.archive.records import Record

_BAR = "{desc} {percentage:3.0f} %|{bar}| {elapsed} < {remaining}"
_NO_TOTAL = "{desc} {elapsed}"
tqdm.monitor_interval = 0  # no thread besides those that fork


class Progress:
    """A bar with the rate and the time left, and messages about problems."""

    def __init__(self, total: int | None, start: State, *, bar: bool) -> None:
        """The input has `total` bytes, None if unknown; `start` was done by an earlier run."""
        self._start = start
        self._began = time.monotonic()
        self._bar = tqdm(
            total=total,
            initial=start.read,
            bar_format=_NO_TOTAL if total is None else _BAR,
            dynamic_ncols=True,
            leave=False,
            disable=not bar,
        )
        self._shown = 0.0

    @property
    def seconds(self) -> float:
        """The seconds since it began."""
        return time.monotonic() - self._began

    def advance(self, size: int, state: State) -> None:
        """A record is done that took `size` bytes; `state` is what has been done in all."""
        if self._bar.disable:
            return
        if self.seconds - self._shown > 0.1:
            self._shown = self.seconds
            self._bar.set_description_str(self.summary(state), refresh=False)
        self._bar.update(size)

    def refused(self, record: Record, refused: Refused) -> None:
        """Print what is wrong with a record."""
        self._bar.write(f"{record.place}: {refused.problem['detail']}", file=sys.stderr)

    def summary(self, state: State) -> str:
        """What has been done, and how fast this run did it."""
        rate = (state.records - self._start.records) / max(self.seconds, 1e-9)
        told = f"{_counted(state.records, 'article')}, {rate:.1f} a second"
        return told + (f", {state.refused:,} refused" if state.refused else "")

    def close(self) -> None:
        """Remove the bar."""
        self._bar.close()


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
