"""The jobs of the job table itself: run a django-tasks task, and forget old results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from madoguchi.jobs.contract import SLOW, every, job
from madoguchi.jobs.models import Job, State, in_state
from madoguchi.jobs.tasks import run_task

_FORGET_AT_ONCE = 5_000  # rows of one short DELETE, for SQLite has one writer


@job("jobs.task", keep=True)
def run(*, task: str, backend: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Run a django-tasks task, given its dotted path; returns its result. `backend` is for who reads the row."""
    return run_task(path=task, args=args, kwargs=kwargs)


@every("jobs.forget_done", seconds=600, queue=SLOW)
def forget_done() -> None:
    """Delete finished jobs whose result has been kept for long enough."""
    before = datetime.now(UTC) - timedelta(hours=settings.JOBS_KEEP_DONE_HOURS)
    old = Job.objects.filter(in_state(State.DONE), finished_at__lt=before).order_by("finished_at")
    while ids := list(old.values_list("pk", flat=True)[:_FORGET_AT_ONCE]):
        Job.objects.filter(pk__in=ids).delete()
