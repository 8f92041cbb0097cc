"""The page of a service that lets in only callers with a key."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from service.web import keys
from tests.browser.conftest import PATIENCE
from tests.web.gates import gated


def test_the_page_asks_for_a_key_and_shows_it_nowhere(browser: Browser, tmp_path: Path) -> None:
    file = str(tmp_path / "keys")
    key = keys.add(file, "newsroom")
    with gated(QUOTES_API_KEYS_FILE=file) as server:
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(PATIENCE)
        page.goto(f"http://127.0.0.1:{server.port}/")
        page.fill("#text", "go on")
        page.click("button.primary")
        alert = page.get_by_role("alert")
        for shown in ("a guess", key):
            alert.get_by_label("Your key").fill(shown)
            alert.get_by_role("button", name="Use it").click()
            if shown != key:
                expect(alert).to_contain_text("does not know this key")
        expect(page.locator("#heading")).to_have_text("No quotes in this article")
        expect(page.locator("#curl")).to_contain_text("Bearer $KEY")
        assert key not in page.content()
        page.close()
