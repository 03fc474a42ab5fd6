"""How far an installation is set up, as plain facts."""

from __future__ import annotations

from uuid import UUID

from madoguchi.inbox.models import Conversation, Inbox


def any_inbox(channel: str = "") -> bool:
    """Whether customers can come in at all, or by this channel."""
    inboxes = Inbox.objects.filter(enabled=True)
    return (inboxes.filter(channel=channel) if channel else inboxes).exists()


def answered_once() -> bool:
    """Whether a customer was ever answered."""
    return Conversation.objects.filter(first_response_at__isnull=False).exists()


def open_count_of(agent_id: UUID) -> int:
    """Conversations that would go back to their teams if this agent left."""
    held = ["new", "open", "pending", "snoozed"]
    return Conversation.objects.filter(assignee_id=agent_id, status__in=held).count()
