"""Run everything that is due, in the calling thread, and return (`madoguchi worker --once`, for a cron)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from madoguchi.jobs.contract import QUEUES
from madoguchi.jobs.worker import claims, clock, new_token, timetable
from madoguchi.jobs.worker.run import run
from madoguchi.jobs.worker.settle import settle


def work_off(
    *, queues: Sequence[str] = QUEUES, now: Callable[[], datetime] = clock, periodic: bool = False
) -> int:
    """Run due jobs one after another until none is left; returns how many ran. `periodic` enqueues due periods first.

    A job's lease is not renewed here: it must be done within its lease, or another worker may repeat it.
    """
    worker = new_token()
    if periodic:
        with transaction.atomic():
            timetable.announce(now())
            timetable.enqueue_due(now())
    count = 0
    while True:
        with transaction.atomic():
            claims.reclaim(now())
            claims.promote(now())
            claimed = claims.claim(worker, now(), threads=1, queues=queues, running=[])
        if not claimed:
            return count
        for held in claimed:
            outcome = run(held, worker)
            with transaction.atomic():
                settle([outcome], worker, now())
            count += 1
