"""Periodic jobs run once for all workers, and a missed period is not made up for."""

from __future__ import annotations

from datetime import timedelta

from madoguchi.jobs.contract import periods
from madoguchi.jobs.models import Job, Periodic
from madoguchi.jobs.tests import work
from tests.patience import until


def _ticks() -> int:
    return len(work.ticks)


def _settled() -> bool:
    return not Job.objects.filter(name="test.tick").exists()


def test_once_for_two_workers_and_once_for_missed_periods(worker, clock):
    workers = [worker(now=clock), worker(now=clock)]
    until(lambda: _ticks() == 1 and _settled())
    first = Periodic.objects.get(name="test.tick").next_run_at
    assert first == clock() + timedelta(hours=1)

    clock.advance(3 * 3600 + 60)
    for each in workers:
        each.wake()
    until(lambda: _ticks() == 2 and _settled())
    assert Periodic.objects.get(name="test.tick").next_run_at == first + timedelta(hours=3)

    clock.advance(600)
    workers[0].wake()
    workers[0].stop(20)
    workers[1].stop(20)
    assert _ticks() == 2


def test_a_shortened_period_counts_from_now(worker, clock):
    Periodic.objects.create(name="test.tick", next_run_at=clock() + timedelta(days=30))
    worker(now=clock)
    until(lambda: Periodic.objects.filter(name="jobs.forget_done").exists())
    until(
        lambda: (
            Periodic.objects.get(name="test.tick").next_run_at
            == clock() + timedelta(seconds=periods["test.tick"])
        )
    )
    assert _ticks() == 0
