"""Whether an inbox's own wire works, as staff see it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, F, Value, When
from django.utils import timezone

from madoguchi.inbox.models import Inbox

SENDING = "Answers cannot be sent: "


def wire_works(*, inbox_id: UUID) -> None:
    """The wire was read just now; an earlier problem is over, unless it is one of sending."""
    sending = When(last_problem__startswith=SENDING, then=F("last_problem"))
    since = When(last_problem__startswith=SENDING, then=F("last_problem_at"))
    Inbox.objects.filter(id=inbox_id).update(
        last_success_at=timezone.now(),
        last_problem=Case(sending, default=Value("")),
        last_problem_at=Case(since, default=Value(None)),
    )


def wire_failed(*, inbox_id: UUID, reason: str) -> None:
    """The wire does not work; `reason` in plain words, shown beside the inbox until it works again."""
    Inbox.objects.filter(id=inbox_id).update(last_problem=reason[:1000], last_problem_at=timezone.now())


def sending_failed(*, inbox_id: UUID, reason: str) -> None:
    """The server for answers cannot be used; shown beside the inbox until it can."""
    wire_failed(inbox_id=inbox_id, reason=SENDING + reason)


def sending_works(*, inbox_id: UUID) -> None:
    """The server for answers let us in; a problem of sending is over, one of reading is not."""
    troubled = Inbox.objects.filter(id=inbox_id, last_problem__startswith=SENDING)
    if troubled.exists():
        troubled.update(last_problem="", last_problem_at=None)
