"""Whether an inbox's own wire works, as staff see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, DateTimeField, F, TextField, Value, When
from django.utils import timezone

from madoguchi.audit import actions as audit
from madoguchi.inbox.models import Inbox

SENDING = "Answers cannot be sent: "


def wire_works(*, inbox_id: UUID) -> None:
    """The wire was read just now; an earlier problem is over, unless it is one of sending."""
    sending = When(last_problem__startswith=SENDING, then=F("last_problem"))
    since = When(last_problem__startswith=SENDING, then=F("last_problem_at"))
    Inbox.objects.filter(id=inbox_id).update(
        last_success_at=timezone.now(),
        last_problem=Case(sending, default=Value(""), output_field=TextField()),
        last_problem_at=Case(since, default=Value(None), output_field=DateTimeField()),
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


@transaction.atomic
def set_wires(*, inbox_id: UUID, settings: dict[str, Any], secrets: bytes, actor: str) -> None:
    """Keep how an inbox reaches its servers; `secrets` is encrypted by the channel that reads it."""
    Inbox.objects.filter(id=inbox_id).update(settings=settings, secrets=secrets)
    audit.record(
        actor=actor, action="inbox.wires_set", subject=f"inbox:{inbox_id}", data={"parts": sorted(settings)}
    )
