"""What journeys in a real browser share: sign in, look for what axe finds, take pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.site_server import PASSWORD

PICTURES = Path(__file__).resolve().parents[2] / "screenshots"
WIDTHS = {1440: 900, 768: 1024, 390: 844}
SCHEMES = ("light", "dark")
SETTLES = 30  # tenths of a second
# How a page looks does not depend on the database: on the second one of a run it is opened, not judged once more.
LOOKS = os.environ.get("TESTS_LOOKS", "1") == "1"
TAKES_PICTURES = bool(os.environ.get("TESTS_PICTURES"))  # `make screenshots`
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # what another scheme can change
# Only what is wrong is counted and sent over: the whole report of a page takes five times as long.
_RUN = (
    "options => axe.run(document, {preload: false, resultTypes: ['violations'], ...options})"
    ".then(found => found.violations)"
)
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    ["page " + document.documentElement.scrollWidth, ...[...document.querySelectorAll("body *")]
        .filter(node => node.getBoundingClientRect().right > innerWidth)
        .map(node => node.tagName + "." + node.getAttribute("class")).slice(0, 12)]"""
_SOURCE = Axe().axe_script
# What fades in has its own colours only when it stands; what never ends is not waited for.
STANDS = """() => Promise.all(document.getAnimations()
  .filter(moves => moves.effect.getComputedTiming().endTime < 10000)
  .map(moves => moves.finished.catch(() => null)))"""


def sign_in(page: Page, email: str, *, next: str = "/desk/") -> None:
    """Through the form, as a person does it; the page stands at `next` afterwards."""
    page.goto(f"/accounts/login/?next={next}")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path == urlsplit(next).path)


def axe_clean(page: Page, *, schemes: tuple[str, ...] = SCHEMES) -> None:
    """axe finds nothing, in light and in dark; the message names rule, place and what it says."""
    found = []
    for number, scheme in enumerate(schemes if LOOKS else ()):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(STANDS)
        for violation in violations(page, **(OF_COLOURS if number else {})):
            for node in violation["nodes"]:
                found.append(
                    f"{scheme} {violation['id']}: {node['target']}: {node['failureSummary']} {node['html'][:160]}"
                )
    page.emulate_media(color_scheme=None, reduced_motion="reduce")
    assert not found, f"{page.url}\n" + "\n".join(found)


def violations(page: Page, **options: Any) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands (github.com/dequelabs/axe-core, API.md)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SOURCE)
    found: list[dict[str, Any]] = page.evaluate(_RUN, options)
    return found


def screenshot(page: Page, name: str) -> None:
    """Pictures for people to look at: screenshots/<name>-<width>-<scheme>.png, three widths, light and dark."""
    if not TAKES_PICTURES:
        return
    PICTURES.mkdir(exist_ok=True)
    before = page.viewport_size
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme=None, reduced_motion="reduce")
    if before:
        page.set_viewport_size(before)


def fits(page: Page, *, width: int = 320) -> None:
    """Nothing is cut off to the side on the smallest screen (WCAG 1.4.10)."""
    if not LOOKS:
        return
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 640})
    not_wide(page)
    if before:
        page.set_viewport_size(before)


def not_wide(page: Page) -> None:
    """Nothing stands beyond the right edge, once the page is laid out with its pictures and fonts."""
    for _ in range(SETTLES):
        if not (wide := page.evaluate(WIDE)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} is wider than its screen: {wide}")


def tab_to(page: Page, selector: str, *, steps: int = 80) -> None:
    """Walk there with the Tab key alone; fails if the keyboard does not reach it."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        if page.evaluate(
            "selector => { let at = document.activeElement;"
            " while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;"
            " return !!at && at.matches(selector); }",
            selector,
        ):
            return
    raise AssertionError(f"{page.url}: the Tab key does not reach {selector}")


def says(page: Page, text: str) -> None:
    """The text can be seen somewhere on the page."""
    expect(page.get_by_text(text).first).to_be_visible()
