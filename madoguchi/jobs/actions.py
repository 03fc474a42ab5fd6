"""Every write that others ask for: enqueue work, and decide about dead letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from madoguchi.core.events import publish
from madoguchi.jobs import sql, wake
from madoguchi.jobs.contract import NORMAL_PRIORITY, QUEUES, NewJob, spec_of
from madoguchi.jobs.events import JobDiscarded, JobReplayed
from madoguchi.jobs.models import Job, State


class NotDead(LookupError):
    """The job is not in the dead-letter list (any more)."""


class AlreadyOpen(Exception):
    """A job with the same key is open, so the dead one need not be run again."""


class PayloadTooLarge(ValueError):
    """A payload carries ids, not contents: it exceeds JOBS_PAYLOAD_BYTES."""


def enqueue(
    name: str,
    payload: dict[str, Any],
    *,
    run_at: datetime | None = None,
    key: str | None = None,
    priority: int = NORMAL_PRIORITY,
    queue: str | None = None,
) -> int | None:
    """Write one job in the caller's transaction; returns its id.

    With a `key`, only one job of that key is open at a time: None is returned where one is still to begin; one that
    runs already is marked to run once more afterwards (its own id is returned), for it may have read the old state.
    Raises UnknownJob, PayloadTooLarge, TypeError for a payload that is not JSON-able.
    """
    ids = enqueue_many((NewJob(name, payload, run_at, key, priority, queue),))
    return ids[0] if ids else None


def enqueue_many(jobs: Iterable[NewJob]) -> list[int]:
    """Write many jobs by one statement; returns the ids of those written (see `enqueue` for keys and errors)."""
    now = datetime.now(UTC)
    rows = _distinct(jobs, now)
    if not rows:
        return []
    text = msgspec.json.encode(rows).decode()
    if len(text) > settings.JOBS_PAYLOAD_BYTES:
        _refuse_large(rows)
    with connection.cursor() as cursor:
        written = sql.rows(cursor, sql.INSERT[connection.vendor], [sql.moment(now), text])
    wake.after_commit()
    return [row[0] for row in written]  # type: ignore[misc]


def enqueue_reactions(requests: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """The door that `core.events.publish` uses."""
    enqueue_many(NewJob(name, payload) for name, payload in requests)


@transaction.atomic
def replay(job_id: int, *, by: str) -> None:
    """Give a dead letter all its attempts again; `by` says who asked. Raises NotDead, AlreadyOpen."""
    job = _dead(job_id)
    now = datetime.now(UTC)
    try:
        with transaction.atomic():
            Job.objects.filter(pk=job.pk).update(
                state=State.READY, attempts=0, run_at=now, finished_at=None, started_at=None, again=False
            )
    except IntegrityError:
        raise AlreadyOpen(f"a job with the key {job.key!r} is open already") from None
    publish(JobReplayed(job_id=job.pk, name=job.name, by=by))
    wake.after_commit()


@transaction.atomic
def discard(job_id: int, *, by: str) -> None:
    """Delete a dead letter; `by` says who decided it. Raises NotDead."""
    job = _dead(job_id)
    Job.objects.filter(pk=job.pk).delete()
    publish(JobDiscarded(job_id=job_id, name=job.name, by=by))


def _dead(job_id: int) -> Job:
    job = Job.objects.select_for_update().filter(pk=job_id, state=State.DEAD).first()
    if job is None:
        raise NotDead(f"job {job_id} is not in the dead-letter list")
    return job


def _distinct(jobs: Iterable[NewJob], now: datetime) -> list[tuple[object, ...]]:
    """The rows of the statement, the first of each key: PostgreSQL refuses to update a row just inserted."""
    at_once = _text(now)
    keys: set[str] = set()
    rows: list[tuple[object, ...]] = []
    for name, payload, run_at, key, priority, queue in jobs:
        if key is not None:
            if key in keys:
                continue
            keys.add(key)
        spec = spec_of(name)
        later = run_at is not None and run_at > now
        if queue is not None and queue not in QUEUES:
            raise ValueError(f"the queue {queue!r} is none of {', '.join(QUEUES)}")
        rows.append(
            (
                name,
                queue or spec.queue,
                priority,
                payload,
                key,
                "waiting" if later else "ready",
                _text(run_at) if run_at is not None and later else at_once,
                spec.attempts,
            )
        )
    return rows


def _text(value: datetime) -> str:
    """A time inside the JSON of the statement: in UTC, as SQLite keeps it and PostgreSQL reads it."""
    if connection.vendor == "sqlite":
        return str(sql.moment(value))
    return value.astimezone(UTC).isoformat()


def _refuse_large(rows: list[tuple[object, ...]]) -> None:
    most = settings.JOBS_PAYLOAD_BYTES
    for row in rows:
        if len(msgspec.json.encode(row[3])) > most:
            raise PayloadTooLarge(f"the payload of {row[0]} is larger than {most:.0f} bytes")
