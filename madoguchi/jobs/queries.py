"""What doctor, /readyz, /metrics and the staff page read. Jobs carry ids only; who may see the page is its decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Min

from madoguchi.jobs.contract import QUEUES
from madoguchi.jobs.models import Job, State, in_state


@dataclass(frozen=True, slots=True)
class QueueState:
    """How a queue stands; `oldest_seconds` is how long its oldest ready job has been due (0 where none is)."""

    queue: str
    ready: int
    waiting: int
    running: int
    dead: int
    oldest_seconds: float


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: int
    name: str
    queue: str
    payload: dict[str, Any]
    attempts: int
    error_class: str
    last_error: str
    created_at: datetime
    finished_at: datetime | None


def queue_states(*, now: datetime | None = None) -> list[QueueState]:
    """One state for each queue, the most urgent first."""
    now = now or datetime.now(UTC)
    counts: dict[tuple[str, str], int] = {}
    for state in (State.READY, State.WAITING, State.RUNNING, State.DEAD):
        rows = Job.objects.filter(in_state(state)).values_list("queue").annotate(Count("id"))
        counts |= {(queue, state): count for queue, count in rows}
    due = Job.objects.filter(in_state(State.READY)).values_list("queue").annotate(Min("run_at"))
    oldest = {queue: max(0.0, (now - since).total_seconds()) for queue, since in due}
    return [
        QueueState(
            queue=queue,
            ready=counts.get((queue, State.READY), 0),
            waiting=counts.get((queue, State.WAITING), 0),
            running=counts.get((queue, State.RUNNING), 0),
            dead=counts.get((queue, State.DEAD), 0),
            oldest_seconds=oldest.get(queue, 0.0),
        )
        for queue in QUEUES
    ]


def dead_letters(*, limit: int = 100, before: int | None = None) -> list[DeadLetter]:
    """Jobs that will not run again by themselves, the newest first; `before` is the id where the last page ended."""
    jobs = Job.objects.filter(in_state(State.DEAD)).order_by("-id")
    if before is not None:
        jobs = jobs.filter(pk__lt=before)
    return [
        DeadLetter(
            id=job.pk,
            name=job.name,
            queue=job.queue,
            payload=job.payload,
            attempts=job.attempts,
            error_class=job.error_class,
            last_error=job.last_error,
            created_at=job.created_at,
            finished_at=job.finished_at,
        )
        for job in jobs[:limit]
    ]


def dead_count() -> int:
    """How many dead letters wait for a person."""
    return Job.objects.filter(in_state(State.DEAD)).count()
