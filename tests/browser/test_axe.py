"""Every page as its reader sees it: nothing for axe to find in light and dark, nothing cut off on a small screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.helpers import axe_clean, fits, screenshot
from tests.site_server import Site

ANYBODY = {
    "home": "/",
    "contact": "/contact",
    "contact-form": "/contact?topic=account",
    "contact-warning": "/contact?topic=security",
    "is-this-us": "/is-this-us",
    "customer-sign-in": "/sign-in",
    "agent-sign-in": "/accounts/login/",
    "password-reset": "/accounts/password/reset/",
    "error-404": "/no-such-page",
    "style": "/style",
}
CUSTOMER = {"requests": "/requests", "profile": "/profile"}
VIEWS = ("mine", "unassigned", "team", "all", "snoozed", "closed", "spam")


@pytest.mark.parametrize("name", ANYBODY)
def test_pages_for_anybody(page: Page, name: str):
    page.goto(ANYBODY[name])
    look(page, name)


@pytest.mark.parametrize("name", CUSTOMER)
def test_pages_of_a_customer(page: Page, signed_in: Callable[..., Page], name: str):
    signed_in(page, "customer@hoshi.example", next=CUSTOMER[name])
    look(page, name)


def test_a_customers_request(page: Page, signed_in: Callable[..., Page], site: Site):
    signed_in(page, "customer@hoshi.example", next="/requests")
    references = page.locator("a[href^='/requests/']")
    if references.count() == 0:
        pytest.fail("the demo's customer has no request to look at")
    references.first.click()
    page.wait_for_url("**/requests/*")
    look(page, "request")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_desk(page: Page, signed_in: Callable[..., Page], view: str):
    signed_in(page, "lead@hoshi.example", next=f"/desk/{view}")
    look(page, f"desk-{view}")


def test_every_open_conversation_of_the_desk(page: Page, signed_in: Callable[..., Page], site: Site):
    signed_in(page, "lead@hoshi.example", next="/desk/all")
    statuses = site.rows("SELECT status, min(reference) FROM inbox_conversation GROUP BY status")
    assert len(statuses) > 3
    for status, reference in statuses:
        page.goto(f"/desk/all/{reference}")
        look(page, f"desk-conversation-{status}")


@pytest.mark.parametrize(
    "path", ["/desk/search?q=withdrawal", "/desk/search?q=nothing-like-it", "/desk/health"]
)
def test_search_and_health_of_the_desk(page: Page, signed_in: Callable[..., Page], path: str):
    signed_in(page, "admin@hoshi.example", next="/desk/all")
    page.goto(path)
    look(page, "desk-" + path.rsplit("/", 1)[1].replace("?q=", "-"))


@pytest.mark.parametrize("language", ["ja", "ru"])
def test_other_languages_fit_as_well(new_page: Callable[..., Page], language: str):
    page = new_page(locale=language)
    for name in ("home", "contact-form", "agent-sign-in"):
        page.goto(ANYBODY[name])
        assert page.locator("html").get_attribute("lang") == language
        look(page, f"{name}-{language}")


def look(page: Page, name: str) -> None:
    page.wait_for_load_state("load")
    # The page of all components also shows what a heading looks like.
    assert page.locator("h1").count() == 1 or page.url.endswith("/style"), (
        f"{page.url}: a page has one heading of the first level"
    )
    axe_clean(page)
    fits(page)
    screenshot(page, name)
