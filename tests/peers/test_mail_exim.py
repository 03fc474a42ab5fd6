"""Exim hands mail to our door: what we cannot keep it keeps, what nobody will take goes back to its sender."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import Any

import pytest

from madoguchi.channel_kit.models import RawPayload
from madoguchi.channels.email.wires.lmtp import MailDoor
from madoguchi.inbox.models import Message
from tests import patience
from tests.patience import until
from tests.peers.conftest import Post
from tests.peers.database_away import database_away
from tests.peers.exim import Exim, exim

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]
KIM, DESK = "kim@kunde.example", "support@door.example"


@pytest.fixture(params=["lmtp", "smtp"])
def mta(post: Post, door: MailDoor, request: pytest.FixtureRequest) -> Iterator[Exim]:
    post.cast.mail.address = DESK
    post.cast.mail.save()
    with exim(door_port=door.port, protocol=request.param, lmtp_port=post.world.dovecot.lmtp_port) as running:
        yield running


def writes(mta: Exim, text: str, *, to: str = DESK, sender: str = KIM, subject: str = "Deposit") -> None:
    utf8 = not (to + sender).isascii()
    message = EmailMessage(policy=(SMTPUTF8 if utf8 else SMTP).clone(cte_type="8bit"))
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{subject.lower().replace(' ', '.')}@kunde.example>"
    message.set_content(text, cte="8bit")
    options = ["BODY=8BITMIME", *(["SMTPUTF8"] if utf8 else [])]
    with smtplib.SMTP("127.0.0.1", mta.port, timeout=patience.SECONDS) as server:
        server.sendmail(sender, [to], message.as_bytes(), mail_options=options)


def test_a_mail_in_eight_bits_arrives_as_it_was_written(mta: Exim) -> None:
    writes(mta, "Où est mon dépôt ? 入金はどこですか", subject="Question")
    until(Message.objects.exists)
    assert Message.objects.get().text == "Où est mon dépôt ? 入金はどこですか"
    until(lambda: RawPayload.objects.get().state == "done")
    until(lambda: mta.waiting() == 0)


def test_a_sender_with_letters_of_its_own_is_known_by_them(mta: Exim) -> None:
    writes(mta, "Где мой депозит?", sender="ким@почта.example", subject="Вопрос")
    until(Message.objects.exists)
    assert Message.objects.get().identity.address == "ким@почта.example"


def test_while_the_database_is_away_exim_keeps_the_mail(mta: Exim) -> None:
    with database_away():
        writes(mta, "Please wait for me")
        until(lambda: " == " in mta.log() and "451" in mta.log())
        assert mta.waiting() == 1
    assert not Message.objects.exists()
    until(lambda: Message.objects.exists() or mta.flush())
    until(lambda: mta.waiting() == 0)
    assert Message.objects.get().text == "Please wait for me"
    assert RawPayload.objects.count() == 1


def test_a_mailbox_that_we_do_not_have_goes_back_to_its_sender(mta: Exim, post: Post) -> None:
    writes(mta, "Is somebody there?", to="nobody@door.example")
    report = post.dovecot.await_mail(KIM)
    assert b"No such mailbox here" in report
    until(lambda: mta.waiting() == 0)
    assert not RawPayload.objects.exists()


def test_a_mail_that_is_too_large_goes_back_to_its_sender(mta: Exim, post: Post, settings: Any) -> None:
    settings.MAIL_BYTES = 20_000
    writes(mta, "much too long\n" * 6_000, subject="Large")
    report = post.dovecot.await_mail(KIM)
    assert b"552" in report or b"message is too big" in report
    assert not RawPayload.objects.exists()
    writes(mta, "short", subject="Small")
    until(Message.objects.exists)
