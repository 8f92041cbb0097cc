"""The command line as a process of its own."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "service", "extract"]
PATIENCE = 300
# What these tests try is the same in any language, and each process loads the models of its languages.
ENGLISH, EVERY = {"QUOTES_LANGUAGES": "en"}, {"QUOTES_LANGUAGES": "en,fr"}


def extract(
    *arguments: str | Path, given: bytes = b"", settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end, with `given` on standard input, which is a pipe."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | ENGLISH | dict(settings or {}),
        input=given,
        capture_output=True,
        timeout=PATIENCE,
    )


def begin(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Begin to run the command; the caller writes its standard input."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | ENGLISH,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def on_a_terminal(*arguments: str | Path, settings: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run the command on a terminal 100 columns wide; returns its exit code and all that it shows."""
    terminal, its_end = pty.openpty()
    termios.tcsetwinsize(its_end, (24, 100))
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | ENGLISH | {"TERM": "xterm"} | dict(settings or {}),
        stdin=subprocess.DEVNULL,
        stdout=its_end,
        stderr=its_end,
    )
    os.close(its_end)
    shown = b""
    try:
        while piece := os.read(terminal, 65_536):
            shown += piece
    except OSError:
        pass  # this is how a terminal ends
    os.close(terminal)
    return process.wait(PATIENCE), shown.decode()


def lines(records: Iterable[Any]) -> bytes:
    """Records as JSON Lines; bytes stay as they are."""
    return b"".join(
        (record if isinstance(record, bytes) else json.dumps(record).encode()) + b"\n" for record in records
    )


def parsed(output: bytes) -> list[Any]:
    """The values of JSON Lines."""
    return [json.loads(line) for line in output.splitlines()]


def eventually(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until `holds` does; AssertionError if it never does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
