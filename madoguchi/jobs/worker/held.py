"""A claimed job, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.conf import settings

from madoguchi.jobs import sql
from madoguchi.jobs.contract import registry


@dataclass(slots=True)
class Held:
    """A job that this worker has claimed; `attempt` counts from 1 and fences its outcome off from later claims."""

    id: int
    name: str
    payload: dict[str, Any]
    attempt: int
    max_attempts: int
    queue: str
    priority: int
    lease: timedelta = field(init=False)
    renew_at: datetime | None = None

    def __post_init__(self) -> None:
        spec = registry.get(self.name)
        self.lease = timedelta(seconds=(spec and spec.lease) or settings.JOBS_LEASE_SECONDS)

    @property
    def claim(self) -> tuple[int, int]:
        """Tells this claim of the job from an earlier one whose lease ran out."""
        return self.id, self.attempt


@dataclass(frozen=True, slots=True)
class Done:
    held: Held
    result: object = None


@dataclass(frozen=True, slots=True)
class Failed:
    """`after` is in seconds; None: no further attempt."""

    held: Held
    after: float | None
    error_class: str
    error: str


@dataclass(frozen=True, slots=True)
class NotBegun:
    held: Held


Outcome = Done | Failed | NotBegun


def held_from(row: sql.Row) -> Held:
    """The job of a row that CLAIM returned."""
    held = Held(*row)  # type: ignore[arg-type]
    if isinstance(held.payload, str):
        held.payload = msgspec.json.decode(held.payload)
    return held
