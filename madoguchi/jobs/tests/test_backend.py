"""django-tasks tasks on our table, from enqueuing to the result."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django_tasks import TaskResultStatus, default_task_backend
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from madoguchi.jobs.actions import replay
from madoguchi.jobs.jobs import forget_done
from madoguchi.jobs.models import Job
from madoguchi.jobs.tests.sample_tasks import add, attempts, break_down
from madoguchi.jobs.worker.once import work_off

pytestmark = pytest.mark.django_db


def test_a_task_runs_and_its_result_is_read_until_it_is_forgotten():
    result = add.enqueue(2, b=3)
    assert (result.status, result.is_finished, result.attempts) == (TaskResultStatus.READY, False, 0)
    assert Job.objects.get(pk=result.id).priority == 15
    work_off()
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 5, 1)
    assert add.get_result(result.id).kwargs == {"b": 3}
    forget_done()
    assert add.get_result(result.id).return_value == 5
    Job.objects.filter(pk=result.id).update(finished_at=datetime.now(UTC) - timedelta(hours=25))
    forget_done()
    with pytest.raises(TaskResultDoesNotExist):
        result.refresh()


def test_a_task_that_raises_has_failed_and_can_be_replayed():
    result = break_down.enqueue("the index is away")
    work_off()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is LookupError
    assert "the index is away" in result.errors[0].traceback
    with pytest.raises(ValueError, match="failed"):
        _ = result.return_value
    replay(int(result.id), by="ada")
    result.refresh()
    assert result.status == TaskResultStatus.READY


def test_a_coroutine_gets_its_context():
    result = attempts.enqueue(greeting="こんにちは")
    work_off()
    result.refresh()
    assert result.return_value == ["こんにちは", 1, result.id]


def test_a_deferred_task_waits_and_unknown_queues_are_refused():
    result = add.using(run_after=datetime.now(UTC) + timedelta(hours=1), queue_name="deliver").enqueue(1, 1)
    assert work_off() == 0
    result.refresh()
    assert result.status == TaskResultStatus.READY
    assert result.task.queue_name == "deliver"
    with pytest.raises(InvalidTaskError):
        add.using(queue_name="other")
    for unknown in ("999999", "x", "-1"):
        with pytest.raises(TaskResultDoesNotExist):
            default_task_backend.get_result(unknown)
    assert run_checks() is not None
