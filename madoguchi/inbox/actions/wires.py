"""Whether an inbox's own wire works, as staff see it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from madoguchi.inbox.models import Inbox


def wire_works(*, inbox_id: UUID) -> None:
    """The wire was read or used just now; an earlier problem is over."""
    Inbox.objects.filter(id=inbox_id).update(
        last_success_at=timezone.now(), last_problem="", last_problem_at=None
    )


def wire_failed(*, inbox_id: UUID, reason: str) -> None:
    """The wire does not work; `reason` in plain words, shown beside the inbox until it works again."""
    Inbox.objects.filter(id=inbox_id).update(last_problem=reason[:1000], last_problem_at=timezone.now())
