"""A Japanese visitor on the exchange's page and an agent at the desk, each in a browser of their own, live."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

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


def test_what_is_sent_while_a_file_is_on_its_way_waits_for_the_file(new_page: Callable[..., Page]) -> None:
    held: list[Route] = []
    page = new_page()
    page.goto("/demo-shop/")
    chat = page.locator("madoguchi-chat")
    chat.locator("button").first.click()
    chat.locator(".page button.primary").click()
    chat.locator("textarea").fill("My withdrawal is pending.")
    chat.locator("form button.primary").click()
    log = chat.get_by_role("log")
    expect(log.get_by_text("My withdrawal is pending.")).to_be_visible()

    page.route("**/chat/files", lambda route: held.append(route))
    with page.expect_file_chooser() as chooser:
        chat.get_by_role("button", name="Attach").click()
    chooser.value.set_files({"name": "receipt.txt", "mimeType": "text/plain", "buffer": b"error 17"})
    expect(chat.get_by_role("progressbar")).to_be_visible()
    field = chat.locator("form.composer textarea")
    field.fill("Here is my receipt.")
    field.press("Enter")
    field.press("Enter")
    expect(field).to_have_value("Here is my receipt.")
    expect(log.get_by_text("Here is my receipt.")).to_have_count(0)
    _held(page, held, 1).continue_()
    expect(log.get_by_text("receipt.txt")).to_have_count(1)
    expect(log.get_by_text("Here is my receipt.")).to_have_count(1)
    expect(field).to_have_value("")

    # One that fails is said, and nothing goes out without it: the visitor decides.
    with page.expect_file_chooser() as chooser:
        chat.get_by_role("button", name="Attach").click()
    chooser.value.set_files({"name": "second.txt", "mimeType": "text/plain", "buffer": b"error 18"})
    field.fill("And another.")
    field.press("Enter")
    expect(chat.get_by_role("progressbar")).to_be_visible()
    _held(page, held, 2).abort()
    expect(chat.locator(".tray").get_by_role("alert")).not_to_be_empty()
    expect(field).to_have_value("And another.")
    field.press("Enter")
    expect(log.get_by_text("And another.")).to_have_count(1)
    expect(log.get_by_text("second.txt")).to_have_count(0)


def _held(page: Page, held: list[Route], number: int) -> Route:
    """The request of this number, once the browser has made it."""
    while len(held) < number:
        page.wait_for_timeout(20)
    return held[number - 1]
