"""A new conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from madoguchi.inbox.contract import InboundMessage
from madoguchi.inbox.models import Conversation, Inbox, Participant, Status
from madoguchi.people.actions import recognise
from madoguchi.people.models import Identity

SUBJECT = 300


def open_conversation(
    inbound: InboundMessage,
    *,
    inbox_id: UUID,
    identity_id: UUID,
    continued_from: UUID | None = None,
    now: datetime,
) -> UUID:
    """Insert the conversation with its first participant; the first message follows in the same transaction."""
    inbox = Inbox.objects.get(id=inbox_id)
    identity = Identity.objects.select_related("customer").get(id=identity_id)
    conversation = Conversation.objects.create(
        inbox=inbox,
        customer=identity.customer,
        identity=identity,
        proof=inbound.proof,
        subject=subject_of(inbound)[:SUBJECT],
        topic=inbound.topic[:60],
        fields=dict(inbound.fields),
        status=Status.NEW,
        team_id=inbox.team_id,
        language=inbound.language or identity.customer.language,
        continued_from_id=continued_from,
        list_at=now,
        created_at=now,
        updated_at=now,
    )
    takes_part = [identity.id]
    if inbound.claimed_email:
        # Its own customer until somebody proves it: who claims another's address must never share his history.
        takes_part.append(
            recognise(channel="email", address=inbound.claimed_email, language=inbound.language)
        )
    Participant.objects.bulk_create(
        Participant(conversation=conversation, identity_id=id, added_at=now)
        for id in dict.fromkeys(takes_part)
    )
    return conversation.id


def subject_of(inbound: InboundMessage) -> str:
    """The subject, else the first line of what was said."""
    if inbound.subject.strip():
        return inbound.subject.strip()
    lines = inbound.text.strip().splitlines()
    return lines[0][:80] if lines else ""
