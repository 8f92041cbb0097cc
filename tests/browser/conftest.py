"""A real browser on the page that the running service serves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.web.running import RunningServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "no browser: install chromium (apt-get install chromium), or name one in the variable BROWSER; "
    "the tests of the page need it"
)
NO_AXE = "no axe-core: npm and a way to the packages of npm are needed to check accessibility"
DESKTOP, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 120_000  # milliseconds that a busy machine may take for anything
Open = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


def found_browser() -> str | None:
    """The path of a browser that can be driven; None if there is none."""
    return os.environ.get("BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The chromium of this machine, without a window; the tests are skipped if there is none."""
    path = found_browser()
    if path is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=path, chromium_sandbox=os.geteuid() != 0, args=["--disable-dev-shm-usage"]
            )
        except Error as error:
            pytest.skip(f"{NO_BROWSER}\n{path} does not start: {error}")
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, server: RunningServer) -> Iterator[Open]:
    """Opens a page of the service.  At the end, no script must have failed, and no other site been asked.

    Refused requests in the browser's log are ignored, because tests of failures cause them on purpose.
    """
    origin = f"http://127.0.0.1:{server.port}"
    wrong: list[str] = []

    def opened(path: str = "/", phone: bool = False, **options: Any) -> Page:
        size = {"viewport": PHONE, "has_touch": True} if phone else {"viewport": DESKTOP}
        usual = {"locale": "en-GB", "color_scheme": "light", "reduced_motion": "reduce"}
        context = browser.new_context(**{**usual, **size, **options})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("request", lambda request: _watch(request.url, origin, wrong))
        page.on("console", lambda said: _listen(said.type, said.text, wrong))
        page.goto(origin + path)
        if path == "/":
            page.locator("#examples button").nth(4).wait_for()
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert wrong == []


def _watch(url: str, origin: str, wrong: list[str]) -> None:
    if not url.startswith((f"{origin}/", f"blob:{origin}/", "data:")):
        wrong.append(f"asked for {url}")


def _listen(kind: str, text: str, wrong: list[str]) -> None:
    if kind == "error" and not text.startswith("Failed to load resource"):
        wrong.append(f"console: {text}")


@pytest.fixture
def page(open_page: Open) -> Page:
    """The page on a desktop, in English."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as pinned by tests/browser/package-lock.json, kept in the environment of the tests."""
    here, kept = Path(__file__).parent, Path(sys.prefix) / "axe"
    script = kept / "node_modules" / "axe-core" / "axe.min.js"
    lock = (here / "package-lock.json").read_bytes()
    if not script.exists() or (kept / "package-lock.json").read_bytes() != lock:
        kept.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(here / name, kept)
        try:
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(command, cwd=kept, check=True, timeout=120, capture_output=True)
        except (OSError, subprocess.SubprocessError):
            (kept / "package-lock.json").unlink()
            pytest.skip(NO_AXE)
    return script.read_text(encoding="utf-8")
