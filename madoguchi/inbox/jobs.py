"""The inbox's work that may happen a moment later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from madoguchi.inbox.actions import drop_old_drafts, wake_snoozed
from madoguchi.inbox.models import Message
from madoguchi.jobs.contract import every, job
from madoguchi.search.actions import Document, index


@job("inbox.index_messages", queue="slow")
def index_messages(*, events: list[dict[str, Any]]) -> None:
    """Make the messages of these events findable; each leads to its conversation."""
    ids = [UUID(str(event["message_id"])) for event in events]
    rows = Message.objects.filter(id__in=ids).values_list(
        "id",
        "conversation_id",
        "conversation__reference",
        "conversation__subject",
        "author_name",
        "text",
    )
    index([Document("message", str(id), str(holder), " ".join(words)) for id, holder, *words in rows])


@every("inbox.wake_snoozed", seconds=30)
def wake() -> None:
    """Open what was snoozed until now."""
    wake_snoozed()


@every("inbox.drop_old_drafts", seconds=86_400)
def drop_drafts() -> None:
    drop_old_drafts()
