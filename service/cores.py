"""How many processors this process may use."""

from __future__ import annotations

import math
import os
from pathlib import Path

_MEMBERSHIP = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")


def cores() -> int:
    """The processors that it may run on, and no more than a container's CPU quota has time for."""
    allowed = len(os.sched_getaffinity(0))
    try:
        quota = cpu_quota(_MEMBERSHIP.read_text(), _GROUPS)
    except OSError:
        quota = None
    return allowed if quota is None else max(1, min(allowed, math.ceil(quota)))


def cpu_quota(membership: str, groups: Path) -> float | None:
    """The processor time a second that cgroups (version 2) leave, None where they set no limit.

    `membership` is /proc/self/cgroup, `groups` where the hierarchy is mounted.  The least of the own group
    and those around it counts; a container often sees its own as the root.
    """
    own = next((line[3:] for line in membership.splitlines() if line.startswith("0::")), "/")
    parts = [part for part in own.split("/") if part]
    if ".." in parts:  # a group that is not to be seen from here
        parts = []
    around = [groups.joinpath(*parts[:depth]) for depth in range(len(parts), -1, -1)]
    return min((quota for group in around if (quota := _quota_of(group)) is not None), default=None)


def _quota_of(group: Path) -> float | None:
    try:
        most, period = (group / "cpu.max").read_text().split()
        return None if most == "max" else int(most) / int(period)
    except (OSError, ValueError, ZeroDivisionError):
        return None
