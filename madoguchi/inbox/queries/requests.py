"""A customer's own conversations as he sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from madoguchi.inbox.models import Conversation, Message, ReadMark
from madoguchi.inbox.queries.thread import visible_entries
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.inbox.secrets import named
from madoguchi.people.contract import Reader

PAGE = 20
UNREAD = 99


@dataclass(frozen=True, slots=True)
class Request:
    """One row. `preview` is the last message that the customer may see, `ours` whether an agent wrote it."""

    reference: str
    subject: str
    status: str
    channel: str
    created_at: datetime
    last_at: datetime
    preview: str
    author: str
    ours: bool
    unread: int


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Rows, and the reference after which the next page starts (empty: this is the last)."""

    rows: list[Request]
    next: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receipt of a message needs; `address` is where it goes, empty if there is none."""

    reference: str
    inbox_id: UUID
    address: str
    language: str
    time_zone: str
    created_at: datetime
    wanted: bool


def requests_of(reader: Reader, *, after: str = "", limit: int = PAGE) -> RequestPage:
    """The conversations of a customer, the latest change first."""
    rows = visible_to(reader).select_related("inbox").distinct().order_by("-updated_at", "-id")
    last = visible_to(reader).filter(reference=after).first() if after else None
    if last:
        rows = rows.filter(Q(updated_at__lt=last.updated_at) | Q(updated_at=last.updated_at, id__lt=last.id))
    found = list(rows[: limit + 1])
    marks = _marks(reader, found[:limit])
    requests = [
        _request(reader, conversation, marks.get(conversation.id, 0)) for conversation in found[:limit]
    ]
    return RequestPage(requests, found[limit - 1].reference if len(found) > limit else "")


def receipt_of(message_id: UUID) -> Receipt | None:
    """For the system itself: the first message of a form. Without a mail address `address` is empty."""
    message = (
        Message.objects.select_related("conversation__customer", "identity").filter(id=message_id).first()
    )
    if message is None:
        return None
    conversation = message.conversation
    by_mail = (
        conversation.participants.filter(identity__channel="email").select_related("identity").order_by("id")
    )
    taker = by_mail.first()
    return Receipt(
        reference=conversation.reference,
        inbox_id=conversation.inbox_id,
        address=taker.identity.address if taker else "",
        language=conversation.language,
        time_zone=conversation.customer.time_zone,
        created_at=message.created_at,
        wanted=bool(conversation.customer.notifications.get("receipts", True)),
    )


def _marks(reader: Reader, conversations: list[Conversation]) -> dict[UUID, int]:
    """How far the person has read, on whichever of his addresses."""
    names = [f"identity:{reader.identity_id}", f"customer:{reader.customer_id}"]
    marks: dict[UUID, int] = {}
    for id, version in ReadMark.objects.filter(conversation__in=conversations, reader__in=names).values_list(
        "conversation_id", "version"
    ):
        marks[id] = max(marks.get(id, 0), version)
    return marks


def _request(reader: Reader, conversation: Conversation, read: int) -> Request:
    said = visible_entries(reader, conversation.id).filter(kind__in=["customer", "agent"])
    last = said.order_by("-position").first()
    return Request(
        reference=conversation.reference,
        subject=conversation.subject,
        status=conversation.status,
        channel=conversation.inbox.channel,
        created_at=conversation.created_at,
        last_at=last.created_at if last else conversation.created_at,
        preview=" ".join(named(last.text[:400]).split())[:200] if last else "",
        author=last.author_name if last else "",
        ours=bool(last and last.kind == "agent"),
        unread=min(UNREAD, said.filter(kind="agent", position__gt=read)[: UNREAD + 1].count()),
    )
