"""One entry, and one file, as somebody may see them."""

from __future__ import annotations

from uuid import UUID

from madoguchi.inbox.contract import Entry
from madoguchi.inbox.models import Attachment
from madoguchi.inbox.queries.heads import head
from madoguchi.inbox.queries.thread import entries_of, visible_entries
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Asker


def entry(asker: Asker, reference: str, message_id: UUID) -> Entry | None:
    """The entry of this conversation, or None if there is none for this asker."""
    facts = head(asker, reference)
    if facts is None:
        return None
    return next(iter(entries_of(visible_entries(asker, UUID(facts.id)).filter(id=message_id))), None)


def may_read_file(asker: Asker, file_id: UUID) -> bool:
    """Whether the file hangs on an entry that this agent or customer may see."""
    attached = Attachment.objects.filter(
        file_id=file_id, message__conversation__in=visible_to(asker)
    ).values_list("message_id", "message__conversation_id")
    return any(
        visible_entries(asker, conversation_id).filter(id=message_id).exists()
        for message_id, conversation_id in attached[:50]
    )
