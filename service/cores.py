"""How many processors this process may use."""

from __future__ import annotations

import math
import os
from pathlib import Path

_MEMBERSHIP = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")


def cores() -> int:
    """The number of processors that this process may run on, limited by its container's CPU quota."""
    allowed = len(os.sched_getaffinity(0))
    try:
        quota = cpu_quota(_MEMBERSHIP.read_text(), _GROUPS)
    except OSError:
        quota = None
    return allowed if quota is None else max(1, min(allowed, math.ceil(quota)))


def cpu_quota(membership: str, groups: Path) -> float | None:
    """The processor seconds per second that cgroups (version 2) allow; None if they set no limit.

    `membership` is the text of /proc/self/cgroup, and `groups` is where the hierarchy is mounted.  The
    smallest quota of the process's own group and the groups around it counts; a container often sees its own
    as the root.
    """
    own = next((line[3:] for line in membership.splitlines() if line.startswith("0::")), "/")
    parts = [part for part in own.split("/") if part]
    if ".." in parts:  # the group is not visible from here
        parts = []
    around = [groups.joinpath(*parts[:depth]) for depth in range(len(parts), -1, -1)]
    return min((quota for group in around if (quota := _quota_of(group)) is not None), default=None)


def _quota_of(group: Path) -> float | None:
    try:
        most, period = (group / "cpu.max").read_text().split()
        return None if most == "max" else int(most) / int(period)
    except (OSError, ValueError, ZeroDivisionError):
        return None
