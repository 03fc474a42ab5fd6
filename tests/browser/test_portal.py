"""Customers write, read and answer: without script, by keyboard alone, on every width, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import WIDTHS, axe_clean, not_wide
from tests.site_server import PASSWORD, Site

YUKI = "customer@hoshi.example"


def no_overflow(page: Page) -> None:
    for width, height in (*WIDTHS.items(), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        not_wide(page)
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize(
    "path",
    ["/", "/contact", "/contact?topic=security", "/contact?topic=deposits_withdrawals", "/sign-in", "/sign-in/damaged",
     "/accounts/login/", "/accounts/password/reset/"],
)  # fmt: skip
def test_pages_for_everyone(page: Page, path: str) -> None:
    page.goto(path)
    axe_clean(page)
    no_overflow(page)


def test_pages_for_yuki(page: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page, YUKI, next="/requests")
    for path in ("/requests", str(page.locator(".row-link").first.get_attribute("href")), "/profile"):
        page.goto(path)
        axe_clean(page)
        no_overflow(page)


def test_pages_for_an_agent_who_signs_in(page: Page, signed_in: Callable[..., Page]) -> None:
    signed_in(page, "agent@hoshi.example", next="/accounts/2fa/")
    for path in ("", "totp/activate/", "webauthn/add/", "webauthn/"):
        page.goto(f"/accounts/2fa/{path}")
        axe_clean(page)
        no_overflow(page)


def test_without_script_a_question_finds_its_way(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("My deposit is missing")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("main").get_by_role("link", name="Write to us").click()
    page.get_by_role("link", name="Deposits and withdrawals").click()
    expect(page.get_by_label("What is it about, in a few words?")).to_have_value("My deposit is missing")
    page.get_by_label("Your e-mail address").fill("kim")
    page.get_by_label("Asset").fill("BTC")
    page.wait_for_timeout(2_100)  # a form that comes back at once is a program's
    page.get_by_role("button", name="Send", exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("2 things to mend first")
    summary.get_by_role("link", name="Write what happened").click()
    assert page.url.endswith("#id_text")
    page.get_by_label("What happened?").fill("I sent it yesterday.")
    page.get_by_label("Your e-mail address").fill("kim@example.com")
    expect(page.get_by_label("Asset")).to_have_value("BTC")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your message has arrived")
    expect(page.locator(".address b")).to_have_text(re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$"))


def test_a_draft_outlives_a_reload_and_a_refused_file_loses_nothing(page: Page) -> None:
    page.goto("/contact?topic=account")
    page.get_by_label("What happened?").fill("The code never comes.")
    page.reload()
    expect(page.get_by_label("What happened?")).to_have_value("The code never comes.")
    page.get_by_label("Your e-mail address").fill("kim@example.com")
    files = page.locator("input[type=file]")
    files.set_input_files({"name": "help.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + b"\0" * 90})
    expect(page.get_by_role("list", name="Chosen files")).to_contain_text("help.pdf")
    page.wait_for_timeout(2_100)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("#id_attachments_error")).to_contain_text("is a program")
    expect(page.get_by_label("What happened?")).to_have_value("The code never comes.")
    axe_clean(page, schemes=("light",))
    files.set_input_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"error 17"})
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your message has arrived")
    page.wait_for_load_state("load")  # the page that says so also forgets the draft
    page.goto("/contact?topic=account")
    expect(page.get_by_label("What happened?")).to_have_value("")


def test_yuki_answers_closes_and_reopens_by_keyboard_alone(
    page: Page, signed_in: Callable[..., Page]
) -> None:
    signed_in(page, YUKI, next="/requests")

    def press_until(name: str, role: str = "button") -> None:
        wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
        for _ in range(60):
            page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{name} cannot be reached by keyboard")

    link = page.locator(".row-link").first
    press_until(link.inner_text(), "link")
    page.keyboard.press("Enter")
    press_until("Your message", "textbox")
    page.keyboard.type("ありがとうございます。")
    press_until("Send")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble").last).to_contain_text("ありがとうございます。")
    expect(page.get_by_label("Your message")).to_have_value("")
    press_until("It is solved")
    page.keyboard.press("Enter")
    press_until("It is not solved")
    page.keyboard.press("Enter")
    expect(page.locator(".page-head .badge")).to_have_text("A person is looking")


def test_an_agent_adds_a_passkey_and_comes_in_with_it(
    new_page: Callable[..., Page], watch: Any, site: Site
) -> None:
    """A passkey is bound to a name, never to a bare address: hence localhost."""
    watch.allowed.append("http://localhost")
    page = new_page()
    home = site.url
    local = home.replace("127.0.0.1", "localhost")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": key | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{local}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.locator("input[name=login]").fill("otto@hoshi.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/webauthn/add/")
    page.locator("input[name=passwordless]").check()
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    page.goto(f"{local}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/**")
