"""Writing into a conversation: the row is locked, its version rises, the entry gets that version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from madoguchi.inbox.contract import NotAllowed
from madoguchi.inbox.models import Conversation, Message
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Asker


def locked(reference_or_id: str | UUID, *, asker: Asker | None) -> Conversation:
    """The conversation, locked until the transaction ends, fetched as `asker` (None: the system itself).

    Raises:
        NotAllowed: it does not exist, or not for this asker; both answer alike.
    """
    rows = Conversation.objects.select_for_update(of=("self",))
    rows = rows if asker is None else visible_to(asker, rows)
    field = "id" if isinstance(reference_or_id, UUID) else "reference"
    conversation = rows.filter(**{field: reference_or_id}).first()
    if conversation is None:
        raise NotAllowed("There is no such conversation.")
    return conversation


def append(conversation: Conversation, *, kind: str, changed: Iterable[str] = (), **fields: Any) -> Message:
    """Insert an entry at the next version and save the conversation's `changed` fields with it."""
    assert transaction.get_connection().in_atomic_block
    now = timezone.now()
    conversation.version += 1
    conversation.updated_at = now
    message = Message.objects.create(
        conversation=conversation,
        inbox_id=fields.pop("inbox_id", conversation.inbox_id),
        position=conversation.version,
        version=conversation.version,
        kind=kind,
        created_at=now,
        **fields,
    )
    conversation.save(update_fields=["version", "updated_at", *changed])
    return message


def change_entry(conversation: Conversation, message: Message, *, changed: Iterable[str]) -> None:
    """Save an entry's `changed` fields at the next version, so that every screen hears of it."""
    conversation.version += 1
    message.version = conversation.version
    message.save(update_fields=["version", *changed])
    conversation.save(update_fields=["version"])
