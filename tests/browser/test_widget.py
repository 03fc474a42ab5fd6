"""A Japanese visitor on the exchange's page and an agent at the desk, each in a browser of their own, live."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

ASKED = "出金が保留のままです。いつ処理されますか。"
ANSWERED = "確認いたします。本日15時までにご連絡します。"
AGAIN = "ありがとうございます。待っています。"


def test_yuki_chats_on_the_exchanges_page_while_ada_answers_live(
    new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    yuki = new_page(locale="ja-JP")
    yuki.goto("/demo-shop/")
    chat = yuki.locator("madoguchi-chat")
    chat.locator("button").first.click()
    chat.locator(".page button.primary").click()  # start a conversation: its form
    chat.locator("textarea").fill(ASKED)
    chat.locator("form button.primary").click()
    expect(chat.get_by_role("log").get_by_text(ASKED)).to_be_visible()

    ada = signed_in(new_page(), "agent@hoshi.example", next="/desk/all")
    ada.locator(".row", has_text=ASKED).locator("a.row-link").click()
    ada.locator("#composer-text").fill(ANSWERED)
    ada.locator("[data-send]").click()

    expect(chat.get_by_role("log").get_by_text(ANSWERED)).to_be_visible()
    chat.locator("form.composer textarea").fill(AGAIN)
    chat.locator("form.composer textarea").press("Enter")
    expect(ada.get_by_text(AGAIN).last).to_be_visible()

    yuki.reload()
    chat.locator("button").first.click()
    chat.locator(".page button.primary").click()  # go on with the conversation
    for said in (ASKED, ANSWERED, AGAIN):
        expect(chat.get_by_role("log").get_by_text(said)).to_have_count(1)
