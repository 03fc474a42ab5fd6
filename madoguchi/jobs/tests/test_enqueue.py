"""Rows are written in the caller's transaction, once for each open key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from madoguchi.jobs.actions import PayloadTooLarge, enqueue, enqueue_many
from madoguchi.jobs.contract import NewJob, UnknownJob, job
from madoguchi.jobs.models import Job, State
from madoguchi.jobs.tests import work
from tests import patience
from tests.patience import until


def test_a_job_of_a_rolled_back_transaction_never_runs(worker):
    worker()
    with transaction.atomic():
        enqueue("test.note", {"text": "undone"})
        transaction.set_rollback(True)
    with transaction.atomic():
        enqueue("test.note", {"text": "kept"})
        with transaction.atomic():
            enqueue("test.note", {"text": "undone in a savepoint"})
            transaction.set_rollback(True)
    until(lambda: work.ran)
    until(lambda: not Job.objects.filter(name="test.note").exists())
    assert work.ran == ["kept"]


def test_a_worker_is_woken_once_for_a_transaction_even_after_an_undone_savepoint(transactional_db):
    with transaction.atomic():
        for _ in range(3):
            enqueue("test.note", {"text": "x"})
        assert len(connection.run_on_commit) == 1
        with transaction.atomic():
            enqueue("test.note", {"text": "y"})
            transaction.set_rollback(True)
        assert len(connection.run_on_commit) == 1


def test_the_raw_rows_are_what_the_orm_would_have_written(db):
    soon = datetime.now(UTC) + timedelta(hours=1)
    past = datetime.now(UTC) - timedelta(hours=1)
    payload = {"text": "質問 'quoted' \\ \n", "n": 1.5, "none": None, "list": [1, {"a": True}]}
    ids = enqueue_many(
        [
            NewJob("test.note", payload),
            NewJob("test.deliver", {}, run_at=soon, key="k", priority=-3),
            NewJob("test.slow", {}, run_at=past, queue="default"),
        ]
    )
    now_job, later_job, late_job = [Job.objects.get(pk=pk) for pk in ids]
    assert (now_job.payload, now_job.queue, now_job.state, now_job.priority) == (
        payload,
        "default",
        "ready",
        5,
    )
    assert (later_job.state, later_job.run_at, later_job.key, later_job.queue) == (
        "waiting",
        soon,
        "k",
        "deliver",
    )
    assert (later_job.priority, now_job.max_attempts, late_job.queue, late_job.state) == (
        -3,
        8,
        "default",
        "ready",
    )
    for written in (now_job, later_job, late_job):
        copy = Job.objects.get(pk=written.pk)
        copy.pk = copy.key = None
        copy.save(force_insert=True)
        twin = Job.objects.get(pk=copy.pk)
        same = [f.attname for f in Job._meta.concrete_fields if f.attname not in ("id", "key")]
        assert [getattr(twin, name) for name in same] == [getattr(written, name) for name in same]


def test_one_open_job_for_a_key(db):
    first = enqueue("test.note", {"text": "1"}, key="conversation:7")
    assert first is not None
    assert enqueue("test.note", {"text": "2"}, key="conversation:7") is None
    assert (
        enqueue_many(
            [NewJob("test.note", {"text": "3"}, key="other")] * 2 + [NewJob("test.note", {"text": "4"})]
        )
        != []
    )
    assert Job.objects.count() == 3
    Job.objects.filter(pk=first).update(state=State.DEAD)
    assert enqueue("test.note", {"text": "5"}, key="conversation:7") is not None


def test_a_key_enqueued_while_its_job_runs_runs_once_more(worker):
    first = enqueue("test.hold", {"text": "indexed"}, key="conversation:7")
    worker()
    assert work.began.acquire(timeout=patience.SECONDS)
    assert enqueue("test.hold", {"text": "ignored"}, key="conversation:7") == first
    assert enqueue("test.hold", {"text": "ignored"}, key="conversation:7") == first
    work.may_end.set()
    until(lambda: not Job.objects.filter(name="test.hold").exists())
    assert work.ran == ["indexed", "indexed"]


def test_what_cannot_run_is_refused_at_the_door(db, settings):
    with pytest.raises(UnknownJob, match=r"inbox\.delivr"):
        enqueue("inbox.delivr", {})
    with pytest.raises(ValueError, match="queue"):
        enqueue("test.note", {"text": "x"}, queue="fast")
    settings.JOBS_PAYLOAD_BYTES = 100
    with pytest.raises(PayloadTooLarge):
        enqueue("test.note", {"text": "x" * 100})
    with pytest.raises(TypeError):
        enqueue("test.note", {"text": object()})
    assert not Job.objects.exists()


def test_a_registration_that_would_mislead_is_refused():
    with pytest.raises(ValueError, match="taken"):
        job("test.note")(lambda: None)
    with pytest.raises(ValueError, match="keyword-only"):
        job("test.other")(lambda text: None)
