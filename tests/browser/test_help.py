"""Readers find, read and vote by keyboard and without script; authors write in the editor under the strict policy."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import axe_clean, tab_to
from tests.browser.test_portal import no_overflow
from tests.patience import until
from tests.site_server import Site

YUKI = "customer@hoshi.example"
LONG = "bank-deposit"


def _address(site: Site, key: str, language: str) -> str:
    name = key if language == "en" else f"{key}.{language}"
    [(slug,)] = site.rows("SELECT slug FROM helpcenter_article WHERE key = ?", [name])
    return f"/help/{language}/articles/{slug}"


def test_yuki_types_sees_results_and_opens_one_with_the_arrows(page: Page, site: Site) -> None:
    page.goto("/help/ja/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("出金")
    offered = page.locator("#instant a")
    expect(offered.first).to_be_visible()
    expect(offered.first).to_contain_text("出金")
    axe_clean(page)
    field.press("ArrowDown")
    expect(offered.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(offered.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#instant")).to_be_hidden()
    field.press_sequentially("が")
    expect(offered.first).to_be_visible()
    field.press("ArrowDown")
    title = offered.first.locator("span").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    # Escape has emptied the field, as it does in browsers.
    counted = "SELECT searches, without_result FROM helpcenter_searchday WHERE words = ? AND clicks > 0"
    until(lambda: site.rows(counted, ["が"]) == [(1, 0)], why="what is picked while typing is a search")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/help/ja/search\?q="))
    page.reload()
    expect(page.locator(".help-hit a").first).to_be_visible()
    assert site.rows(counted, ["が"]) == [(1, 0)], "going back is no new search"


def test_the_guide_goes_step_by_step_back_and_to_a_person(page: Page, site: Site) -> None:
    page.goto(_address(site, "account-hacked", "en"))
    asked = page.locator("[data-node]:visible .help-part")
    expect(asked).to_have_text("Can you still sign in or open hoshi.example/freeze?")
    tab_to(page, "[data-leads=moved]")
    page.keyboard.press("Enter")
    expect(asked).to_have_text("Has money left your account?")
    expect(asked).to_be_focused()
    tab_to(page, "[data-leads=completed]")
    page.keyboard.press("Enter")
    expect(asked).to_have_text("The withdrawal is already on the blockchain")
    page.go_back()
    expect(asked).to_have_text("Has money left your account?")
    axe_clean(page)
    tab_to(page, "[data-leads=pending]")
    page.keyboard.press("Enter")
    expect(asked).to_have_text("The withdrawal may still be stopped")
    tab_to(page, "[data-carry]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/contact\?.*path="))
    said = page.get_by_label("What happened?")
    expect(said).to_have_value(re.compile("Has money left your account.*Yes, it shows as pending"))
    assert "completed" not in said.input_value(), "the way that was taken back is forgotten"


@pytest.mark.parametrize("script", [True, False])
def test_a_vote_with_a_reason(new_page: Callable[..., Page], site: Site, script: bool) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(_address(site, "deposit-crypto", "en"))
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("My question is not answered").check()
    words = f"How long? {uuid.uuid4().hex[:6]}"
    page.locator("textarea[name=words]").fill(words)
    if script:
        axe_clean(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#feedback")).to_contain_text("Thank you")
    told = site.rows("SELECT reason, helped FROM helpcenter_feedback WHERE words = ?", [words])
    assert [(reason, bool(helped)) for reason, helped in told] == [("missing", False)]


def test_without_script_everything_can_be_read(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/help/en/")
    page.get_by_role("searchbox").fill("withdrawal pending")
    page.get_by_role("button", name="Search").click()
    page.locator(".help-hit a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("withdraw", re.IGNORECASE))
    page.goto(_address(site, "account-hacked", "en"))
    assert page.locator("[data-node]:visible").count() == 6, (
        "every question and outcome stands below the other"
    )
    page.get_by_role("link", name="No", exact=True).first.click()
    assert page.url.endswith("#q-cannot-freeze")
    page.locator("#q-cannot-freeze").get_by_role("link", name="Write to us").click()
    expect(page.get_by_label("What happened?")).to_be_visible()


@pytest.mark.parametrize("language", ["ja", "ru"])
def test_pages_are_clean_and_fit(page: Page, site: Site, language: str) -> None:
    word = {"ja": "出金", "ru": "вывод"}[language]
    paths = [
        f"/help/{language}/",
        f"/help/{language}/deposits-and-withdrawals",
        f"/help/{language}/search?q={word}",
        f"/help/{language}/search?q=zzzzqqq",
        *(_address(site, key, language) for key in (LONG, "deposit-not-arrived", "order-types")),
    ]
    for path in paths:
        page.goto(path)
        axe_clean(page)
        no_overflow(page)


def test_a_lead_writes_and_publishes_and_a_customer_finds_it(
    page: Page, new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    word = f"Zephyr{uuid.uuid4().hex[:6]}"
    signed_in(page, "lead@hoshi.example", next="/editor/")
    page.goto("/editor/snippets/helpcenter/article/add/")
    _write(page, f"{word} staking")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("published.").first).to_be_visible()
    reader = new_page()
    reader.goto(f"/help/en/search?q={word}")
    reader.locator(".help-hit a").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"{word} staking")


def test_an_author_cannot_publish(
    page: Page, new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    word = f"Draft{uuid.uuid4().hex[:6]}"
    signed_in(page, "agent@hoshi.example", next="/editor/")
    page.goto("/editor/snippets/helpcenter/article/add/")
    _write(page, f"{word} notes")
    assert page.locator("[name=action-publish]").count() == 0
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("created.").first).to_be_visible()
    reader = new_page()
    reader.goto(f"/help/en/search?q={word}")
    expect(reader.locator(".empty")).to_be_visible()


@pytest.mark.parametrize("who", ["", YUKI])
def test_nobody_else_gets_into_the_editor(page: Page, signed_in: Callable[..., Page], who: str) -> None:
    if who:
        signed_in(page, who, next="/requests")
    for path in ("/editor/", "/editor/snippets/helpcenter/article/", "/editor/images/"):
        answer = page.goto(path)
        assert answer
        assert answer.status == 403 or "/editor/" not in page.url.split("?")[0]
        assert page.locator(".sidebar, #wagtail-sidebar").count() == 0


def _write(page: Page, title: str) -> None:
    page.locator("[name=title]").fill(title)
    page.get_by_role("tab", name="Place and readers").click()
    for name in ("brand", "category"):
        page.locator(f"select[name={name}]").select_option(index=1)
