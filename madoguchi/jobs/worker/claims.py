"""Claim, renew, reclaim: each one UPDATE, so that no two workers hold one job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

from madoguchi.jobs import sql
from madoguchi.jobs.contract import QUEUES, periods
from madoguchi.jobs.models import Job, State
from madoguchi.jobs.worker.capacity import room
from madoguchi.jobs.worker.held import Held, held_from


@dataclass(frozen=True, slots=True)
class Glance:
    """What there is to do, from one SELECT that takes no lock."""

    ready: frozenset[str]
    due: bool
    expired: bool
    next_due: datetime | None


def glance(now: datetime) -> Glance:
    """Look before writing: an idle worker must not take SQLite's write lock at each poll."""
    with connection.cursor() as cursor:
        *ready, run_at, lease_until = sql.rows(cursor, sql.PEEK, [])[0]
    next_due, first_end = _read_moment(run_at), _read_moment(lease_until)
    return Glance(
        ready=frozenset(queue for queue, first in zip(QUEUES, ready, strict=True) if first is not None),
        due=next_due is not None and next_due <= now,
        expired=first_end is not None and first_end <= now,
        next_due=next_due,
    )


def _read_moment(value: object) -> datetime | None:
    """A time from a raw statement: SQLite has it as text, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value if isinstance(value, datetime) else None


def promote(now: datetime) -> None:
    """Make waiting jobs ready whose time has come."""
    with connection.cursor() as cursor:
        cursor.execute(sql.PROMOTE[connection.vendor], [sql.moment(now)])


def reclaim(now: datetime) -> None:
    """Take jobs back whose worker has not renewed its lease; those without attempts left are dead."""
    at = sql.moment(now)
    with connection.cursor() as cursor:
        lost = sql.rows(cursor, sql.RECLAIM[connection.vendor], [at, at])
    for job_id, name in lost:
        if name in periods:
            replace_older_dead(int(str(job_id)), str(name))


def claim(
    worker: str,
    now: datetime,
    *,
    threads: int,
    queues: Sequence[str],
    running: Iterable[Held],
    only: frozenset[str] | None = None,
) -> list[Held]:
    """Claim as many jobs as threads are free for them, the most urgent queue first; `only` from these."""
    busy = Counter(held.queue for held in running)
    until, at = sql.moment(now + timedelta(seconds=settings.JOBS_LEASE_SECONDS)), sql.moment(now)
    claimed: list[Held] = []
    with connection.cursor() as cursor:
        for queue in queues:
            if (only is not None and queue not in only) or not (most := room(threads, queues, busy, queue)):
                continue
            rows = sql.rows(cursor, sql.CLAIM[connection.vendor], [worker, until, at, queue, most])
            found = sorted((held_from(row) for row in rows), key=lambda held: (-held.priority, held.id))
            busy[queue] += len(found)
            claimed += found
    renew(
        [held for held in claimed if held.lease != timedelta(seconds=settings.JOBS_LEASE_SECONDS)],
        worker,
        now,
    )
    for held in claimed:
        held.renew_at = now + held.lease / 3
    return claimed


def may_claim(threads: int, queues: Sequence[str], ready: frozenset[str], running: Iterable[Held]) -> bool:
    """Whether a ready job could begin now."""
    busy = Counter(held.queue for held in running)
    return any(queue in ready and room(threads, queues, busy, queue) for queue in queues)


def renew(held: Iterable[Held], worker: str, now: datetime) -> None:
    """Extend the leases of running jobs, each by its own length."""
    by_lease: dict[timedelta, list[Held]] = {}
    for each in held:
        by_lease.setdefault(each.lease, []).append(each)
    for lease, group in by_lease.items():
        mine = Job.objects.filter(pk__in=[each.id for each in group], worker=worker, state=State.RUNNING)
        mine.update(lease_until=now + lease)
        for each in group:
            each.renew_at = now + lease / 3


def replace_older_dead(job_id: int, name: str) -> None:
    """Keep one dead letter of a periodic job: the newest says all that the older ones said."""
    Job.objects.filter(name=name, state=State.DEAD, pk__lt=job_id).delete()
