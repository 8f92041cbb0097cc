"""axe-core objects to nothing: in light and dark, on desktop and phone, in each state of the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open


def _violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds, in words.  It is evaluated, not loaded: the page's policy stays in force."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 10
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Open, axe: str, scheme: str, phone: bool) -> None:
    page = open_page(color_scheme=scheme, phone=phone, reduced_motion="reduce")
    assert phone or _violations(page, axe) == []
    page.locator("#examples button").nth(1).click()
    page.locator("mark.quote.first").nth(1).click()
    page.locator("#by-speaker summary").first.evaluate("summary => summary.parentElement.open = true")
    for details in page.locator(".machine details").all():
        details.evaluate("details => details.open = true")
    expect(page.locator("#card")).to_be_visible()
    assert _violations(page, axe) == []
    if phone:
        return  # the other states differ from those on a desktop only in width
    page.route("**/v1/quotes*", lambda route: route.abort())
    page.check("#indirect")
    expect(page.get_by_role("alert")).to_be_visible()
    assert _violations(page, axe) == []
