"""Workers run each job, and one job never twice at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from madoguchi.jobs.actions import AlreadyOpen, NotDead, discard, enqueue, enqueue_many, replay
from madoguchi.jobs.contract import NewJob
from madoguchi.jobs.models import Job, State
from madoguchi.jobs.queries import dead_count, dead_letters, queue_states
from madoguchi.jobs.tests import work
from madoguchi.jobs.worker.once import work_off
from tests import patience
from tests.patience import until


def test_two_workers_run_each_job_once_and_never_the_same_at_one_time(worker):
    worker(threads=3)
    worker(threads=3)
    for start in range(0, 300, 30):
        with transaction.atomic():
            enqueue_many(NewJob("test.alone", {"number": number}) for number in range(start, start + 30))
    until(lambda: len(work.ran) >= 300)
    until(lambda: not Job.objects.filter(name="test.alone").exists())
    assert sorted(work.ran) == list(range(300))
    assert work.overlaps == []


def test_a_failing_job_waits_longer_each_time_and_ends_with_the_dead(worker, clock, settings):
    settings.JOBS_BACKOFF_SECONDS = 100
    running = worker(now=clock)
    job_id = enqueue("test.fail", {})

    def waits(attempt):
        until(lambda: Job.objects.filter(pk=job_id, state=State.WAITING, attempts=attempt).exists())
        return (Job.objects.get(pk=job_id).run_at - clock()).total_seconds()

    first = waits(1)
    assert 50 <= first <= 100
    clock.advance(first - 1)
    running.wake()
    enqueue("test.note", {"text": "another goes before it"})
    until(lambda: "another goes before it" in work.ran)
    assert Job.objects.get(pk=job_id).attempts == 1
    clock.advance(2)
    running.wake()
    second = waits(2)
    assert 100 <= second <= 200
    clock.advance(second)
    running.wake()
    until(lambda: dead_count() == 1)
    assert [entry for entry in work.ran if isinstance(entry, int)] == [1, 2, 3]
    letter = dead_letters()[0]
    assert (letter.id, letter.attempts, letter.error_class) == (job_id, 3, "builtins.RuntimeError")
    assert "the provider said" in letter.last_error


def test_a_job_may_say_when_to_come_back(worker, clock):
    worker(now=clock)
    job_id = enqueue("test.come_back", {})
    until(lambda: Job.objects.filter(pk=job_id, state=State.WAITING).exists())
    job = Job.objects.get(pk=job_id)
    assert job.run_at - clock() == timedelta(seconds=90)
    assert job.last_error == "too many requests"


def test_a_dead_letter_is_replayed_or_discarded_by_a_person(db):
    hopeless = enqueue("test.hopeless", {}, key="delivery:1")
    fine = enqueue("test.note", {"text": "fine"})
    assert work_off() == 2
    assert work.ran == ["tried", "fine"]
    assert [(letter.id, letter.last_error) for letter in dead_letters()] == [(hopeless, "no such mailbox")]
    with pytest.raises(NotDead):
        replay(fine, by="ada")
    newer = enqueue("test.hopeless", {}, key="delivery:1")
    with pytest.raises(AlreadyOpen):
        replay(hopeless, by="ada")
    Job.objects.filter(pk=newer).delete()
    replay(hopeless, by="ada")
    assert Job.objects.get(pk=hopeless).attempts == 0
    assert work_off() == 1
    assert dead_count() == 1
    discard(hopeless, by="ada")
    assert not Job.objects.exists()
    with pytest.raises(NotDead):
        discard(hopeless, by="ada")


def test_the_higher_priority_goes_first_then_the_older(db):
    for text, priority in (("b", 5), ("c", 5), ("d", 1), ("a", 9)):
        enqueue("test.note", {"text": text}, priority=priority)
    enqueue("test.deliver", {"text": "urgent queue"}, priority=0)
    work_off()
    assert work.ran == ["urgent queue", "a", "b", "c", "d"]


def test_slow_work_never_holds_up_a_delivery(worker):
    with transaction.atomic():
        enqueue_many([NewJob("test.slow", {})] * 5)
    worker(threads=2)
    assert work.began.acquire(timeout=patience.SECONDS)
    enqueue("test.deliver", {"text": "reply"})
    until(lambda: work.ran == ["reply"])
    states = {state.queue: state for state in queue_states()}
    assert (states["slow"].running, states["deliver"].ready) == (1, 0)
    assert Job.objects.filter(name="test.slow", state=State.READY).count() == 4
    assert states["slow"].oldest_seconds > 0
    work.may_end.set()
    until(lambda: not Job.objects.filter(name="test.slow").exists())


def test_a_stopping_worker_finishes_what_runs_and_begins_nothing_more(worker):
    with transaction.atomic():
        enqueue_many(NewJob("test.hold", {"text": str(number)}) for number in range(4))
    running = worker(threads=1)
    assert work.began.acquire(timeout=patience.SECONDS)
    assert not running.stop(0.1)
    work.may_end.set()
    assert running.stop(20)
    assert work.ran == ["0"]
    left = Job.objects.filter(name="test.hold")
    assert [(job.state, job.attempts) for job in left] == [("ready", 0)] * 3


def test_the_lease_of_a_long_job_is_renewed_and_that_of_a_lost_one_is_not(worker, clock):
    first = worker(now=clock, threads=1)
    job_id = enqueue("test.hold", {"text": "long"})
    assert work.began.acquire(timeout=patience.SECONDS)
    until(lambda: Job.objects.get(pk=job_id).lease_until == clock() + timedelta(seconds=30))
    other = worker(now=clock, threads=1)
    for _ in range(5):
        clock.advance(15)
        first.wake()
        until(lambda: Job.objects.get(pk=job_id).lease_until == clock() + timedelta(seconds=30))
        other.wake()
    assert Job.objects.get(pk=job_id).attempts == 1
    Job.objects.filter(pk=job_id).update(
        worker="a machine that burnt down", lease_until=clock() - timedelta(seconds=1)
    )
    other.wake()
    until(lambda: Job.objects.get(pk=job_id).attempts == 2)
    work.may_end.set()
    until(lambda: not Job.objects.filter(pk=job_id).exists())


def test_a_job_that_takes_its_worker_down_each_time_ends_with_the_dead(db, clock):
    job_id = enqueue("test.fail", {})
    Job.objects.filter(pk=job_id).update(state=State.RUNNING, attempts=3, worker="gone", lease_until=clock())
    assert work_off() == 0
    assert [(letter.id, letter.error_class.split(".")[-1]) for letter in dead_letters()] == [
        (job_id, "WorkerLost")
    ]


def test_a_result_of_a_lost_lease_changes_nothing(worker):
    job_id = enqueue("test.hold", {"text": "stalled"})
    running = worker(threads=1)
    assert work.began.acquire(timeout=patience.SECONDS)
    Job.objects.filter(pk=job_id).update(worker="another", attempts=2)
    work.may_end.set()
    assert running.stop(20)
    assert Job.objects.get(pk=job_id).worker == "another"
