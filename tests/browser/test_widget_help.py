"""Articles in the chat window: Yuki and Kim find them while they type, read them, and go on to a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.helpers import axe_clean
from tests.site_server import Site

STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self' {live}; img-src 'self' blob:;"
    " base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def _opened(page: Page, path: str = "/demo-shop/") -> Locator:
    page.goto(path)
    chat = page.locator("madoguchi-chat")
    chat.locator("button").first.click()
    expect(chat.get_by_role("searchbox")).to_be_visible()
    return chat


def test_yuki_reads_in_the_window_and_asks_a_person_about_what_she_read(
    new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    yuki = new_page(locale="ja-JP")
    chat = _opened(yuki)
    expect(chat.locator(".help .row")).to_have_count(4)
    axe_clean(yuki)
    chat.get_by_role("searchbox").press_sequentially("出金")
    first = chat.locator(".help .row").first
    expect(first).to_contain_text("出金")
    axe_clean(yuki)
    title = first.locator("span span").first.inner_text()
    first.click()
    heading = chat.locator("article h2")
    expect(heading).to_have_text(title)
    expect(heading).to_be_focused()
    expect(chat.locator("article p").nth(1)).to_be_visible()
    axe_clean(yuki)
    chat.locator(".vote button").nth(1).click()
    person = chat.locator(".vote button.primary")
    expect(person).to_be_focused()
    axe_clean(yuki)
    person.click()
    expect(chat.locator("form .note", has_text=title)).to_be_visible()
    chat.locator("form textarea").fill("銀行の名前を間違えました")
    expect(chat.locator("form .found .row").first).to_be_visible()
    axe_clean(yuki)
    chat.locator("form button.primary").click()
    expect(chat.get_by_role("log").get_by_text("銀行の名前を間違えました")).to_be_visible()
    ada = signed_in(new_page(), "agent@hoshi.example", next="/desk/all")
    ada.locator(".row", has_text="銀行の名前を間違えました").locator("a.row-link").click()
    ada.get_by_role("tab", name="Case").click()
    expect(ada.locator("#cp-case").get_by_role("link", name=title)).to_be_visible()


def test_kim_walks_through_a_guide_by_keyboard_on_a_strict_page_without_storage(
    new_page: Callable[..., Page], site: Site
) -> None:
    [(slug,)] = site.rows("SELECT slug FROM helpcenter_article WHERE key = ?", ["account-hacked"])
    [(key,)] = site.rows("SELECT address FROM inbox_inbox WHERE channel = ?", ["website_chat"])
    kim = new_page(viewport={"width": 390, "height": 844})

    def strict(route: Route) -> None:
        live = site.url.replace("http", "ws")
        script = f'<script src="/widget.js" data-inbox="{key}" async></script>'
        page = f'<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>{script}</html>'
        headers = {"Content-Security-Policy": STRICT.format(live=live)}
        route.fulfill(body=page, content_type="text/html", headers=headers)

    kim.route("**/strict-shop", strict)
    kim.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    chat = _opened(kim, "/strict-shop")
    search = chat.get_by_role("searchbox")
    search.focus()
    kim.keyboard.type("somebody is in my account, it was hacked")
    [(title,)] = site.rows("SELECT title FROM helpcenter_article WHERE key = ?", ["account-hacked"])
    hacked = chat.locator(".help .row", has_text=title)
    expect(hacked).to_be_visible()
    for _ in range(8):
        kim.keyboard.press("Tab")
        if hacked.evaluate("node => node.getRootNode().activeElement == node"):
            break
    kim.keyboard.press("Enter")
    asked = chat.locator(".guide h3")
    expect(asked).to_have_text("Can you still sign in or open hoshi.example/freeze?")
    assert (
        chat.locator("a", has_text="help centre").get_attribute("href")
        == f"{site.url}/help/en/articles/{slug}"
    )
    chat.locator(".guide button").nth(0).focus()
    kim.keyboard.press("Enter")
    expect(asked).to_be_focused()
    expect(chat.locator(".guide p.soft").first).to_contain_text("Can you still sign in")
    while not chat.locator(".guide button.primary").count():
        before = asked.inner_text()
        chat.locator(".guide button").first.focus()
        kim.keyboard.press("Enter")
        expect(asked).not_to_have_text(before)
    axe_clean(kim)
    chat.locator(".guide button.primary").focus()
    kim.keyboard.press("Enter")
    expect(chat.locator("form .note", has_text="Can you still sign in")).to_be_visible()
    kim.keyboard.press("Escape")
    expect(chat.locator("form")).to_be_hidden()
    assert kim.evaluate("document.activeElement.localName") == "madoguchi-chat"


def test_without_a_network_the_window_says_so_and_keeps_what_was_read(page: Page) -> None:
    chat = _opened(page)
    row = chat.locator(".help .row").first
    title = row.locator("span span").first.inner_text()
    row.click()
    expect(chat.locator("article h2")).to_have_text(title)
    chat.locator("button.icon").first.click()  # back
    chat.get_by_role("searchbox").fill("deposi")
    expect(chat.locator(".help .row", has_text="deposit").first).to_be_visible()
    page.context.set_offline(True)
    chat.get_by_role("searchbox").fill("deposit")
    expect(chat.get_by_text("The articles cannot be reached just now.")).to_be_visible()
    chat.get_by_role("searchbox").fill("")
    other = chat.locator(".help .row").nth(1)
    other.click()
    expect(chat.locator(".alert")).to_have_text("The articles cannot be reached just now.")
    chat.locator(".help .row").first.click()
    expect(chat.locator("article h2")).to_have_text(title)
    page.context.set_offline(False)


@pytest.mark.parametrize("code", ["en", "zh-hans", "ja", "ko", "es", "ru", "pt"])
def test_every_language_has_its_articles(page: Page, code: str) -> None:
    chat = _opened(page)
    chat.locator(".language select").select_option(code)
    expect(chat.locator(".panel")).to_have_attribute("lang", code)
    chat.locator(".help .row").first.click()
    expect(chat.locator("article h2")).to_be_visible()
    expect(chat.locator("article")).to_have_attribute("lang", {"zh-hans": "zh-Hans"}.get(code, code))
    wide = chat.locator(".page").evaluate("node => node.scrollWidth - node.clientWidth")
    assert wide <= 0


def test_a_comment_on_an_article(page: Page, site: Site) -> None:
    [(slug,)] = site.rows("SELECT slug FROM helpcenter_article WHERE key = ?", ["deposit-crypto"])
    page.goto(f"/help/en/articles/{slug}")
    page.get_by_role("link", name="Write a comment to our support").click()
    axe_clean(page)
    page.get_by_label("Your comment").fill("The tag of XRP is missing here.")
    page.get_by_label("Your e-mail address").fill("kim@mail.example")
    page.wait_for_timeout(2_100)  # MADOGUCHI_FORM_SECONDS: a person takes longer than this
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/contact/sent/**")
