"""The receipt: for people who write first, in their language, once, and never for machines."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from madoguchi.channel_kit.actions import take_in
from madoguchi.channels.email.addresses import conversation_of
from madoguchi.channels.email.models import AutomaticMail
from madoguchi.company.models import Calendar
from madoguchi.inbox.models import Conversation, Message
from madoguchi.jobs.worker.once import work_off
from tests.cast import Cast


@pytest.fixture
def outbox(cast: Cast, settings: object, tmp_path: Path) -> Path:
    settings.SMTP_URL, settings.HOME = "", tmp_path  # type: ignore[attr-defined]
    return tmp_path / "mail"


def writes(
    cast: Cast, text: str = "Where is my deposit?", sender: str = "kim@kunde.example", **headers: str
) -> None:
    message = EmailMessage(policy=default)
    message["From"], message["To"], message["Subject"] = sender, "support@hoshi.example", "Deposit"
    message["Message-ID"] = f"<{abs(hash((text, sender)))}@kunde.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    take_in(channel="email", inbox_id=cast.mail.id, content=message.as_bytes())
    work_off()


def mails(outbox: Path) -> list[EmailMessage]:
    found = [
        email.message_from_bytes(path.read_bytes(), policy=default) for path in sorted(outbox.glob("*.eml"))
    ]
    return [mail for mail in found if isinstance(mail, EmailMessage)]


def test_who_writes_gets_a_receipt_that_no_machine_answers(cast: Cast, outbox: Path) -> None:
    cast.mail.calendar = Calendar.objects.create(
        name="always",
        hours={day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
    )
    cast.mail.settings = {"answer_minutes": 120}
    cast.mail.save()
    writes(cast)
    receipt = mails(outbox)[0]
    conversation = Conversation.objects.get()
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert receipt["To"] == "kim@kunde.example"
    assert receipt["Subject"] == "Re: Deposit"
    assert receipt["In-Reply-To"] == f"<{Message.objects.get().external_id}>"
    text = receipt.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert conversation.reference in text
    assert "We expect to answer by" in text
    assert conversation_of(receipt["Reply-To"].addresses[0].addr_spec) == conversation.id


def test_it_goes_out_once_however_often_the_job_runs(cast: Cast, outbox: Path) -> None:
    writes(cast)
    from madoguchi.channels.email.jobs import acknowledge

    message = Message.objects.get()
    acknowledge(conversation_id=str(message.conversation_id), message_id=str(message.id))
    assert len(mails(outbox)) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.kunde.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
    ],
)
def test_machines_and_lists_get_none(cast: Cast, outbox: Path, headers: dict[str, str]) -> None:
    writes(cast, **headers)
    assert mails(outbox) == []
    assert not AutomaticMail.objects.exists()


@pytest.mark.parametrize("sender", ["noreply@kunde.example", "MAILER-DAEMON@kunde.example"])
def test_addresses_that_nobody_reads_get_none(cast: Cast, outbox: Path, sender: str) -> None:
    writes(cast, sender=sender)
    assert mails(outbox) == []


def test_another_mailbox_of_ours_gets_none(cast: Cast, outbox: Path) -> None:
    from madoguchi.inbox.models import Inbox

    Inbox.objects.create(brand=cast.brand, channel="email", name="VIP", address="VIP@hoshi.example")
    writes(cast, sender="vip@hoshi.example")
    assert mails(outbox) == []


def test_one_address_gets_only_so_many_a_day(cast: Cast, outbox: Path, settings: object) -> None:
    settings.AUTO_REPLIES_PER_DAY = 3  # type: ignore[attr-defined]
    for number in range(6):
        writes(cast, f"matter {number}")
    assert Conversation.objects.count() == 6
    assert len(mails(outbox)) == 3
    writes(cast, "another person", sender="yuki@kunde.example")
    assert len(mails(outbox)) == 4


def test_a_loop_of_two_machines_ends_at_once(cast: Cast, outbox: Path) -> None:
    writes(cast)
    receipt = mails(outbox)[0]
    writes(cast, "I am away", Subject2="x", In_Reply_To=receipt["Message-ID"], Auto_Submitted="auto-replied")
    take_in(channel="email", inbox_id=cast.mail.id, content=receipt.as_bytes())
    work_off()
    assert len(mails(outbox)) == 1
    assert Conversation.objects.count() == 1
