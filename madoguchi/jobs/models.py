"""Two tables: work to do, and when periodic work is next due."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting for its time")
    READY = "ready", _("Ready")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    DEAD = "dead", _("Failed for good")


def in_state(state: State) -> RawSQL:
    """A condition with the state as a literal: with a bound value SQLite could not use the partial indexes."""
    return RawSQL(f"jobs_job.state = '{state.value}'", (), output_field=models.BooleanField())  # noqa: S611 - an enum


OPEN = (State.WAITING.value, State.READY.value, State.RUNNING.value)


class Job(models.Model):
    """One piece of work.

    A job whose time lies ahead is `waiting` and is moved to `ready` when it comes, so that the index from which jobs
    are claimed holds only what can be claimed: its cost grows neither with the scheduled nor with the finished pile.
    A finished job's row is deleted, unless its registration keeps it (`done`) so that the result can be read.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=200)
    queue = models.CharField(max_length=32)
    priority = models.SmallIntegerField()
    payload = models.JSONField()
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 - null is "no key"; many rows have none
    again = models.BooleanField(db_default=False, help_text="enqueued once more by its key while it ran")
    state = models.CharField(max_length=8, choices=State)
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(db_default=0)
    max_attempts = models.PositiveSmallIntegerField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=100, db_default="")
    error_class = models.CharField(max_length=200, db_default="")
    last_error = models.TextField(db_default="")
    result = models.JSONField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(key__isnull=False, state__in=OPEN), name="jobs_job_key_open"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="jobs_job_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                "queue", models.F("priority").desc(), "id", condition=Q(state="ready"), name="jobs_job_ready"
            ),
            models.Index(fields=["run_at"], condition=Q(state="waiting"), name="jobs_job_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="jobs_job_running"),
            models.Index(fields=["id"], condition=Q(state="dead"), name="jobs_job_dead"),
            models.Index(fields=["finished_at"], condition=Q(state="done"), name="jobs_job_done"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk} {self.state}"


class Periodic(models.Model):
    """When a periodic job is next due; whoever moves `next_run_at` on enqueues the run."""

    name = models.CharField(max_length=200, primary_key=True)
    next_run_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
