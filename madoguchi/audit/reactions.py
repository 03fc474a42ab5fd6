"""Acts that the audit log hears of by events."""

from __future__ import annotations

from madoguchi.audit.actions import record
from madoguchi.jobs.events import JobDiscarded, JobReplayed


def note_dead_letter(event: JobReplayed | JobDiscarded) -> None:
    """Somebody replayed a dead job or gave it up."""
    act = "replay" if isinstance(event, JobReplayed) else "discard"
    record(actor=event.by, action=f"job.{act}", subject=f"job:{event.job_id}", data={"name": event.name})
