"""The answers of a revision, read through its command line: the one way in that old revisions have, too."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.answers_diff.texts import Text
from benchmarks.gold import ALL_TYPES, ROOT
from benchmarks.speed.processes import ONE_THREAD

Answer = dict[str, Any]


class CannotRead(RuntimeError):
    """A revision is not there, or does not run; says why."""


def commit_of(revision: str) -> str:
    """The hash of a revision; raises CannotRead where git knows none of that name."""
    command = ["git", "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if found.returncode:
        raise CannotRead(f"{revision!r} is no commit of this repository")
    return found.stdout.strip()


def check_out(commit: str, folder: Path) -> None:
    """Write the service's files as of `commit` into `folder`; git's own books do not learn of it."""
    found = subprocess.run(["git", "archive", commit, "service"], cwd=ROOT, capture_output=True)
    if found.returncode:
        raise CannotRead(f"{commit}: {found.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as files:
        files.extractall(folder, filter="data")


def write_texts(texts: Sequence[Text], path: Path) -> None:
    """Write the texts as the command line reads them, each with its place as its id."""
    with path.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            lines.write(json.dumps({"id": number, "text": text.text}) + "\n")


class Reading:
    """A revision, in a process of its own, reading the texts of a file from when this is made."""

    def __init__(self, checkout: Path, texts: Path, folder: Path) -> None:
        """Begin; what comes of it is written into `folder`."""
        folder.mkdir()
        self._answers, self._refused = folder / "answers.jsonl", folder / "refused.jsonl"
        self._log = folder / "log"
        command = [sys.executable, "-m", "service", "extract", str(texts), "--workers", "1"]
        command += ["--types", ",".join(ALL_TYPES)]
        command += ["--output", str(self._answers), "--errors", str(self._refused)]
        settings = {name: value for name, value in os.environ.items() if not name.startswith("QUOTES_")}
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command,
                cwd=checkout,
                env={**settings, **ONE_THREAD, "PYTHONPATH": str(checkout)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        """End the process, if it has not ended by itself."""
        self._process.terminate()
        self._process.wait()

    def answers(self) -> dict[int, Answer]:
        """Wait for the end; the answer to each text, or the problem with it.  Raises CannotRead."""
        if self._process.wait() not in (0, 1) or not self._answers.exists():
            raise CannotRead(self._log.read_text(errors="replace").strip()[-2000:])
        read = {answer.pop("id"): answer for answer in map(json.loads, _lines(self._answers))}
        for refused in map(json.loads, _lines(self._refused)):
            read[refused["line"] - 1] = {"problem": refused["problem"]["type"], "quotes": []}
        return read


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
