"""What the operator should know of the processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "begun",  # a reader has taken a job; `waited` seconds in the queue
    "renewed",  # a reader made room for a new one; `reason` tasks or size
    "time-limit",  # a reader ended itself: its task took too long
    "hung",  # a reader did not answer any more and was killed; `busy` or not
    "died",  # a reader ended for another reason; `status` as subprocess has it
    "no-process",  # the system gives no process for a reader; it is tried again
    "keeper-lost",  # who forks and watches readers is gone
]


@dataclass(frozen=True, slots=True)
class Event:
    """One of these, with numbers and words for a log line."""

    kind: Kind
    members: Mapping[str, int | float | str | bool] = field(default_factory=dict)
