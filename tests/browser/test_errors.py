"""A page that does not exist says so, in the reader's language, and leads back."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.helpers import axe_clean, fits, screenshot


def test_a_wrong_address_is_explained(page: Page):
    answer = page.goto("/no-such-page")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    axe_clean(page)
    fits(page)
    screenshot(page, "error-404")
