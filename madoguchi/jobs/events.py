"""What happens to dead letters by a person's hand (for the audit log)."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.core.events import Event


@dataclass(frozen=True, slots=True)
class JobReplayed(Event):
    job_id: int
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class JobDiscarded(Event):
    job_id: int
    name: str
    by: str
