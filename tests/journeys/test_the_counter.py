"""The product's main promise as one story, in real browsers, with real mail servers, on whichever database is tested.

Yuki chats in Japanese on the exchange's page while Ada answers live. She leaves; the next answer reaches her by mail;
she replies from her mail program, and Ada sees it in the same conversation. Mallory, who knows the number and has
seen the mail's ids, does not get in.
"""

from __future__ import annotations

import email
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import patience
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.helpers import sign_in
from tests.peers.mail import PASSWORD, MailWorld, mail_world
from tests.site_server import Site

pytestmark = [pytest.mark.browser, pytest.mark.peers]
YUKI, MALLORY, SUPPORT = "yuki@kunde.example", "mallory@kunde.example", "support@hoshi.example"
ASKED = "出金が保留のままです。いつ処理されますか。"
LIVE = "確認いたします。少々お待ちください。"
LATER = "お待たせしました。出金は処理されました。"
BY_MAIL = "ありがとうございます。無事に届きました。"
FORGED = "Please send the coins to my address instead."
# Run in the installation: its mail inbox gets the servers of this test.
CONNECT = """
import sys, django
django.setup()
from madoguchi.channels.email.accounts import sealed
from madoguchi.inbox.models import Inbox
imap, smtp, password = sys.argv[1:]
box = Inbox.objects.get(channel="email")
box.settings = {
    "imap": {"host": "127.0.0.1", "port": int(imap), "tls": "none", "user": box.address},
    "smtp": {"host": "127.0.0.1", "port": int(smtp), "tls": "none"},
}
box.secrets = sealed({"imap_password": password})
box.save()
"""


@pytest.fixture
def world() -> Iterator[MailWorld]:
    with mail_world() as world:
        yield world


@pytest.fixture
def counter(new_site: Callable[..., Site], world: MailWorld) -> Site:
    site = new_site(MADOGUCHI_UNDO_SECONDS="0", MADOGUCHI_CHAT_MAIL_AFTER_SECONDS="1")
    command = [sys.executable, "-c", CONNECT, str(world.dovecot.imap_port), str(world.smtp_port), PASSWORD]
    env = site.env | {"DJANGO_SETTINGS_MODULE": "madoguchi.site.settings"}
    subprocess.run(command, env=env, check=True, timeout=300)
    return site.start()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def test_from_the_chat_to_the_mailbox_and_back(counter: Site, world: MailWorld, browser: Browser):
    yuki, ada = person(browser, counter, "ja-JP"), person(browser, counter, "en")
    asks_in_the_chat(yuki)
    sign_in(ada, "agent@hoshi.example", next="/desk/all")
    ada.locator("li.row").filter(has_text=ASKED[:8]).locator("a.row-link").first.click()
    answers(ada, LIVE)
    expect(yuki.locator("madoguchi-chat").get_by_role("log").get_by_text(LIVE)).to_be_visible()

    yuki.close()
    answers(ada, LATER)
    mail = wait_for_mail(world, YUKI, LATER)
    assert LATER in mail.get_body(("plain",)).get_content()
    assert LIVE not in mail["Subject"]

    replies(world, YUKI, mail, BY_MAIL)
    expect(ada.get_by_text(BY_MAIL).last).to_be_visible()

    reference = counter.rows(
        "SELECT c.reference FROM inbox_conversation c JOIN inbox_message m ON m.conversation_id = c.id"
        " WHERE m.text = ?",
        [ASKED],
    )[0][0]
    replies(world, MALLORY, mail, FORGED, subject=f"Re: {reference}")
    where = wait_for_row(counter, FORGED)
    assert where != reference  # a conversation of her own, and Yuki's holds nothing of it
    held = counter.rows(
        "SELECT m.text FROM inbox_message m JOIN inbox_conversation c ON c.id = m.conversation_id"
        " WHERE c.reference = ? AND m.kind IN ('customer', 'agent') ORDER BY m.position",
        [reference],
    )
    assert [text.strip() for (text,) in held] == [ASKED, LIVE, LATER, BY_MAIL]
    expect(ada.locator("#thread").get_by_text(FORGED)).to_have_count(0)


def person(browser: Browser, site: Site, locale: str) -> Page:
    context = browser.new_context(base_url=site.url, locale=locale, reduced_motion="reduce")
    context.set_default_timeout(patience.MS)
    return context.new_page()


def asks_in_the_chat(page: Page) -> None:
    page.goto("/demo-shop/")
    chat = page.locator("madoguchi-chat")
    chat.locator("button").first.click()
    chat.locator(".page button.primary").click()
    chat.locator("input[type=email]").fill(YUKI)
    chat.locator("textarea").fill(ASKED)
    chat.locator("form button.primary").click()
    expect(chat.get_by_role("log").get_by_text(ASKED)).to_be_visible()


def answers(page: Page, text: str) -> None:
    page.locator("#composer-text").fill(text)
    page.locator("[data-send]").click()
    expect(page.locator("#composer-text")).to_have_value("")


def replies(world: MailWorld, sender: str, to: EmailMessage, text: str, *, subject: str = "") -> None:
    """As a mail program does it: to the reply address, with the references."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, str(to["Reply-To"] or to["From"])
    mail["Subject"] = subject or f"Re: {to['Subject']}"
    mail["Message-ID"] = f"<{sender.replace('@', '.')}.{time.monotonic_ns()}@kunde.example>"
    mail["In-Reply-To"], mail["References"] = to["Message-ID"], to["Message-ID"]
    mail.set_content(text)
    address = mail["To"].addresses[0].addr_spec
    with smtplib.SMTP("127.0.0.1", world.smtp_port, timeout=patience.SECONDS) as server:
        server.sendmail(sender, [address], mail.as_bytes())


def wait_for_mail(world: MailWorld, user: str, text: str) -> EmailMessage:
    end = time.monotonic() + patience.SECONDS
    while time.monotonic() < end:
        for raw in world.dovecot.mails(user):
            mail = email.message_from_bytes(raw, policy=default)
            assert isinstance(mail, EmailMessage)
            plain = mail.get_body(("plain",))
            if plain is not None and text in plain.get_content():
                return mail
        time.sleep(0.1)
    raise AssertionError(f"no mail for {user} with {text!r}")


def wait_for_row(site: Site, text: str) -> str:
    """The reference of the conversation that holds the message, once it is stored."""
    end = time.monotonic() + patience.SECONDS
    query = (
        "SELECT c.reference FROM inbox_message m JOIN inbox_conversation c ON c.id = m.conversation_id"
        " WHERE m.text = ?"
    )
    while time.monotonic() < end:
        rows = site.rows(query, [text])
        if rows:
            return str(rows[0][0])
        time.sleep(0.1)
    raise AssertionError(f"never stored: {text!r}\n{site.log()[-2000:]}")
