"""Periodic jobs without a second service: whoever moves a row's `next_run_at` on by UPDATE enqueues the run."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from madoguchi.jobs.actions import enqueue
from madoguchi.jobs.contract import periods
from madoguchi.jobs.models import Periodic


def announce(now: datetime) -> None:
    """Add a row for each new periodic job, due at once; bring a shortened period forward."""
    Periodic.objects.bulk_create(
        [Periodic(name=name, next_run_at=now) for name in sorted(periods)], ignore_conflicts=True
    )
    for name, seconds in periods.items():
        latest = now + timedelta(seconds=seconds)
        Periodic.objects.filter(name=name, next_run_at__gt=latest).update(next_run_at=latest)


def next_due() -> datetime | None:
    """When the first of the registered periodic jobs is due."""
    rows = (
        Periodic.objects.filter(name__in=list(periods))
        .order_by("next_run_at")
        .values_list("next_run_at", flat=True)
    )
    return rows.first()


def enqueue_due(now: datetime) -> None:
    """Enqueue what is due, in the current transaction; several missed periods are one run, and the rhythm is kept."""
    for row in Periodic.objects.filter(name__in=list(periods), next_run_at__lte=now):
        period = periods[row.name]
        passed = math.floor((now - row.next_run_at).total_seconds() / period) + 1
        mine = Periodic.objects.filter(name=row.name, next_run_at=row.next_run_at)
        if mine.update(next_run_at=row.next_run_at + timedelta(seconds=passed * period)):
            enqueue(row.name, {}, key=f"every:{row.name}")
