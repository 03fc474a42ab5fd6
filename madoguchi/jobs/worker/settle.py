"""Write what became of jobs. Every statement is fenced by worker and attempt: who lost a lease changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, QuerySet

from madoguchi.jobs.contract import periods, registry
from madoguchi.jobs.models import Job, State
from madoguchi.jobs.worker.claims import replace_older_dead
from madoguchi.jobs.worker.held import Done, Failed, Held, NotBegun, Outcome


def settle(outcomes: Sequence[Outcome], worker: str, now: datetime) -> bool:
    """Write all outcomes in the current transaction; True where one of these jobs will run again."""
    gone: list[Held] = []
    again = False
    for outcome in outcomes:
        match outcome:
            case Done(held, result):
                if _kept(held):
                    again |= _keep(held, result, worker, now)
                else:
                    gone.append(held)
            case Failed(held):
                again |= _fail(outcome, worker, now)
            case NotBegun(held):
                _mine(held, worker).update(state=State.READY, attempts=F("attempts") - 1, lease_until=None)
                again = True
    return (_delete(gone, worker) if gone else False) or again


def _delete(gone: list[Held], worker: str) -> bool:
    ids, pairs = ", ".join(["%s"] * len(gone)), ", ".join(["(%s, %s)"] * len(gone))
    values = [value for held in gone for value in (held.id, held.attempt)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM jobs_job WHERE id IN ({ids}) AND (id, attempts) IN (VALUES {pairs})"  # noqa: S608
            " AND worker = %s AND state = 'running' AND NOT again",
            [*(held.id for held in gone), *values, worker],
        )
        deleted = cursor.rowcount
    if deleted == len(gone):
        return False
    again = [_once_more(held, worker) for held in gone]
    return any(again)


def _once_more(held: Held, worker: str) -> bool:
    """A job enqueued again by its key while it ran starts afresh, whatever became of this run."""
    renewed = _mine(held, worker).filter(again=True)
    return bool(renewed.update(state=State.READY, attempts=0, again=False, lease_until=None))


def _keep(held: Held, result: object, worker: str, now: datetime) -> bool:
    if _once_more(held, worker):
        return True
    _mine(held, worker).update(state=State.DONE, result=result, finished_at=now, lease_until=None)
    return False


def _fail(failed: Failed, worker: str, now: datetime) -> bool:
    held = failed.held
    _mine(held, worker).update(error_class=failed.error_class, last_error=failed.error)
    if _once_more(held, worker):
        return True
    if failed.after is not None:
        at = now + timedelta(seconds=max(0.0, failed.after))
        _mine(held, worker).update(state=State.WAITING, run_at=at, lease_until=None)
        return True
    dead = _mine(held, worker).update(state=State.DEAD, finished_at=now, lease_until=None)
    if dead and held.name in periods:
        replace_older_dead(held.id, held.name)
    return False


def _kept(held: Held) -> bool:
    spec = registry.get(held.name)
    return spec is not None and spec.keep


def _mine(held: Held, worker: str) -> QuerySet[Job]:
    return Job.objects.filter(pk=held.id, worker=worker, attempts=held.attempt, state=State.RUNNING)
