"""What customers read of their own conversations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from madoguchi.inbox.contract import Head
from madoguchi.inbox.models import Conversation, Message, ReadMark
from madoguchi.inbox.queries.thread import head_of, visible_entries
from madoguchi.inbox.queries.visibility import SIGNED_IN, visible_to
from madoguchi.people.contract import Reader
from madoguchi.people.models import Identity

NEWEST = 30
COUNTED = 100


def own_conversations(reader: Reader, *, limit: int = NEWEST) -> list[Head]:
    """The reader's conversations, newest first. An answer that is still held back for undo leaves no preview."""
    rows = visible_to(reader).select_related("inbox", "team", "assignee", "customer")
    found = list(rows.order_by("-updated_at")[:limit])
    held = set(
        Message.objects.filter(conversation__in=found, visible_at__gt=timezone.now()).values_list(
            "conversation_id", flat=True
        )
    )
    for conversation in found:
        if conversation.id in held:
            conversation.preview = ""
    return [head_of(conversation) for conversation in found]


def own_unread(reader: Reader, conversation_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Per conversation, the answers that the reader has not seen (at most COUNTED)."""
    marks = ReadMark.objects.filter(
        conversation_id__in=conversation_ids, reader=f"identity:{reader.identity_id}"
    )
    seen = dict(marks.values_list("conversation_id", "version"))
    return {
        id: visible_entries(reader, id).filter(kind="agent", position__gt=seen.get(id, 0))[:COUNTED].count()
        for id in conversation_ids
    }


def readers_of(conversation_id: UUID, *, channel: str) -> list[Reader]:
    """Those whom an answer concerns on a channel: its participants there, and the customer's signed-in identities."""
    takes_part = Q(participations__conversation=conversation_id, channel=channel)
    signed_in = Q(customer__conversations=conversation_id, proof__gte=SIGNED_IN)
    return [
        Reader(identity.customer_id, identity.id, identity.proof)
        for identity in Identity.objects.filter(takes_part | signed_in).distinct()
    ]


def own_email(reader: Reader) -> str:
    """The address at which the reader's conversations are answered by mail, or ""."""
    rows = Identity.objects.filter(
        channel="email", participations__conversation__in=visible_to(reader).order_by("-updated_at")[:5]
    )
    return rows.order_by("-id").values_list("address", flat=True).first() or ""


def conversation_row(reader: Reader, reference: str) -> Conversation | None:
    """The row itself, as this reader may see it."""
    return visible_to(reader).filter(reference=reference).first()
