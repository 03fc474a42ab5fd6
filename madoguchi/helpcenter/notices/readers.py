"""Who hears of a review. Asked again when the mail goes out: a right that was taken away meanwhile counts."""

from __future__ import annotations

from wagtail.models import TaskState, WorkflowState

from madoguchi.helpcenter.models import Article
from madoguchi.people.contract import Permission
from madoguchi.people.models import Agent, User


def reviewers(*, besides: int | None) -> list[int]:
    """The users who may publish by their role, whether they have ever opened the editor or not; `besides`: without this
    one."""
    agents = Agent.objects.filter(user__is_active=True).select_related("role", "user")
    found = agents.order_by("public_name", "id")
    return [
        agent.user_id
        for agent in found
        if agent.user_id != besides and agent.may(Permission.ARTICLES_PUBLISH)
    ]


def open_step(step_id: int) -> TaskState | None:
    """The step of a review, while it still waits; None where somebody has decided, or nothing is left of it."""
    step = TaskState.objects.select_related("workflow_state__requested_by__agent").filter(pk=step_id).first()
    return step if step and step.status == TaskState.STATUS_IN_PROGRESS else None


def article_of(review: WorkflowState) -> Article | None:
    """None where it is gone."""
    return Article.objects.select_related("brand", "locale").filter(pk=review.object_id).first()


def addressee(user_id: int, right: Permission) -> User | None:
    """The user, if he may sign in and his role grants the right now."""
    agent = Agent.objects.select_related("user", "role").filter(user_id=user_id).first()
    return agent.user if agent and agent.may(right) and agent.user.may_sign_in else None
