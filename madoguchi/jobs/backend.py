"""django-tasks on the job table: `TASKS = {"default": {"BACKEND": "madoguchi.jobs.backend.LeasedBackend"}}`."""

from __future__ import annotations

from typing import Any

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from madoguchi.jobs.actions import enqueue
from madoguchi.jobs.contract import NORMAL_PRIORITY, QUEUES
from madoguchi.jobs.models import Job
from madoguchi.jobs.tasks import result_of

JOB = "jobs.task"


class LeasedBackend(BaseTaskBackend):
    """A task is a job named `jobs.task`, written in the caller's transaction; its result's id is the job's.

    Queues are the job table's. A task that raises has failed (it can be replayed from the dead letters); one whose
    worker was killed is redone. Results can be read for JOBS_KEEP_DONE_HOURS.
    """

    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, {"QUEUES": list(QUEUES), **params})

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the row; raises InvalidTaskError, TypeError for arguments that are not JSON-able."""
        self.validate_task(task)
        payload = {
            "task": task.module_path,
            "backend": self.alias,
            "args": normalize_json(list(args)),
            "kwargs": normalize_json(dict(kwargs)),
        }
        priority = NORMAL_PRIORITY + task.priority
        job_id = enqueue(JOB, payload, run_at=task.run_after, priority=priority, queue=task.queue_name)
        result = self.get_result(str(job_id))
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """The result as it stands; raises TaskResultDoesNotExist for one unknown or already forgotten."""
        job = Job.objects.filter(pk=result_id, name=JOB).first() if result_id.isdecimal() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job)
