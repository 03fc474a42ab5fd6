"""A page of a headless Chromium that shows only what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS


@contextmanager
def open_page(width: int, height: int, sharpness: float) -> Iterator[Page]:
    """A page of this size in CSS pixels, `sharpness` picture points for each; no address can be opened from it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--hide-scrollbars"])
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=sharpness, offline=True
        )
        yield context.new_page()
        browser.close()
