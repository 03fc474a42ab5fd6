"""Between a job row and the results of django-tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json

from madoguchi.jobs.contract import NORMAL_PRIORITY, Permanent, Retry, current
from madoguchi.jobs.models import Job, State

STATUS = {
    State.WAITING: TaskResultStatus.READY,
    State.READY: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.DEAD: TaskResultStatus.FAILED,
}


def run_task(*, path: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Call a task's function as django-tasks promises: signals, context, and an exception is final.

    (A task whose worker was killed is run again, as any job; a task may raise Retry itself.)
    """
    result = _running_result()
    task = task_at(path)
    task_started.send(type(task.get_backend()), task_result=result)
    given = [TaskContext(task_result=result), *args] if task.takes_context else args
    call: Callable[..., Any] = task.call
    try:
        value = normalize_json(call(*given, **kwargs))
    except Retry:
        raise
    except BaseException as error:
        _finish(result, TaskResultStatus.FAILED)
        raise Permanent(str(error)) from error
    _finish(result, TaskResultStatus.SUCCESSFUL)
    return value


def task_at(path: str) -> Task[Any, Any]:
    """The task at a dotted path; Permanent where there is none (it was removed or renamed)."""
    try:
        task = import_string(path)
    except ImportError as error:
        raise Permanent(f"no task at {path}") from error
    if not isinstance(task, Task):
        raise Permanent(f"{path} is not a task")
    return task


def result_of(job: Job) -> TaskResult[Any]:
    """The result of a task's row as it stands in the database."""
    state = State(job.state)
    payload = job.payload
    task = task_at(payload["task"]).using(
        priority=job.priority - NORMAL_PRIORITY, queue_name=job.queue, backend=payload["backend"]
    )
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[state],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=payload["args"],
        kwargs=payload["kwargs"],
        backend=payload["backend"],
        errors=[_error(job)] if state is State.DEAD else [],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _running_result() -> TaskResult[Any]:
    running = current()
    if running is None:
        raise RuntimeError("a task's job runs inside a worker")
    return result_of(Job.objects.get(pk=running.id))


def _error(job: Job) -> TaskError:
    return TaskError(exception_class_path=job.error_class, traceback=job.last_error)


def _finish(result: TaskResult[Any], status: TaskResultStatus) -> None:
    object.__setattr__(result, "status", status)
    object.__setattr__(result, "finished_at", datetime.now(UTC))
    task_finished.send(type(result.task.get_backend()), task_result=result)
