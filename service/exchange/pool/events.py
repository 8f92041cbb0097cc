"""What the operator should know about the processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "begun",  # a reader has taken a job that had `waited` so many seconds
    "renewed",  # a reader made room for a new one; `reason` is tasks or size
    "time-limit",  # a reader was ended by its own alarm: its task took too long
    "hung",  # a reader gave no more signs of life and was killed
    "died",  # a reader ended for another reason; `status` is as in subprocess
    "no-process",  # the system has no process for a reader; it will be tried again
    "keeper-lost",  # the process that forks and watches readers is gone
]


@dataclass(frozen=True, slots=True)
class Event:
    """An event of one of these kinds, with numbers and words for a log line."""

    kind: Kind
    members: Mapping[str, int | float | str | bool] = field(default_factory=dict)
