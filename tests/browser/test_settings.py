"""Every page of the settings: nothing for axe to find, nothing cut off, and all of it works without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import axe_clean, fits, screenshot, tab_to
from tests.site_server import Site

HANA = "admin@hoshi.example"
PAGES = (
    "company", "hours", "hours/new", "agents", "agents/invite", "teams", "teams/new", "roles", "roles/new", "inboxes",
    "inboxes/web-form", "inboxes/email", "inboxes/chat", "inboxes/chat-keys", "canned", "canned/new", "official", "rules",
    "rules/new", "audit",
)  # fmt: skip
ONE = {
    "hours": "SELECT min(id) FROM company_calendar",
    "teams": "SELECT min(id) FROM people_team",
    "roles": "SELECT max(id) FROM people_role",
    "canned": "SELECT min(id) FROM inbox_cannedreply",
    "rules": "SELECT min(id) FROM routing_rule",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page(page: Page, signed_in: Callable[..., Page], path: str) -> None:
    signed_in(page, HANA, next=f"/desk/settings/{path}")
    look(page, path.replace("/", "-"))


@pytest.mark.parametrize("name", ONE)
def test_a_page_of_one(page: Page, signed_in: Callable[..., Page], site: Site, name: str) -> None:
    signed_in(page, HANA, next=f"/desk/settings/{name}/{site.rows(ONE[name])[0][0]}")
    look(page, f"{name}-one")


@pytest.mark.parametrize("name", ["Ada", "Contact form", "Support mail", "Website chat"])
def test_a_page_behind_a_link(page: Page, signed_in: Callable[..., Page], name: str) -> None:
    signed_in(page, HANA, next="/desk/settings/agents" if name == "Ada" else "/desk/settings/inboxes")
    page.locator(".settings-main").get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    look(page, name.lower().replace(" ", "-"))


@pytest.mark.parametrize("path", ["canned/new", "rules/new"])
def test_a_form_that_comes_back(page: Page, signed_in: Callable[..., Page], path: str) -> None:
    signed_in(page, HANA, next=f"/desk/settings/{path}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".field-error").first).to_be_visible()
    look(page, f"{path.replace('/', '-')}-refused")


def test_a_rule_that_was_tried(page: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page, HANA, next="/desk/settings/rules")
    page.locator("textarea[name=text]").fill("My account was stolen")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("status").filter(has_text="No rule fits")).to_be_visible()
    look(page, "rules-tried")


def test_without_script(new_page: Callable[..., Page], signed_in: Callable[..., Page]) -> None:
    page = signed_in(new_page(java_script_enabled=False), HANA, next="/desk/settings/")
    page.get_by_role("link", name="Teams").click()
    page.get_by_role("link", name="New team").click()
    page.get_by_label("Name", exact=True).fill("Night desk")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Night desk").click()
    page.get_by_text("Delete this team").first.click()
    page.get_by_role("button", name="Delete this team").click()
    expect(page.get_by_text("The team is deleted.")).to_be_visible()
    page.get_by_role("link", name="Inboxes").click()
    page.get_by_role("link", name="E-mail", exact=False).last.click()
    server = page.get_by_label("Server", exact=True).first
    expect(server).to_be_visible()
    page.get_by_label("Our mail server hands it over (LMTP)").check()
    expect(server).to_be_hidden()


def test_with_the_keyboard_alone(page: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page, HANA, next="/desk/settings/rules")
    tab_to(page, "select[name=inbox]")
    tab_to(page, "textarea[name=text]")
    page.keyboard.type("My account was stolen")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="No rule fits")).to_be_visible()


def look(page: Page, name: str) -> None:
    page.wait_for_load_state("load")
    assert page.locator("h1").count() == 1
    axe_clean(page)
    fits(page)
    screenshot(page, f"settings-{name}")
