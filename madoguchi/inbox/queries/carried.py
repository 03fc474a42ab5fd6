"""What it takes to send answers a second way, whoever may see them: for the wires themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from madoguchi.inbox.contract import Due
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.models import Identity

MOST = 50


def unseen_answers(conversation_id: UUID, *, channel: str, before: datetime) -> list[UUID]:
    """Answers for `channel` that nobody has read and no other channel has carried, in order; none while even
    the oldest of them was written after `before`."""
    rows = Message.objects.filter(
        conversation_id=conversation_id,
        kind=Message.Kind.AGENT,
        state__in=("queued", "sent", "delivered"),
        delivery__channel=channel,
    ).order_by("position")
    found = [
        (id, at) for id, at, data in rows.values_list("id", "created_at", "data") if "carried" not in data
    ]
    return [id for id, _ in found[:MOST]] if found and found[0][1] <= before else []


def due_by(channel: str, *, conversation_id: UUID, message_ids: Sequence[UUID]) -> Due | None:
    """These answers as one delivery to the participant whom `channel` reaches, the best proven one, or None."""
    identity = _participant(conversation_id, channel)
    messages = list(
        Message.objects.filter(conversation_id=conversation_id, id__in=message_ids)
        .select_related("conversation__inbox", "delivery")
        .order_by("position")
    )
    if identity is None or not messages:
        return None
    last = messages[-1]
    conversation = last.conversation
    return Due(
        delivery_id=last.delivery.id,
        message_id=last.id,
        conversation_id=conversation.id,
        reference=conversation.reference,
        channel=channel,
        inbox_id=conversation.inbox_id,
        brand_id=conversation.inbox.brand_id,
        identity_id=identity.id,
        address=identity.address,
        name=identity.name,
        language=conversation.language,
        subject=conversation.subject,
        text="\n\n".join(message.text for message in messages),
        author=last.author_name,
        attempts=1,
        in_doubt=False,
        file_ids=tuple(
            id for message in messages for id in message.attachments.values_list("file_id", flat=True)
        ),
        references=(),
    )


def inbox_of(conversation_id: UUID) -> UUID:
    """The door through which a conversation came. Raises Conversation.DoesNotExist."""
    return Conversation.objects.values_list("inbox_id", flat=True).get(id=conversation_id)


def _participant(conversation_id: UUID, channel: str) -> Identity | None:
    rows = Identity.objects.filter(participations__conversation=conversation_id, channel=channel)
    return rows.filter(unreachable_since__isnull=True).order_by("-proof", "-id").first()
