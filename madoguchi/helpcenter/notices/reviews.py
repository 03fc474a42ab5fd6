"""What a mail is about, as it is when the mail goes out."""

from __future__ import annotations

from wagtail.models import TaskState, WorkflowState

from madoguchi.helpcenter.models import Article


def open_step(step_id: int) -> TaskState | None:
    """The step of a review, while it still waits; None where somebody has decided, or nothing is left of it."""
    step = TaskState.objects.select_related("workflow_state").filter(pk=step_id).first()
    return step if step and step.status == TaskState.STATUS_IN_PROGRESS else None


def article_of(review: WorkflowState) -> Article | None:
    """None where it is gone."""
    return Article.objects.select_related("brand", "locale").filter(pk=review.object_id).first()
