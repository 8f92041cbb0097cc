"""Pictures of the page, to look at: python -m tests.browser.screenshots DIRECTORY

In light and dark, on desktop and phone; at first, with an example, and with a quote chosen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, found_browser
from tests.web.running import RunningServer

EXAMPLE, QUOTE = 1, 3  # in the order of the page


def pictures(browser: Browser, url: str, directory: Path) -> None:
    """Write the pictures, as STATE-SCHEME-DEVICE.png."""
    for scheme in ("light", "dark"):
        for device, size in (("desktop", DESKTOP), ("phone", PHONE)):
            page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            page.goto(url)
            name = f"{scheme}-{device}.png"
            page.locator("#examples button").nth(EXAMPLE).wait_for()
            page.screenshot(path=directory / f"first-{name}")
            page.locator("#examples button").nth(EXAMPLE).click()
            page.locator("mark.quote").first.wait_for()
            page.screenshot(path=directory / f"quotes-{name}")
            page.locator("mark.quote.first").nth(QUOTE).click()
            page.screenshot(path=directory / f"chosen-{name}")
            page.close()


def main() -> None:
    """Serve, look, write."""
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    with RunningServer({"QUOTES_WORKERS": "1"}) as server, sync_playwright() as playwright:
        path = found_browser()
        if path is None:
            sys.exit("no browser")
        browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=False)
        pictures(browser, f"http://127.0.0.1:{server.port}/", directory)
        browser.close()


if __name__ == "__main__":
    main()
