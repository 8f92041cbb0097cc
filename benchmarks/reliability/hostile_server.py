"""A server to attack: of any commit, with its whole process tree, and ended whatever its state."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from pathlib import Path

from tests.web.running import START, RunningServer, children_of

_START = 300  # seconds: a busy machine takes long to load the models
# The default of two workers would hide half of what is blocked.
ALONE = {"QUOTES_WORKERS": "1", "QUOTES_QUEUE": "4", "QUOTES_GRACEFUL_TIMEOUT": "1"}


class HostileServer(RunningServer):
    """The service of the checkout at `root`, with one worker, started through the command `before`."""

    def __init__(self, root: Path, environment: Mapping[str, str], before: Sequence[str] = ()) -> None:
        self._counts = tempfile.TemporaryDirectory()
        super().__init__(ALONE | {"QUOTES_METRICS_DIR": self._counts.name} | dict(environment))
        self._command, self._root = [*before, *START], root

    def __enter__(self) -> HostileServer:
        self.process = subprocess.Popen(
            self._command, cwd=self._root, env=self._environment, stdout=self._log, stderr=subprocess.STDOUT
        )
        try:
            self.wait_until_ready(_START)
        except RuntimeError:
            self.stop()
            raise
        return self

    def stop(self) -> int:
        """End the server and all its processes, even stopped ones."""
        processes = self.tree()
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            for process in processes:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            return self.process.wait(15)
        finally:
            self._counts.cleanup()

    def tree(self) -> list[int]:
        """The process ids of the server and its descendants, parents first."""
        found = [self.process.pid]
        for process in found:  # grows while it is traversed
            found += children_of(process)
        return found

    def leaves(self) -> list[int]:
        """The processes without children: those that read articles."""
        return [process for process in self.tree()[1:] if not children_of(process)]

    def memory(self) -> float:
        """The memory that all processes hold together, in MB; shared pages count once."""
        return sum(_proportional_kb(process) for process in self.tree()) / 1024

    def processor_seconds(self) -> float:
        """The processor time that the living processes have taken so far."""
        return sum(map(_ticks, self.tree())) / os.sysconf("SC_CLK_TCK")

    def wait_until_empty(self, seconds: float = 45) -> None:
        """Return when no request is inside, or after so many `seconds`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(OSError, HTTPException, KeyError):
                if self.get("/ready").json()["inside"] == 0:
                    return
            time.sleep(0.1)

    def settle(self, seconds: float = 30) -> None:
        """Return when nothing is being computed any more, or after so many `seconds`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = self.processor_seconds()
            time.sleep(1)
            if self.processor_seconds() - before < 0.05:
                return


def limited(descriptors: int) -> list[str]:
    """The beginning of a command that limits the number of descriptors."""
    return ["prlimit", f"--nofile={descriptors}:{descriptors}"]


def with_shared_memory(megabytes: int) -> list[str]:
    """The beginning of a command that gets a /dev/shm of its own, of that size."""
    mount = f'mount -t tmpfs -o size={megabytes}m tmpfs /dev/shm && exec "$@"'
    return ["unshare", "--mount", "sh", "-c", mount, "sh"]


def _proportional_kb(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # the process has just ended
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _ticks(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])  # user and kernel mode
