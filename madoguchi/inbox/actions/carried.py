"""Answers that went a second way, because the first was not looked at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from madoguchi.core.events import publish
from madoguchi.inbox.actions.timeline import locked
from madoguchi.inbox.events import DeliveryChanged
from madoguchi.inbox.models import Conversation, Message


@transaction.atomic
def note_carried(*, conversation_id: UUID, message_ids: Sequence[UUID], channel: str) -> None:
    """Remember on these answers that `channel` has carried them as well (`data["carried"]`), once."""
    conversation = locked(conversation_id, asker=None)
    conversation.version += 1
    for message in Message.objects.select_for_update().filter(conversation=conversation, id__in=message_ids):
        message.data = {**message.data, "carried": channel}
        message.version = conversation.version
        message.save(update_fields=["data", "version"])
        publish(DeliveryChanged(message.id, conversation.id, message.version))
    Conversation.objects.filter(id=conversation.id).update(version=conversation.version)
