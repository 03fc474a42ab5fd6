"""Lena keeps the help centre true in her browser; every list is clean, fits, and is walked by keyboard."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import axe_clean, fits, screenshot, tab_to
from tests.site_client import Person
from tests.site_server import Site

LENA = "lead@hoshi.example"
MARKUP = "<xqwj onfocusin=vbkpd()>"
PAGES = {
    "todo": "/editor/todo/",
    "stale": "/editor/todo/stale/?state=never",
    "unhelpful": "/editor/todo/unhelpful/",
    "searched": "/editor/todo/searched/",
    "pictures": "/editor/todo/pictures/",
    "translations": "/editor/translations/",
    "translations-ja": "/editor/translations/ja/",
    "synonyms": "/editor/synonyms/en/?q=withdraw",
    "machine-drafts": "/editor/machine-drafts/1/",
}


@pytest.fixture(scope="module")
def site(_new_site: Callable[..., Site]) -> Iterator[Site]:
    """What was found only by its meaning is missing as well, so that it is the same whether or not models are there."""
    site = _new_site(MADOGUCHI_HELP_SEARCHES_UNCLICKED="1").start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def busy(site: Site) -> Site:
    """Readers have searched in vain and said what did not help."""
    reader = Person(site)
    for words in ("zgrubl fnordik", "税金 レポート", MARKUP):
        found = reader.get("/help/en/search", params={"q": words})
        assert found.status_code == 200, f"{words}: {found.status_code} {found.text[:3000]}"
    slug = _slug(site, "deposit-crypto")
    reader.post(f"/help/en/articles/{slug}/feedback", data={"helped": "yes"})
    no = reader.post(f"/help/en/articles/{slug}/feedback", data={"helped": "no"})
    token = re.search(r'name="token" value="([^"]+)"', no.text)
    assert token, f"{no.status_code} {no.text[:3000]}"
    said = {"token": token[1], "reason": "missing", "words": f"How many confirmations? {MARKUP}"}
    reader.post(f"/help/en/articles/{slug}/feedback", data=said)
    return site


def _slug(site: Site, key: str) -> str:
    [(slug,)] = site.rows("SELECT slug FROM helpcenter_article WHERE key = ?", [key])
    return str(slug)


@pytest.mark.parametrize("name", PAGES)
def test_every_list_is_clean_and_fits(
    page: Page, busy: Site, signed_in: Callable[..., Page], name: str
) -> None:
    signed_in(page, LENA, next=PAGES[name])
    axe_clean(page)
    fits(page)
    screenshot(page, f"editor-{name}")


def test_she_reads_what_did_not_help_and_handles_it(
    page: Page, busy: Site, signed_in: Callable[..., Page]
) -> None:
    signed_in(page, LENA, next="/editor/todo/unhelpful/")
    page.locator(".hc-name").first.click()
    expect(page.locator(".hc-words").first).to_contain_text(MARKUP)
    axe_clean(page)
    screenshot(page, "editor-unhelpful-article")
    page.get_by_role("button", name=re.compile("handled$")).first.click()
    expect(page.locator("[data-seen]").first).to_contain_text("handled by")


def test_write_it_opens_an_article_with_the_words(
    page: Page, busy: Site, signed_in: Callable[..., Page]
) -> None:
    signed_in(page, LENA, next="/editor/todo/searched/")
    row = page.locator("tr", has_text=MARKUP)
    expect(row).to_have_count(1)
    row.get_by_role("button", name="Dismiss").click()
    expect(page.locator("tr", has_text=MARKUP)).to_have_count(0)
    page.locator("tr", has_text="zgrubl fnordik").get_by_role("link", name="Write it").click()
    expect(page.locator("[name=title]")).to_have_value("zgrubl fnordik")


def test_verified_today_by_keyboard(page: Page, busy: Site, signed_in: Callable[..., Page]) -> None:
    signed_in(page, LENA, next="/editor/todo/stale/?state=never")
    before = page.locator("tbody tr").count()
    assert before
    title = page.locator("tbody .hc-name").first.inner_text()
    tab_to(page, "tbody tr:first-child button", steps=200)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"“{title}” is verified.").first).to_be_visible()
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(0)


def test_a_translation_is_begun_beside_its_source(
    page: Page, busy: Site, signed_in: Callable[..., Page]
) -> None:
    word = f"Quill{uuid.uuid4().hex[:6]}"
    signed_in(page, LENA, next="/editor/snippets/helpcenter/article/add/")
    page.locator("[name=title]").fill(f"{word} fees")
    page.get_by_role("tab", name="Place and readers").click()
    for name in ("brand", "category"):
        page.locator(f"select[name={name}]").select_option(index=1)
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("published.").first).to_be_visible()
    page.goto("/editor/translations/")
    page.locator("[data-language=ru] .hc-name").click()
    page.goto(f"{page.url}?state=missing")
    while page.locator("tr", has_text=word).count() == 0:
        page.get_by_role("link", name="Next").click()
    page.locator("tr", has_text=word).get_by_role("button", name="Translate").click()
    expect(page.locator("[name=title]")).to_have_value(f"{word} fees")
    page.get_by_role("button", name="Toggle the source").click()
    expect(page.locator(".hc-source h3")).to_have_text(f"{word} fees")
    screenshot(page, "editor-translate")
    page.get_by_role("button", name="Toggle how it is kept true").click()
    expect(page.locator(".hc-side").first).to_contain_text("Owner")
    page.goto("/editor/translations/ru/?state=draft")
    expect(page.locator("tr", has_text=word)).to_have_count(1)


def test_countries_and_words_are_typed_as_she_knows_them(
    page: Page, site: Site, signed_in: Callable[..., Page]
) -> None:
    title = f"Quill{uuid.uuid4().hex[:6]}"
    signed_in(page, LENA, next="/editor/snippets/helpcenter/article/add/")
    page.locator("[name=title]").fill(title)
    page.get_by_role("tab", name="Place and readers").click()
    page.locator("select[name=brand]").select_option(index=1)
    page.locator("select[name=category]").select_option(label="Trading › Orders")
    page.get_by_label("Countries").fill("brazil, Jappan")
    page.get_by_label("Further words that people search for").fill("cash out, 出金")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("tab", name="Place and readers").click()
    expect(page.get_by_text("“Jappan” is no country. Did you mean Japan?")).to_be_visible()
    screenshot(page, "editor-countries")
    page.get_by_label("Countries").fill("brazil, JP")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text(f"'{title}'").first).to_be_visible()
    page.reload()
    page.get_by_role("tab", name="Place and readers").click()
    expect(page.get_by_label("Countries")).to_have_value("Brazil, Japan")
    expect(page.get_by_label("Further words that people search for")).to_have_value("cash out, 出金")


def test_the_home_page_says_what_there_is_to_do(
    page: Page, busy: Site, signed_in: Callable[..., Page]
) -> None:
    signed_in(page, LENA, next="/editor/")
    lists = page.locator(".hc-list")
    expect(lists).to_have_count(5)
    expect(lists.filter(has_text="Translations")).to_be_visible()
    screenshot(page, "editor-home")
    lists.filter(has_text="Searched for and missing").get_by_role("link").first.click()
    page.wait_for_url("**/editor/todo/searched/")
