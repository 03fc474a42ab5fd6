"""What becomes of an answer on its way through real servers: refused, reported back, put off, repeated."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from madoguchi.channels.email.wires.pollers import Pollers
from madoguchi.inbox import actions
from madoguchi.inbox.models import Conversation, Delivery, Message
from madoguchi.people.models import Identity
from tests.patience import until
from tests.peers.conftest import Post

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]


class Strict:
    """A stranger's mail server that answers what the recipient's name asks for."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.greeted: dict[str, int] = {}

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        name = address.partition("@")[0]
        self.greeted[name] = self.greeted.get(name, 0) + 1
        if name == "full":
            return "552 5.2.2 The mailbox is over quota"
        if name == "gone":
            return "550 5.1.1 No such person"
        if name == "grey" and self.greeted[name] < 2:
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def stranger(post: Post) -> Iterator[Strict]:
    """Listens where Postfix sends mail for grau.example."""
    handler = Strict()
    controller = Controller(handler, hostname="127.0.0.1", port=post.world.grey_port)
    controller.start()
    yield handler
    controller.stop()


def answer(post: Post, to: str) -> Message:
    said = post.cast.says(to, "Hello?", door=post.cast.mail, subject="Question")
    message: Message = post.cast.answers(post.cast.ada, said.reference, "Here is your answer")
    post.works_off()
    return message


def test_a_report_of_an_unknown_mailbox_reaches_the_agent(post: Post, pollers: Pollers) -> None:
    message = answer(post, "nobody@kunde.example")
    assert Message.objects.get(id=message.id).state in ("sent", "failed")
    until(lambda: Message.objects.get(id=message.id).state == "failed")
    message.refresh_from_db()
    assert "nobody@kunde.example" in message.state_reason
    assert "user unknown" in message.state_reason
    assert Identity.objects.get(address="nobody@kunde.example").unreachable_since
    conversation = Conversation.objects.get()
    assert (conversation.status, bool(conversation.waiting_since)) == ("open", True)
    assert Message.objects.filter(kind="customer").count() == 1  # the report itself is no message


def test_a_full_mailbox_fails_but_the_address_lives(post: Post, pollers: Pollers, stranger: Strict) -> None:
    message = answer(post, "full@grau.example")
    until(lambda: Message.objects.get(id=message.id).state == "failed")
    assert "mailbox full" in Message.objects.get(id=message.id).state_reason
    assert not Identity.objects.get(address="full@grau.example").unreachable_since


def test_greylisting_only_takes_longer(post: Post, stranger: Strict) -> None:
    message = answer(post, "grey@grau.example")
    until(lambda: stranger.taken or post.world.flush())
    assert stranger.greeted["grey"] == 2
    assert Message.objects.get(id=message.id).state == "sent"


@pytest.fixture
def direct(post: Post, stranger: Strict) -> Strict:
    """Our server is the strict one itself, without Postfix between."""
    post.cast.mail.settings = {"smtp": {"host": "127.0.0.1", "port": post.world.grey_port, "tls": "none"}}
    post.cast.mail.save()
    return stranger


def test_a_server_that_refuses_for_good_fails_at_once_in_its_words(post: Post, direct: Strict) -> None:
    message = answer(post, "gone@grau.example")
    message.refresh_from_db()
    assert message.state == "failed"
    assert message.state_reason == "550 5.1.1 No such person"
    assert Identity.objects.get(address="gone@grau.example").unreachable_since


def test_a_server_that_says_later_is_asked_again_with_the_same_message_id(post: Post, direct: Strict) -> None:
    message = answer(post, "grey@grau.example")
    delivery = Delivery.objects.get()
    assert (delivery.finished_at, delivery.attempts, delivery.in_doubt) == (None, 1, False)
    assert "Greylisted" in delivery.last_error
    from madoguchi.channel_kit.jobs import deliver

    deliver(delivery_id=str(delivery.id))
    message.refresh_from_db()
    assert message.state == "sent"
    assert len(direct.taken) == 1


def test_an_attempt_whose_end_is_unknown_is_repeated_as_the_same_mail(post: Post, direct: Strict) -> None:
    message = answer(post, "kim@grau.example")
    Delivery.objects.update(finished_at=None, in_doubt=True)
    from madoguchi.channel_kit.jobs import deliver

    deliver(delivery_id=str(Delivery.objects.get().id))
    ids = {email.message_from_bytes(e.content, policy=default)["Message-ID"] for e in direct.taken}
    assert len(direct.taken) == 2
    assert len(ids) == 1
    assert message.id.hex in ids.pop()


def test_without_a_server_it_waits_and_says_why(post: Post) -> None:
    post.cast.mail.settings = {"smtp": {"host": "127.0.0.1", "port": 1, "tls": "none"}}
    post.cast.mail.save()
    message = answer(post, "kim@grau.example")
    message.refresh_from_db()
    assert message.state == "queued"
    assert "cannot be reached" in Delivery.objects.get().last_error


def test_nobody_can_invent_a_failure(post: Post, pollers: Pollers, stranger: Strict) -> None:
    message = answer(post, "yuki@grau.example")
    until(lambda: Message.objects.get(id=message.id).state == "sent")
    forged = f"<md.{message.id.hex}.aaaaaaaaaaaaaaaa@hoshi.example>"
    post.posts(
        "mallory@kunde.example",
        "support@hoshi.example",
        f"From: MAILER-DAEMON@grau.example\r\nTo: support@hoshi.example\r\nSubject: Undelivered\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n"
        f"In-Reply-To: {forged}\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--b\r\n"
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; grau.example\r\n\r\n"
        f"Final-Recipient: rfc822; yuki@grau.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n".encode(),
    )
    until(lambda: Conversation.objects.count() == 2)
    assert Message.objects.get(id=message.id).state == "sent"


def test_a_delay_is_noted_and_changes_nothing_else(post: Post, stranger: Strict) -> None:
    message = answer(post, "yuki@grau.example")
    actions.delayed(delivery_id=Delivery.objects.get().id, reason="yuki@grau.example: network (4.4.1)")
    message.refresh_from_db()
    assert (message.state, message.state_reason) == ("sent", "yuki@grau.example: network (4.4.1)")
    version = Conversation.objects.get().version
    actions.delayed(delivery_id=Delivery.objects.get().id, reason="yuki@grau.example: network (4.4.1)")
    assert Conversation.objects.get().version == version
