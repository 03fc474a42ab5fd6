"""What Wagtail says about a review becomes our events. Its own mails are not sent: they know neither roles nor ours."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from madoguchi.core.events import publish
from madoguchi.helpcenter.events import ReviewAsked, ReviewDecided


def listen() -> None:
    """In the places of Wagtail's own receivers, by their names: called before it connects them, so that it does not.

    A review that goes on after changes is told outside a transaction, so each receiver opens one.
    """
    task_submitted.connect(
        _asked, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_approved.connect(
        _decided, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
    )
    workflow_rejected.connect(
        _decided, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
    )


@transaction.atomic
def _asked(instance: TaskState, user: Any = None, **_more: Any) -> None:
    publish(ReviewAsked(step_id=instance.pk, user_id=user.pk if user else None))


@transaction.atomic
def _decided(instance: WorkflowState, user: Any = None, **_more: Any) -> None:
    publish(ReviewDecided(review_id=instance.pk, user_id=user.pk if user else None))
