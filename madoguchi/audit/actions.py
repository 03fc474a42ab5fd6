"""The audit log has one door in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone

from madoguchi.audit.contract import Verdict
from madoguchi.audit.models import Entry, Inspection
from madoguchi.audit.verifying.database import verify_database


def record(*, actor: str, action: str, subject: str, data: dict[str, Any] | None = None) -> None:
    """Note an act or a read, in the caller's transaction. `data` never holds contents."""
    Entry.objects.create(at=timezone.now(), actor=actor, action=action, subject=subject, data=data or {})


def inspect() -> Verdict:
    """Verify the whole log and keep what was found, for the page of auditors and the doctor."""
    verdict = verify_database()
    problems = [
        asdict(one) | {"at": one.at.isoformat() if one.at else None}
        for one in verdict.problems[: settings.AUDIT_PROBLEMS]
    ]
    Inspection.objects.create(
        at=timezone.now(), sequence=verdict.last, problems=problems, found=verdict.found
    )
    return verdict
