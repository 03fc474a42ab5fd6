"""Lena installs Madoguchi in the evening: from one command to the first answered message, with the browser alone."""

from __future__ import annotations

import email
import email.policy
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests import patience
from tests.browser.helpers import axe_clean, fits, says, screenshot
from tests.site_server import Site, remove

PASSWORD = "a counter with a brass bell"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    """An installation without anything in it, where agents need a second factor."""
    home = tmp_path_factory.mktemp("evening")
    shutil.copy(migrated, home)  # an empty folder takes longer; site/tests/test_setup.py begins with one
    site = Site(home, env={"MADOGUCHI_AGENT_SECOND_FACTOR": "yes", "MADOGUCHI_FORM_SECONDS": "0"})
    site.run("setup")
    yield site.start()
    remove(site)


@pytest.fixture
def person(browser: Browser, empty: Site) -> Iterator[Callable[[], Page]]:
    """Somebody's own browser."""
    contexts = []

    def new() -> Page:
        context = browser.new_context(base_url=empty.url, locale="en", reduced_motion="reduce")
        context.set_default_timeout(patience.MS)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


def test_the_first_evening(empty: Site, person: Callable[[], Page]) -> None:
    lena = person()
    printed = json.loads(empty.run("staff", "owner", "--email", "lena@hoshi.example", "--json").stdout)
    link = urlsplit(printed["url"]).path
    take_seat(lena, link, "Lena", "owner")
    says(lena, "First steps")
    assert urlsplit(lena.url).path == "/desk/settings/"
    look(lena, "start")

    lena.get_by_role("link", name="Enter the company").click()
    look(lena, "company-empty")
    lena.get_by_label("Name", exact=True).fill("Hoshi Exchange")
    lena.get_by_label("Website").fill("hoshi.example")
    lena.get_by_label("日本語").check()
    lena.get_by_role("button", name="Save").click()
    expect(lena.locator("li[data-state=done]")).to_have_count(1)

    lena.get_by_role("link", name="Make a team").click()
    lena.get_by_label("Name", exact=True).fill("Front desk")
    lena.get_by_role("button", name="Save").click()
    says(lena, "Front desk")
    look(lena, "teams")

    lena.goto("/desk/settings/")
    lena.get_by_role("link", name="Open an inbox").click()
    look(lena, "inboxes-empty")
    lena.get_by_role("link", name="Web form").click()
    lena.get_by_role("button", name="Open the inbox").click()
    says(lena, "Contact form")
    look(lena, "inboxes")

    lena.get_by_role("link", name="Connect a mailbox").click()
    lena.get_by_label("Address", exact=True).fill("support@hoshi.example")
    look(lena, "email")
    lena.get_by_label("Madoguchi reads a mailbox (IMAP)").check()
    lena.get_by_label("Server", exact=True).first.fill("127.0.0.1")
    lena.get_by_label("User", exact=True).first.fill("support@hoshi.example")
    lena.get_by_label("By the server of this installation").check()
    lena.get_by_role("button", name="Save and try it").click()
    says(lena, "network that is not public")
    lena.get_by_label("Our mail server hands it over (LMTP)").check()
    expect(lena.get_by_label("Server", exact=True).first).to_be_hidden()
    look(lena, "email-refused")
    lena.get_by_role("button", name="Save and try it").click()
    says(lena, "There is no server to try")

    lena.goto("/desk/settings/")
    lena.get_by_role("link", name="Invite a colleague").click()
    look(lena, "invite")
    lena.get_by_role("button", name="Send the invitation").click()
    says(lena, "things to mend first")
    lena.get_by_label("E-mail address").fill("ada@hoshi.example")
    lena.get_by_label("Name that customers see").fill("Ada")
    lena.get_by_label("Role").select_option(label="Agent")
    lena.get_by_label("Front desk").check()
    lena.get_by_role("button", name="Send the invitation").click()
    says(lena, "is on its way")
    look(lena, "agents")

    invitation = link_in_mail(empty, to="ada@hoshi.example")
    ada = person()
    take_seat(ada, invitation, "Ada", "invited")
    assert urlsplit(ada.url).path.startswith("/desk/")
    assert ada.goto("/desk/settings/").status == 403

    mallory = person()
    for used in (invitation, link):
        assert mallory.goto(used).status == 404
        says(mallory, "This link does not work")
        expect(mallory.locator("body")).not_to_contain_text("hoshi.example")
    axe_clean(mallory)

    kim = person()
    kim.goto("/contact?topic=account")
    kim.locator("input[name=email]").fill("kim@mail.example")
    kim.locator("textarea").first.fill("I cannot sign in since this morning.")
    kim.locator("form[method=post] button[data-kind=primary]").last.click()
    kim.wait_for_url("**/contact/**")

    ada.goto("/desk/unassigned")
    ada.locator(".row-link").first.click()
    ada.locator("#composer-text, .composer textarea").first.fill("Thank you, we are looking into it.")
    ada.keyboard.press("Control+Enter")
    says(ada, "Thank you, we are looking into it.")
    assert "looking into it" in wait_for_mail(empty, to="kim@mail.example", words="looking into it")

    lena.goto("/desk/settings/")
    says(lena, "Everything is in place")
    look(lena, "start-done")
    assert PASSWORD not in empty.log()
    # A link that works is in no log; of one that does not, the refusal is.
    token = invitation.rstrip("/").rsplit("/", 1)[1]
    assert not [line for line in empty.log().splitlines() if token in line and "Not Found" not in line]


def take_seat(page: Page, link: str, name: str, picture: str) -> None:
    """Choose a password, set up an authenticator app, keep the recovery codes, go to the desk."""
    page.goto(link)
    look(page, f"seat-{picture}")
    page.get_by_label("Name that customers see").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/accounts/2fa/")
    page.get_by_role("link", name="Set up Authenticator app").click()
    secret = page.locator("[data-copy]").first.get_attribute("data-copy")
    page.locator("input[name=code]").fill(code(secret))
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("link", name="To the desk").click()
    page.wait_for_url("**/desk/**")


def code(secret: str) -> str:
    """What an authenticator app shows now: the server takes it for half a minute more at least."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def link_in_mail(site: Site, *, to: str) -> str:
    found = re.search(
        r"https?://\S+/accounts/invitation/\S+", wait_for_mail(site, to=to, words="/invitation/")
    )
    assert found
    return urlsplit(found[0]).path


def wait_for_mail(site: Site, *, to: str, words: str) -> str:
    """The text of a mail to this address that holds these words, as soon as the server has written it."""
    end = time.monotonic() + patience.SECONDS
    while time.monotonic() < end:
        for path in Path(site.home, "mail").glob("*.eml"):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = mail.get_body(("plain",))
            if body is not None and to in str(mail["To"]) and words in body.get_content():
                return str(body.get_content())
        time.sleep(0.1)
    raise AssertionError(f"no mail to {to} with {words!r}")


def look(page: Page, name: str) -> None:
    page.wait_for_load_state("load")
    assert page.locator("h1").count() == 1
    axe_clean(page)
    fits(page)
    screenshot(page, f"settings-{name}")
