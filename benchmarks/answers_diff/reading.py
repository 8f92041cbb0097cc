"""The answers of a revision, read through its command line, which old revisions have, too."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.answers_diff.texts import Text
from benchmarks.gold import ALL_TYPES, ROOT
from benchmarks.speed.processes import ONE_THREAD

Answer = dict[str, Any]

KEPT = ROOT / "build" / "answers"  # answers of commits, which never change
KEPT_AT_MOST = 10


class CannotRead(RuntimeError):
    """A revision does not exist or does not run; says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of reading: the files with the answers and with the refused texts."""

    answers: Path
    refused: Path

    def by_text(self) -> dict[int, Answer]:
        """The answer to each text, or the problem with it, by the index of the text."""
        read = {answer.pop("id"): answer for answer in map(json.loads, _lines(self.answers))}
        for refused in map(json.loads, _lines(self.refused)):
            read[refused["line"] - 1] = {"problem": refused["problem"]["type"], "quotes": []}
        return read


class Reading:
    """A revision that reads the texts of a file, in a process of its own, as soon as this object is made."""

    def __init__(self, checkout: Path, texts: Path, folder: Path, workers: int) -> None:
        """Begin to read; the results are written into `folder`, which is created."""
        folder.mkdir()
        self.outcome = Outcome(folder / "answers.jsonl", folder / "refused.jsonl")
        self._log = folder / "log"
        command = [sys.executable, "-m", "service", "extract", str(texts), "--workers", str(workers)]
        command += ["--types", ",".join(ALL_TYPES)]
        command += ["--output", str(self.outcome.answers), "--errors", str(self.outcome.refused)]
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
        """End the process, unless it has ended by itself."""
        self._process.terminate()
        self._process.wait()

    def wait(self) -> Outcome:
        """Wait for the end; raises CannotRead if not all texts were read."""
        if self._process.wait() not in (0, 1) or not self.outcome.answers.exists():
            raise CannotRead(self._log.read_text(errors="replace").strip()[-2000:])
        return self.outcome


def read_both(base: str, texts: Sequence[Text]) -> tuple[dict[int, Answer], dict[int, Answer]]:
    """The answers of the commit `base` and of the working tree to each text; raises CannotRead.

    Both read at once, each on a core.  The answers of a commit are kept: the next time, both cores are for
    the working tree.
    """
    base = commit_of(base)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="answers-diff-")))
        path = folder / "texts.jsonl"
        _write(texts, path)
        before: Reading | None = None
        kept = _kept(base, path)
        if kept is None:
            _check_out(base, folder / "base")
            before = Reading(folder / "base", path, folder / "before", workers=1)
            stack.callback(before.stop)
        committed = _commit_of_tree()
        after = Reading(ROOT, path, folder / "after", workers=1 if before else 2)
        stack.callback(after.stop)
        old = _keep(base, path, before.wait()) if before else kept
        new = after.wait()
        if committed and committed == _commit_of_tree():
            _keep(committed, path, new)
        assert old is not None
        return old.by_text(), new.by_text()


def commit_of(revision: str) -> str:
    """The hash of a revision; raises CannotRead if git does not know it."""
    found = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found.returncode:
        raise CannotRead(f"{revision!r} is no commit of this repository")
    return found.stdout.decode().strip()


def _commit_of_tree() -> str | None:
    """The commit that the service's files belong to; None if they have been changed since."""
    return None if _git("status", "--porcelain", "service").stdout else commit_of("HEAD")


def _check_out(commit: str, folder: Path) -> None:
    """Write the service's files as of `commit` into `folder`."""
    found = _git("archive", commit, "service")
    if found.returncode:
        raise CannotRead(f"{commit}: {found.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as files:
        files.extractall(folder, filter="data")


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True)


def _write(texts: Sequence[Text], path: Path) -> None:
    """Write the texts in the form that the command line reads, each with its index as its id."""
    with path.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            lines.write(json.dumps({"id": number, "text": text.text}) + "\n")


def _places(commit: str, texts: Path) -> Outcome:
    """Where answers are kept, by commit, texts and installed packages."""
    installed = sorted(f"{package.name} {package.version}" for package in distributions())
    digest = hashlib.sha256(texts.read_bytes() + "\n".join(installed).encode()).hexdigest()
    folder = KEPT / f"{commit[:12]}-{digest[:12]}"
    return Outcome(folder / "answers.jsonl", folder / "refused.jsonl")


def _kept(commit: str, texts: Path) -> Outcome | None:
    places = _places(commit, texts)
    return places if places.answers.exists() else None


def _keep(commit: str, texts: Path, outcome: Outcome) -> Outcome:
    """Keep what was read, the answers last: they mean that all is there.  Forget the oldest ones."""
    places = _places(commit, texts)
    folder = places.answers.parent
    folder.mkdir(parents=True, exist_ok=True)
    if outcome.refused.exists():
        shutil.copy(outcome.refused, places.refused)
    part = shutil.copy(outcome.answers, folder / "part")
    Path(part).rename(places.answers)
    by_age = sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in by_age[KEPT_AT_MOST:]:
        shutil.rmtree(old)
    return places


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
