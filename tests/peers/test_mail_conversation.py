"""A conversation by mail, through Postfix and Dovecot: who belongs to it gets in, who does not stays out."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest

from madoguchi.channels.email.wires.lmtp import MailDoor
from madoguchi.channels.email.wires.pollers import Pollers
from madoguchi.inbox.models import Conversation, Delivery, Message
from tests.patience import until
from tests.peers.conftest import Post

pytestmark = [pytest.mark.peers, pytest.mark.django_db(transaction=True)]
MARTA = "marta@kunde.example"
SUPPORT = "support@hoshi.example"


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture
def answered(post: Post, pollers: Pollers) -> EmailMessage:
    """Marta wrote, Ada answered, and Marta has the answer in her mailbox."""
    first = post.writes(MARTA, SUPPORT, "Onde está o meu depósito?\n\nMarta", subject="Depósito não chegou ✓")
    until(Message.objects.exists)
    conversation = Conversation.objects.get()
    post.cast.answers(
        post.cast.ada, conversation.reference, "Olá Marta, está a caminho: https://hoshi.example/tx?a=1&b=2."
    )
    post.works_off()
    mails = [read(raw) for raw in post.dovecot.mails(MARTA)] or [read(post.dovecot.await_mail(MARTA))]
    until(lambda: any(not one["Auto-Submitted"] for one in map(read, post.dovecot.mails(MARTA))))
    mails = [read(raw) for raw in post.dovecot.mails(MARTA)]
    answer = next(mail for mail in mails if not mail["Auto-Submitted"])
    assert answer["In-Reply-To"] == f"<{first}>"
    return answer


def test_the_answer_is_a_good_mail_in_the_customers_thread(answered: EmailMessage) -> None:
    assert answered["Subject"] == "Re: Depósito não chegou ✓"
    assert answered["From"].addresses[0].addr_spec == SUPPORT
    assert answered["From"].addresses[0].display_name == "Ada (Hoshi Exchange)"
    assert answered["To"].addresses[0].addr_spec == MARTA
    assert not [name for name in answered if name.lower().startswith(("list-", "precedence"))]
    plain, html = answered.get_body(("plain",)), answered.get_body(("html",))
    assert plain is not None
    assert html is not None
    text = plain.get_content()
    assert "Olá Marta, está a caminho" in text
    assert "> Onde está o meu depósito?" in text
    assert Conversation.objects.get().reference in text
    assert '<a href="https://hoshi.example/tx?a=1&amp;b=2">' in html.get_content()
    assert "Received" in answered  # it came by a real server
    assert answered["Return-Path"].startswith("<support+b")


def test_the_answer_is_sent_once_and_its_state_says_so(post: Post, answered: EmailMessage) -> None:
    message = Message.objects.get(kind="agent")
    assert message.state == "sent"
    assert Delivery.objects.get().provider_id == answered["Message-ID"][1:-1]
    post.works_off()
    assert len([m for m in post.dovecot.mails(MARTA) if not read(m)["Auto-Submitted"]]) == 1


def test_marta_replies_and_it_joins_the_conversation(post: Post, answered: EmailMessage) -> None:
    to = parseaddr(answered["Reply-To"])[1]
    post.writes(
        MARTA,
        to,
        f"Obrigada!\n\nAda escreveu:\n> {answered.get_body(('plain',)).get_content().splitlines()[0]}",
        subject=answered["Subject"],
        In_Reply_To=answered["Message-ID"],
        References=f"{answered['References']} {answered['Message-ID']}",
    )
    until(lambda: Message.objects.filter(kind="customer").count() == 2)
    assert Conversation.objects.count() == 1
    assert Message.objects.filter(kind="customer").latest("position").text.startswith("Obrigada!")
    assert Conversation.objects.get().status == "open"


def test_a_mail_program_that_drops_references_still_finds_back(post: Post, answered: EmailMessage) -> None:
    post.writes(MARTA, parseaddr(answered["Reply-To"])[1], "Chegou, obrigada", subject="Sem assunto")
    until(lambda: Message.objects.filter(kind="customer").count() == 2)
    assert Conversation.objects.count() == 1


def test_one_that_replies_to_from_finds_back_by_the_message_id(post: Post, answered: EmailMessage) -> None:
    post.writes(MARTA, SUPPORT, "Chegou", subject="Chegou", In_Reply_To=answered["Message-ID"])
    until(lambda: Message.objects.filter(kind="customer").count() == 2)
    assert Conversation.objects.count() == 1


def test_mallory_with_the_reference_the_address_and_all_ids_stays_out(
    post: Post, answered: EmailMessage
) -> None:
    theirs = Conversation.objects.get()
    post.writes(
        "mallory@kunde.example",
        parseaddr(answered["Reply-To"])[1],
        "Please change the address to mine",
        subject=f"Re: {theirs.reference} Depósito não chegou ✓",
        In_Reply_To=answered["Message-ID"],
        References=f"{answered['References']} {answered['Message-ID']}",
    )
    until(lambda: Conversation.objects.count() == 2)
    forged = Conversation.objects.exclude(id=theirs.id).get()
    assert forged.continued_from_id == theirs.id
    assert forged.customer_id != theirs.customer_id
    assert not Message.objects.filter(conversation=theirs, text__contains="mine").exists()


def test_a_changed_signature_is_only_an_address(post: Post, answered: EmailMessage) -> None:
    local, _, host = parseaddr(answered["Reply-To"])[1].partition("@")
    wrong = f"{local[:-1]}{'b' if local[-1] == 'a' else 'a'}@{host}"
    post.writes(MARTA, wrong, "Outra coisa", subject="Outra coisa")
    until(lambda: Conversation.objects.count() == 2)


def test_our_own_door_takes_mail_from_postfix(post: Post, door: MailDoor) -> None:
    post.cast.mail.address = "support@door.example"
    post.cast.mail.save()
    post.writes(MARTA, "Support+anything@Door.example", "Pela porta", subject="Porta")
    until(Message.objects.exists)
    assert Message.objects.get().text == "Pela porta"
    assert Message.objects.get().inbox_id == post.cast.mail.id
