"""The page and the reference in a real browser, seen through a proxy below a path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.web.proxies import PREFIX, nginx
from tests.web.running import RunningServer


@pytest.fixture
def below(browser: Browser, server: RunningServer, tmp_path: Path) -> Iterator[Page]:
    """A page of the browser at the path; in the end it must have asked for nothing outside the path."""
    with nginx(server, tmp_path) as seen:
        origin = f"http://127.0.0.1:{seen.port}"
        context = browser.new_context(base_url=origin, locale="en-GB")
        page = context.new_page()
        asked: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: asked.append(request.url))
        yield page
        context.close()
    assert [url for url in asked if not url.startswith((f"{origin}{PREFIX}/", "data:"))] == []


def test_the_page_reads_an_article(below: Page) -> None:
    below.goto(f"{PREFIX}/")
    below.locator("#examples button").first.click()
    expect(below.locator("mark.quote").first).to_be_visible()
    expect(below.locator("#curl")).to_contain_text(f"{PREFIX}/v1/quotes")


def test_the_reference_can_be_tried(below: Page) -> None:
    below.goto(f"{PREFIX}/docs#/quotes/quotes")
    below.get_by_role("button", name="Try it out").click()
    below.get_by_role("button", name="Execute").click()
    tried = below.locator("#operations-quotes-quotes .live-responses-table")
    expect(tried).to_contain_text("vladimir-putin")
    expect(below.locator(".request-url")).to_contain_text(f"{PREFIX}/v1/quotes")
