"""What the inbox itself does because of what happened: it tells the screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from madoguchi.inbox.contract import Left
from madoguchi.inbox.events import ConversationRead
from madoguchi.inbox.queries.announce import announced_changes, head_by_id
from madoguchi.inbox.queries.visibility import hearers
from madoguchi.live.actions import announce


def show_changes(events: Sequence[Any]) -> None:
    """Announce to all who watch these conversations, and to the lists of those who may see them, what changed; and to
    those who saw it until now, that it is gone."""
    changed: dict[UUID, list[tuple[UUID | None, int]]] = {}
    heard: dict[UUID, set[str]] = {}
    for event in events:
        heard.setdefault(event.conversation_id, set()).update(getattr(event, "heard", ()))
        changed.setdefault(event.conversation_id, []).append(
            (getattr(event, "message_id", None), event.version)
        )
    for change in announced_changes(changed):
        topics = hearers(team_id=change.head.team_id, assignee_id=change.head.assignee_id)
        for topic in heard.get(UUID(change.head.id), set()).difference(topics):
            announce(topic, Left(change.head.reference, change.head.version, topic, topics))
        announce(f"conversation:{change.head.id}", change)
        for topic in topics:
            announce(topic, change.head)


def show_read(event: ConversationRead) -> None:
    """Tell those who watch the conversation how far an agent has read; what a customer read stands on the answers."""
    if not event.reader.startswith("agent:"):
        return
    facts = head_by_id(event.conversation_id)
    if facts:
        payload = {"t": "read", "by": "agent", "c": facts.reference, "version": event.version}
        announce(f"conversation:{event.conversation_id}", payload)
