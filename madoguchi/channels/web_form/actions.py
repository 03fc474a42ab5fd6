"""Taking in what somebody wrote into the contact form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from madoguchi.channels.web_form.once import external_id
from madoguchi.channels.web_form.promise import answer_by
from madoguchi.company.queries import schedule_of
from madoguchi.inbox import actions as inbox
from madoguchi.inbox.contract import InboundFile, InboundMessage, Received
from madoguchi.inbox.queries import InboxFacts
from madoguchi.jobs.actions import enqueue
from madoguchi.people.actions import recognise
from madoguchi.people.contract import Reader
from madoguchi.people.models import Proof
from madoguchi.people.queries import mail_of_customer


@transaction.atomic
def submit(
    *,
    door: InboxFacts,
    once: str,
    topic: str,
    text: str,
    email: str = "",
    name: str = "",
    subject: str = "",
    language: str = "",
    fields: Mapping[str, str] | None = None,
    files: tuple[InboundFile, ...] = (),
    reader: Reader | None = None,
) -> tuple[Received, datetime]:
    """Take one form in and write the job of its receipt; returns what became of it and by when we answer.

    Who is signed in writes as himself; the mail address that anybody else typed is only claimed. The same form with
    the same content again is the same message.

    Raises:
        Refused: the message is empty.
    """
    known = mail_of_customer(reader.customer_id) if reader else None
    if reader and known:
        identity_id, proof = known.id, int(Proof.SIGNED_IN)
    elif reader:
        identity_id, proof = reader.identity_id, reader.proof
    else:
        identity_id = recognise(channel="email", address=email, name=name, language=language)
        proof = int(Proof.CLAIMED)
    received = inbox.receive(
        InboundMessage(
            external_id=external_id(once, topic, subject, text, email, *(fields or {}).values()),
            sender_channel="email",
            sender_address=email,
            sender_name=name or (known.name if known else ""),
            identity_id=identity_id,
            proof=proof,
            text=text,
            subject=subject,
            topic=topic,
            language=language,
            fields=fields or {},
            files=files,
        ),
        inbox_id=door.id,
    )
    if not received.duplicate:
        if reader and not known:
            _answer_to(received.conversation_id, email, name, language)
        enqueue("web_form.send_receipt", {"message_id": str(received.message_id)})
    return received, answer_by(schedule_of(door.calendar_id), timezone.now())


def _answer_to(conversation_id: UUID, email: str, name: str, language: str) -> None:
    """Answers go to the address that the signed-in customer typed; it stays as claimed as it is."""
    identity_id = recognise(channel="email", address=email, name=name, language=language)
    inbox.let_take_part(conversation_id=conversation_id, identity_id=identity_id)
