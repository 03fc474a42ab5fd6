"""One conversation: its entries page by page, and how the ORM's rows become entries and heads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from madoguchi.inbox.contract import Entry, FileEntry, Head
from madoguchi.inbox.models import Attachment, Conversation, Message
from madoguchi.inbox.queries.heads import head
from madoguchi.people.contract import Asker, Staff

PAGE = 50


def thread(asker: Asker, reference: str, *, limit: int = PAGE) -> tuple[Head, list[Entry], bool] | None:
    """Head, the newest entries in order, and whether older ones exist; None if the asker may not see it."""
    facts = head(asker, reference)
    if facts is None:
        return None
    rows = list(visible_entries(asker, UUID(facts.id)).order_by("-position")[: limit + 1])
    return facts, entries_of(reversed(rows[:limit])), len(rows) > limit


def older(asker: Asker, reference: str, *, before: int, limit: int = PAGE) -> tuple[list[Entry], bool] | None:
    """The entries before a position, in order, and whether still older ones exist."""
    facts = head(asker, reference)
    if facts is None:
        return None
    rows = list(
        visible_entries(asker, UUID(facts.id)).filter(position__lt=before).order_by("-position")[: limit + 1]
    )
    return entries_of(reversed(rows[:limit])), len(rows) > limit


def last_said(asker: Asker, reference: str, *, limit: int) -> tuple[Head, list[Entry]] | None:
    """Head and the newest messages in order, without events and what was called back; None if the asker may not see
    it."""
    facts = head(asker, reference)
    if facts is None:
        return None
    said = visible_entries(asker, UUID(facts.id)).exclude(kind="event").exclude(state="undone")
    return facts, entries_of(reversed(said.order_by("-position")[:limit]))


def entries_of(messages: Iterable[Message] | QuerySet[Message]) -> list[Entry]:
    """Entries with their files, in the order given, in two queries."""
    rows = list(messages)
    files = files_of([message.id for message in rows])
    return [_entry(message, files.get(message.id, [])) for message in rows]


def head_of(conversation: Conversation) -> Head:
    return Head(
        id=str(conversation.id),
        reference=conversation.reference,
        version=conversation.version,
        status=conversation.status,
        priority=conversation.priority,
        subject=conversation.subject,
        channel=conversation.inbox.channel,
        inbox=conversation.inbox.name,
        team_id=conversation.team_id,
        team=conversation.team.name if conversation.team else "",
        assignee_id=str(conversation.assignee_id or ""),
        assignee=conversation.assignee.public_name if conversation.assignee else "",
        customer_id=str(conversation.customer_id),
        customer=conversation.customer.name,
        proof=conversation.proof,
        language=conversation.language,
        topic=conversation.topic,
        preview=conversation.preview,
        last_kind=conversation.last_message_kind,
        last_at=_iso(conversation.last_message_at),
        waiting_since=_iso(conversation.waiting_since),
        snoozed_until=_iso(conversation.snoozed_until),
        created_at=_iso(conversation.created_at),
        has_attachment=conversation.has_attachment,
        list_at=_iso(conversation.list_at),
    )


def visible_entries(asker: Asker, conversation_id: UUID) -> QuerySet[Message]:
    """Customers never see notes, our own events, what was called back, or what is still held for undo."""
    rows = Message.objects.filter(conversation_id=conversation_id)
    if isinstance(asker, Staff):
        return rows
    shown = Q(kind="customer") | Q(kind="agent") & ~Q(state="undone") & (
        Q(visible_at__isnull=True) | Q(visible_at__lte=timezone.now())
    )
    return rows.filter(shown | Q(kind="event", event__in=PUBLIC_EVENTS))


# Events that a customer may see in his own conversation.
PUBLIC_EVENTS = ("resolved", "reopened", "joined", "ended")


def files_of(message_ids: list[UUID]) -> dict[UUID, list[FileEntry]]:
    found: dict[UUID, list[FileEntry]] = {}
    if message_ids:
        for attachment in Attachment.objects.filter(message_id__in=message_ids).select_related("file"):
            stored = attachment.file
            found.setdefault(attachment.message_id, []).append(
                FileEntry(
                    id=str(stored.id),
                    name=stored.name,
                    size=stored.size,
                    content_type=stored.content_type,
                    image=stored.image,
                    inline_id=attachment.inline_id,
                )
            )
    return found


def _entry(message: Message, files: list[FileEntry]) -> Entry:
    return Entry(
        id=str(message.id),
        position=message.position,
        version=message.version,
        kind=message.kind,
        at=_iso(message.created_at),
        author=message.author_name,
        agent_id=str(message.agent_id or ""),
        identity_id=str(message.identity_id or ""),
        text=message.text,
        html=message.html,
        quoted=message.quoted,
        state=message.state,
        reason=message.state_reason,
        event=message.event,
        external_id=message.external_id or "",
        data=message.data,
        files=files,
        visible_at=_iso(message.visible_at),
    )


def _iso(value: datetime | None) -> str:
    return value.isoformat() if value else ""
