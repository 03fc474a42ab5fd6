"""Whole ways through the product without touching a mouse."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.helpers import tab_to
from tests.browser.keyboard import Keys
from tests.site_server import PASSWORD

# Out of the field, back and "/", all before the moment has passed after which a field that was left closes its list.
COMES_BACK = """async () => {
  const field = document.getElementById("composer-text");
  field.focus(); field.blur(); field.focus();
  field.value = "/";
  field.setSelectionRange(1, 1);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => setTimeout(done, 200));
  return document.querySelector("#canned-list [role=option]")?.checkVisibility() ?? false;
}"""


def come_in(page: Page, email: str, next: str) -> Keys:
    """Through the sign-in form, with Tab and Enter."""
    keys = Keys(page)
    page.goto(f"/accounts/login/?next={next}")
    keys.to("input[name=login]")
    keys.types(email)
    keys.to("input[name=password]")
    keys.types(PASSWORD)
    keys("Enter", loads=True)
    page.wait_for_url(lambda url: urlsplit(url).path in (next, "/accounts/2fa/authenticate/"))
    return keys


def test_ada_works_a_conversation_from_end_to_end(page: Page) -> None:
    keys = come_in(page, "agent@hoshi.example", "/desk/all")
    keys("g", "u", loads=True)
    page.wait_for_url("**/desk/unassigned")
    keys("j")
    expect(page.locator("#composer-text")).to_be_visible()
    reference = page.locator("#conversation").get_attribute("data-ref")
    row = page.locator(f"#r-{reference}")
    expect(row).to_have_attribute("aria-current", "true")

    keys("r")
    keys.types("Thank you. We are looking into it.")
    keys("Control+Enter")
    expect(page.locator("#thread .bubble[data-kind=agent]").last).to_contain_text("We are looking into it.")
    keys("Escape", "n")
    keys.types("Asked the wallet team.")
    keys("Control+Enter")
    expect(page.locator("#thread .bubble[data-kind=note]").last).to_contain_text("Asked the wallet team.")
    keys("Escape", "r", "/")
    expect(page.locator("#canned-list [role=option]").first).to_be_visible()
    keys("ArrowDown", "Enter")
    expect(page.locator("#composer-text")).not_to_have_value("")
    assert page.evaluate(COMES_BACK), "the list stays for who left the field for a moment"
    keys("Control+a", "Delete", "Escape")

    keys("a")
    expect(page.locator("#assign-menu :focus")).to_be_visible()
    keys("ArrowDown", "Enter")
    expect(page.locator("#head")).to_have_attribute("data-assignee", "")
    keys("Shift+A")
    expect(page.locator("#head")).not_to_have_attribute("data-assignee", "")
    keys("l")
    expect(page.locator("#tags-field")).to_be_focused()
    keys.types("wallet")
    keys("Enter")
    expect(page.locator(".head-tags")).to_contain_text("wallet")
    keys("b")
    tab_to(page, "[data-snooze=tomorrow]")
    keys("Enter")
    expect(page.locator("#head")).to_have_attribute("data-status", "snoozed")
    keys("e")
    expect(page.locator("#head")).to_have_attribute("data-status", "resolved")
    keys("z")
    expect(page.locator("#head")).not_to_have_attribute("data-status", "resolved")

    keys("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    keys.types("snooze")
    expect(page.locator("[data-shortcut]:visible").last).to_contain_text("Snooze")
    keys("Escape", "Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    keys("F6", "F6", "F6")
    keys("u")
    expect(page.locator("#composer-text")).to_have_count(0)
    keys("Control+k")
    keys.types("Go to all")
    keys("Enter", loads=True)
    page.wait_for_url("**/desk/all")
    keys("/")
    keys.types(str(reference))
    keys("Enter", loads=True)
    page.wait_for_url("**/desk/search?*")
    expect(row).to_be_visible()


def test_ada_ticks_rows_and_changes_them_together(page: Page) -> None:
    keys = come_in(page, "agent@hoshi.example", "/desk/all")
    keys.to(".row-link")
    keys("x", "Shift+ArrowDown", "Shift+ArrowDown")
    expect(page.locator(".row-check:checked")).to_have_count(3)
    expect(page.locator("[data-chosen-said]")).to_have_text("3 conversations are chosen")
    chosen = page.locator(".row:has(.row-check:checked)").evaluate_all("rows => rows.map(row => row.id)")
    keys("p")
    expect(page.locator("#bulk-priority :focus")).to_be_visible()
    keys("ArrowDown", "Enter")
    expect(page.locator(".toast")).to_contain_text("changed")
    expect(page.locator("#bulk")).to_be_hidden()
    for id in chosen:
        expect(page.locator(f"#{id}")).to_have_attribute("data-priority", "2")
    keys("*", "a")
    expect(page.locator("#bulk")).to_be_visible()
    keys("Escape", "Escape")  # the first one takes the preview of the row away, if it has come by now
    expect(page.locator(".row-check:checked")).to_have_count(0)
    keys("f")
    expect(page.locator("#filter-sort")).to_be_focused()
    keys.to("#filter-priority")
    keys("ArrowDown", "ArrowDown")  # High
    keys.to("#filter .button[data-kind=primary]")
    keys("Enter", loads=True)
    page.wait_for_url("**/desk/all?priority=2")
    ids = page.locator("#rows .row").evaluate_all("rows => rows.map(row => row.id)")
    assert set(chosen) <= set(ids)
    keys.to("#filter-clear button")
    keys("Enter", loads=True)
    page.wait_for_url(re.compile("/desk/all$"))


def test_a_visitor_chats(page: Page) -> None:
    keys = Keys(page)
    page.goto("/demo-shop/")
    chat = page.locator("madoguchi-chat")
    expect(chat.locator("button").first).to_be_visible()
    keys.to("madoguchi-chat button, button")
    for _ in range(20):
        if page.evaluate("document.activeElement.localName") == "madoguchi-chat":
            break
        keys("Tab")
    keys("Enter")
    expect(chat.locator(".page button.primary")).to_be_visible()
    keys.to(".page button.primary")
    keys("Enter")
    expect(chat.locator("form textarea")).to_be_visible()
    keys.to("form textarea")
    keys.types("Hello, my withdrawal has been pending since yesterday.")
    keys.to("form button.primary")
    keys("Enter")
    expect(chat.get_by_role("log").get_by_text("pending since yesterday")).to_be_visible()
    keys.to("form.composer textarea")
    keys.types("One more thing.")
    keys("Enter")
    expect(chat.get_by_role("log").get_by_text("One more thing.")).to_be_visible()
    keys("Shift+Tab")
    with page.expect_file_chooser() as chooser:
        keys("Enter")
    chooser.value.set_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"error 17"})
    expect(chat.get_by_text("note.txt")).to_be_visible()
    keys.to("form.composer button.primary")
    keys("Enter")
    expect(chat.get_by_role("log").get_by_text("note.txt")).to_be_visible()
    keys("Escape")
    expect(chat.get_by_role("log")).to_be_hidden()
    assert page.evaluate("document.activeElement.localName") == "madoguchi-chat"


def test_vikram_sets_up_his_app_and_signs_in_with_its_code(page: Page) -> None:
    keys = come_in(page, "vip-manager@hoshi.example", "/accounts/2fa/totp/activate/")
    secret = str(page.locator("[data-copy]").get_attribute("data-copy"))
    keys.to("input[name=code]")
    keys.types(code(secret))
    keys("Enter", loads=True)
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    keys = come_in(page, "vip-manager@hoshi.example", "/desk/all")
    keys.to("input[name=code]")
    keys.types(code(secret, later=1))  # one that was not used yet
    keys("Enter", loads=True)
    page.wait_for_url(lambda url: urlsplit(url).path == "/desk/all")


def test_yuki_changes_her_profile(page: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page, "customer@hoshi.example", next="/profile")
    keys = Keys(page)
    keys.to("input[name=name]")
    keys("Control+a")
    keys.types("Yuki T.")
    keys.to("input[name=receipts]")
    keys("Space", "Space")
    keys.to("form .button[data-kind=primary]")
    keys("Enter", loads=True)
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator("input[name=name]")).to_have_value("Yuki T.")
    keys.to("input[name=name]")
    keys("Control+a")
    keys.types("Yuki Tanaka")
    keys("Enter", loads=True)


def code(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows (RFC 6238), `later` periods from now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + later), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
