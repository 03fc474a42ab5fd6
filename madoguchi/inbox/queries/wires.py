"""What the wires themselves read, whoever may see it: earlier messages to refer to, and who wrote first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from madoguchi.inbox.models import Delivery, Message


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message that customer and agent both know. `external_id` is the wire's own id, empty if it has none."""

    id: UUID
    kind: str
    external_id: str
    text: str
    author: str
    at: datetime
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opening:
    """The message that opened a conversation, with what a receipt needs."""

    message_id: UUID
    conversation_id: UUID
    reference: str
    inbox_id: UUID
    channel: str
    status: str
    external_id: str
    address: str
    name: str
    language: str
    subject: str
    data: dict[str, Any]
    received_at: datetime


def delivery_of_message(message_id: UUID) -> UUID | None:
    """The delivery of an answer, for the wires themselves."""
    return Delivery.objects.filter(message_id=message_id).values_list("id", flat=True).first()


def said_before(message_id: UUID, *, limit: int = 20) -> list[Earlier]:
    """What was said in the conversation before this message, oldest first; not what was called back or noted."""
    message = Message.objects.filter(id=message_id).first()
    if message is None:
        return []
    said = Q(kind="customer") | (Q(kind="agent") & ~Q(state__in=["undone", "queued"]))
    rows = Message.objects.filter(
        said, conversation_id=message.conversation_id, position__lt=message.position
    ).order_by("-position")[:limit]
    return [
        Earlier(m.id, m.kind, m.external_id or "", m.text, m.author_name, m.created_at, m.data)
        for m in reversed(rows)
    ]


def opening(message_id: UUID) -> Opening | None:
    """None if there is no such message of a customer."""
    message = (
        Message.objects.select_related("conversation__inbox", "identity")
        .filter(id=message_id, kind="customer")
        .first()
    )
    if message is None or message.identity is None:
        return None
    conversation = message.conversation
    return Opening(
        message_id=message.id,
        conversation_id=conversation.id,
        reference=conversation.reference,
        inbox_id=conversation.inbox_id,
        channel=conversation.inbox.channel,
        status=conversation.status,
        external_id=message.external_id or "",
        address=message.identity.address,
        name=message.identity.name,
        language=conversation.language,
        subject=conversation.subject,
        data=message.data,
        received_at=message.created_at,
    )
