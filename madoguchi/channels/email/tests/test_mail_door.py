"""The door for mail servers: an answer for each recipient, kept before it is accepted, closed to strangers."""

from __future__ import annotations

import asyncio
import smtplib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.db import OperationalError

from madoguchi.channel_kit.contract import Payload
from madoguchi.channel_kit.models import RawPayload
from madoguchi.channels.email.wires.lmtp import MailDoor, RefusedToListen, door_from_settings
from madoguchi.inbox.models import Inbox, Message
from tests import patience
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
MAIL = b"From: kim@kunde.example\r\nTo: support@hoshi.example\r\nSubject: Hi\r\n\r\nhello\r\n"


@pytest.fixture
def door(transactional_db: None, cast: Cast, settings: object) -> Iterator[MailDoor]:
    settings.LMTP_LISTEN = "127.0.0.1:0"  # type: ignore[attr-defined]
    found = door_from_settings()
    assert found is not None
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opened = MailDoor(found)
    asyncio.run_coroutine_threadsafe(opened.start(), loop).result(10)
    yield opened
    asyncio.run_coroutine_threadsafe(opened.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


def deliver(door: MailDoor, *recipients: str, content: bytes = MAIL) -> list[tuple[int, bytes]]:
    """One mail by LMTP: the answers to RCPT that were refusals, then one answer a recipient."""
    with smtplib.LMTP("127.0.0.1", door.port) as server:
        server.ehlo("mta.example")
        server.mail("kim@kunde.example")
        answers = [server.rcpt(recipient) for recipient in recipients]
        taken = [code for code, _ in answers if code == 250]
        refused = [answer for answer in answers if answer[0] != 250]
        if not taken:
            return refused
        return refused + [server.data(content)] + [server.getreply() for _ in taken[1:]]


def test_each_recipient_gets_an_answer_and_a_plus_part_is_ours(door: MailDoor, cast: Cast) -> None:
    Inbox.objects.create(brand=cast.brand, channel="email", name="VIP", address="vip@hoshi.example")
    answers = deliver(door, "SUPPORT+x@hoshi.example", "nobody@hoshi.example", "vip@hoshi.example")
    assert [code for code, _ in answers] == [550, 250, 250]
    assert answers[0][1].startswith(b"5.1.1")
    assert Message.objects.count() == 2


def test_it_is_no_relay(door: MailDoor) -> None:
    assert [code for code, _ in deliver(door, "kim@kunde.example", "support@evil.example")] == [550, 550]
    assert not RawPayload.objects.exists()


def test_trouble_of_ours_makes_the_server_try_again(
    door: MailDoor, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(import_module("madoguchi.channel_kit.raw_log"), "keep", away)
        assert deliver(door, "support@hoshi.example")[0][0] == 451
    assert deliver(door, "support@hoshi.example")[0][0] == 250
    assert deliver(door, "support@hoshi.example")[0][0] == 250
    assert Message.objects.count() == 1


def test_a_poison_mail_is_kept_and_the_next_goes_on(door: MailDoor) -> None:
    assert deliver(door, "support@hoshi.example", content=b"Subject: nobody\r\n\r\nx\r\n")[0][0] == 250
    assert deliver(door, "support@hoshi.example")[0][0] == 250
    assert sorted(RawPayload.objects.values_list("state", flat=True)) == ["done", "quarantined"]


def test_mails_of_many_connections_are_kept_together_and_each_gets_its_own_answer(
    door: MailDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw_log = import_module("madoguchi.channel_kit.raw_log")
    keep, sizes = raw_log.keep, []

    def once_all_are_here(payloads: list[Payload]) -> list[RawPayload]:
        sizes.append(len(payloads))
        end = time.monotonic() + patience.SECONDS
        while sum(sizes) + len(door._handler.intake._waiting) < 12 and time.monotonic() < end:
            time.sleep(0.01)
        rows: list[RawPayload] = keep(payloads)
        return rows

    monkeypatch.setattr(raw_log, "keep", once_all_are_here)
    mails = [MAIL.replace(b"hello", b"mail %d" % n) for n in range(11)] + [b"Subject: nobody\r\n\r\nx\r\n"]
    with ThreadPoolExecutor(12) as senders:
        found = list(senders.map(lambda raw: deliver(door, "support@hoshi.example", content=raw), mails))
    assert [answers[0][0] for answers in found] == [250] * 12
    assert sum(sizes) == 12
    assert len(sizes) <= 4  # each of the two threads begins with what is there, then takes all the rest
    assert set(Message.objects.values_list("text", flat=True)) == {f"mail {n}" for n in range(11)}
    assert RawPayload.objects.filter(state="quarantined").count() == 1


def test_a_mail_that_is_too_large_is_refused(door: MailDoor, settings: object) -> None:
    settings.MAIL_BYTES = 10_000  # type: ignore[attr-defined]
    assert deliver(door, "support@hoshi.example", content=MAIL + b"long\r\n" * 5_000)[0][0] == 552


def test_it_speaks_smtp_too(door: MailDoor) -> None:
    with smtplib.SMTP("127.0.0.1", door.port) as server:
        server.sendmail("kim@kunde.example", ["support@hoshi.example"], MAIL)
    assert Message.objects.get().text == "hello"


@pytest.mark.parametrize(
    ("listen", "peers"),
    [
        ("0.0.0.0:2424", ["127.0.0.0/8"]),
        ("192.0.2.1:2424", ["127.0.0.0/8", "::1/128"]),
        ("0.0.0.0:2424", ["0.0.0.0/0"]),
        ("127.0.0.1", ["127.0.0.0/8"]),
        ("mail.example:2424", ["127.0.0.0/8"]),
    ],
)
def test_it_does_not_listen_to_the_world(settings: object, listen: str, peers: list[str]) -> None:
    settings.LMTP_LISTEN, settings.LMTP_PEERS = listen, peers  # type: ignore[attr-defined]
    with pytest.raises(RefusedToListen):
        door_from_settings()


def test_a_server_that_was_not_named_is_turned_away(settings: object) -> None:
    settings.LMTP_LISTEN, settings.LMTP_PEERS = "10.0.0.5:2424", ["10.0.0.0/24"]  # type: ignore[attr-defined]
    door = door_from_settings()
    assert door is not None
    assert door.admits("10.0.0.9")
    assert door.admits("::ffff:10.0.0.9")
    assert not door.admits("10.0.1.9")
    assert not door.admits("nonsense")
