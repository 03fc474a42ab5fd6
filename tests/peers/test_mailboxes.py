"""Mailboxes that break: nothing is lost, nothing doubled, and no other mailbox waits."""

from __future__ import annotations

import imaplib

import pytest

from madoguchi.channel_kit.models import RawPayload
from madoguchi.channels.email.accounts import sealed
from madoguchi.channels.email.models import MailboxState
from madoguchi.channels.email.wires.pollers import Pollers
from madoguchi.inbox.models import Conversation, Inbox, Message
from tests.patience import until
from tests.peers.conftest import Post
from tests.peers.mail import PASSWORD

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]
SUPPORT = "support@hoshi.example"
MAILS = 30


def test_the_server_is_killed_midway_and_nothing_is_lost_or_doubled(post: Post, pollers: Pollers) -> None:
    for number in range(MAILS):
        post.writes("kim@kunde.example", SUPPORT, f"mail {number}", subject=f"Mail {number}")
    until(lambda: Message.objects.count() >= 3)
    post.dovecot.kill()
    until(lambda: Inbox.objects.get(id=post.cast.mail.id).last_problem)
    seen = Message.objects.count()
    post.dovecot.start()
    post.world.flush()
    until(lambda: Message.objects.count() == MAILS)
    assert seen <= MAILS
    assert sorted(Message.objects.values_list("text", flat=True)) == sorted(f"mail {n}" for n in range(MAILS))
    until(lambda: not Inbox.objects.get(id=post.cast.mail.id).last_problem)
    with imaplib.IMAP4("127.0.0.1", post.dovecot.imap_port) as imap:
        imap.login(SUPPORT, PASSWORD)
        imap.select("INBOX", readonly=True)
        # The last ones are marked after they are stored.
        until(lambda: imap.noop()[0] == "OK" and imap.search(None, "UNSEEN")[1] == [b""])


def test_a_mailbox_that_was_read_to_some_place_goes_on_there(post: Post) -> None:
    post.writes("kim@kunde.example", SUPPORT, "one", subject="One")
    post.dovecot.await_mail(SUPPORT)
    _read_once(lambda: Message.objects.count() == 1)
    RawPayload.objects.all().delete()  # as after its time
    post.writes("kim@kunde.example", SUPPORT, "two", subject="Two")
    post.dovecot.await_mail(SUPPORT, 2)
    _read_once(lambda: Message.objects.count() == 2)
    assert RawPayload.objects.count() == 1
    assert MailboxState.objects.get().holder == ""


def test_a_new_uidvalidity_doubles_nothing(post: Post) -> None:
    post.writes("kim@kunde.example", SUPPORT, "one", subject="One")
    post.dovecot.await_mail(SUPPORT)
    _read_once(lambda: Message.objects.count() == 1)
    MailboxState.objects.update(uid_validity=1, last_uid=900)
    post.writes("kim@kunde.example", SUPPORT, "two", subject="Two")
    post.dovecot.await_mail(SUPPORT, 2)
    _read_once(lambda: Message.objects.count() == 2)
    assert Message.objects.filter(text="one").count() == 1


def test_a_broken_mailbox_delays_no_other_and_says_what_is_wrong(post: Post) -> None:
    broken = Inbox.objects.create(
        brand=post.cast.brand,
        channel="email",
        name="VIP",
        address="vip@hoshi.example",
        settings={"imap": post.cast.mail.settings["imap"] | {"user": "vip@hoshi.example"}},
        secrets=sealed({"imap_password": "wrong"}),
    )
    post.writes("kim@kunde.example", SUPPORT, "hello", subject="Hello")
    _read_once(lambda: Message.objects.exists() and Inbox.objects.get(id=broken.id).last_problem)
    assert "refuses our sign-in" in Inbox.objects.get(id=broken.id).last_problem
    assert PASSWORD not in Inbox.objects.get(id=broken.id).last_problem


def test_two_processes_read_a_mailbox_once(post: Post, pollers: Pollers) -> None:
    until(lambda: MailboxState.objects.exclude(holder="").exists())
    second = Pollers()
    second.start()
    post.writes("kim@kunde.example", SUPPORT, "hello", subject="Hello")
    until(Message.objects.exists)
    assert MailboxState.objects.get().holder == pollers.holder
    assert second.stop()
    assert RawPayload.objects.get().attempts == 1


def test_a_mail_that_is_too_large_waits_with_its_head(post: Post, settings: object) -> None:
    settings.MAIL_BYTES = 20_000  # type: ignore[attr-defined]
    post.writes("kim@kunde.example", SUPPORT, "x" * 60 + "\n" + "much too long\n" * 3_000, subject="Large")
    post.writes("kim@kunde.example", SUPPORT, "hello", subject="Small")
    _read_once(lambda: Message.objects.exists())
    held = RawPayload.objects.get(state="quarantined")
    assert "more than the 20000" in held.problem
    assert len(held.content) < 5_000
    assert Conversation.objects.get().subject == "Small"


def _read_once(condition: object) -> None:
    """Read the mailboxes until a condition holds."""
    running = Pollers()
    running.start()
    until(condition)  # type: ignore[arg-type]
    assert running.stop()
