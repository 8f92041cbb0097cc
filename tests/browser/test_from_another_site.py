"""The JavaScript of docs/call.md in a real browser, on a page of another site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENCE
from tests.documents import block
from tests.web.running import RunningServer

EXAMPLE = block("docs/call.md", "const text")
HOST = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The origin of another site, and its folder."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text(
        '<!doctype html><link rel="icon" href="data:,"><script type="module" src="client.js"></script>'
    )
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder)
    ) as running:
        threading.Thread(target=running.serve_forever).start()
        yield f"http://127.0.0.1:{running.server_port}", folder
        running.shutdown()


@pytest.fixture(scope="module")
def service(site: tuple[str, Path]) -> Iterator[RunningServer]:
    """The service, whose operator allows that site to read answers."""
    settings = {"QUOTES_WORKERS": "1", "QUOTES_LANGUAGES": "fr", "QUOTES_CORS_ORIGINS": site[0]}
    with RunningServer(settings) as running:
        yield running


def _told(browser: Browser, site: tuple[str, Path], script: str, kind: str = "log") -> str:
    """The first message of the script or, as an "error", of the browser to the console, on a page of the
    site.
    """
    origin, folder = site
    (folder / "client.js").write_text(script)
    context = browser.new_context()
    page = context.new_page()
    with page.expect_console_message(lambda said: said.type == kind, timeout=PATIENCE) as told:
        page.goto(origin)
    context.close()
    return told.value.text


def test_the_client_of_the_documentation_works(
    browser: Browser, site: tuple[str, Path], service: RunningServer
) -> None:
    script = EXAMPLE.code.replace(HOST, f"http://127.0.0.1:{service.port}")
    assert _told(browser, site, script) + "\n" == EXAMPLE.printed


@pytest.mark.parametrize(
    ("query", "body", "kind"), [("", " ", "empty-text"), (10_000 * "a", "a", "target-too-long")]
)
def test_a_script_reads_why_it_is_refused(
    browser: Browser, site: tuple[str, Path], service: RunningServer, query: str, body: str, kind: str
) -> None:
    script = f"""
        const headers = {{'Content-Type': 'text/plain'}};
        const address = 'http://127.0.0.1:{service.port}/v1/quotes?{query}';
        const response = await fetch(address, {{method: 'POST', headers, body: '{body}'}});
        const problem = await response.json();
        if (response.headers.get('X-Request-ID')) console.log(problem.type);
    """
    assert _told(browser, site, script) == f"/problems/{kind}"


def test_a_site_that_is_not_named_reads_nothing(
    browser: Browser, site: tuple[str, Path], service: RunningServer
) -> None:
    stranger = (site[0].replace("127.0.0.1", "localhost"), site[1])
    script = EXAMPLE.code.replace(HOST, f"http://127.0.0.1:{service.port}")
    assert "CORS policy" in _told(browser, stranger, script, "error")
