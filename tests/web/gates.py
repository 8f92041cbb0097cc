"""The service with a reader that does what the article says: it waits until it is allowed to go on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from service.app import serving
from service.exchange.schemas import ArticleRequest
from service.settings import Settings
from service.web.forms import telling
from tests.web.running import RunningServer, eventually

GOOD = {"text": "go on", "language": "en"}
HANGS = {"text": "hang", "language": "en"}


class Gate:
    """An article whose reader waits until the gate is opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.article = {"text": f"wait {path}", "language": "en"}

    def wait_for_reader(self) -> int:
        """Wait until a process reads the article; its id."""
        eventually(lambda: _begun(self._path).exists() and _begun(self._path).read_text())
        return int(_begun(self._path).read_text())

    @property
    def begun(self) -> bool:
        """Has a process begun to read the article?"""
        return _begun(self._path).exists()

    def open(self) -> None:
        """Let the reader go on, even one that comes later."""
        self._path.touch()


def _begun(path: Path) -> Path:
    return path.with_name(path.name + ".begun")


def _read(article: ArticleRequest) -> dict[str, Any]:
    word, _, place = article.text.partition(" ")
    if word == "wait":
        path = Path(place)
        _begun(path).write_text(str(os.getpid()))
        while not path.exists():
            time.sleep(0.01)
    if word == "hang":
        signal.setitimer(signal.ITIMER_REAL, 0)  # as if the alarm were held back
        os.kill(os.getpid(), signal.SIGSTOP)
    return {"language": "en", "quotes": [], "seen": article.text}


def served() -> Flask:
    """The application that the server runs in these tests."""
    return serving(Settings.from_environment(), {"tell": telling(_read)})


def gated(within: Sequence[str] = (), **settings: str) -> RunningServer:
    """The server with one worker and one reader without models; `within` is that of RunningServer."""
    return RunningServer({"QUOTES_WORKERS": "1", **settings}, "tests.web.gates:served()", within)
