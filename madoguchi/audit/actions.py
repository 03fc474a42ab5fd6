"""The audit log has one door in."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from madoguchi.audit.models import Entry


def record(*, actor: str, action: str, subject: str, data: dict[str, Any] | None = None) -> None:
    """Note an act or a read, in the caller's transaction. `data` never holds contents."""
    Entry.objects.create(at=timezone.now(), actor=actor, action=action, subject=subject, data=data or {})
