"""Articles in review: what waits for somebody, and what became of his own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import TaskState, WorkflowState

from madoguchi.helpcenter.models import Article
from madoguchi.languages import BY_CODE
from madoguchi.people.models import User
from madoguchi.people.queries import names_of_users

MOST = 10


@dataclass(frozen=True)
class InReview:
    """An article that waits. `by` asked for the review; `changes`: it came back to him."""

    article: Article
    title: str
    since: datetime
    by: str = ""
    changes: bool = False

    @property
    def html_lang(self) -> str:
        theirs = BY_CODE.get(self.article.language)
        return theirs.html_lang if theirs else self.article.language


def waiting_for(user: User) -> list[InReview]:
    """What he can decide, the newest first."""
    steps = TaskState.objects.reviewable_by(user).select_related("revision", "workflow_state")
    found = list(steps.order_by("-started_at")[:MOST])
    names = names_of_users({step.workflow_state.requested_by_id for step in found} - {None})
    articles = _articles([step.workflow_state for step in found])
    return [
        InReview(
            articles[step.workflow_state.object_id],
            step.revision.object_str,
            step.started_at,
            names.get(step.workflow_state.requested_by_id, ""),
        )
        for step in found
        if step.workflow_state.object_id in articles
    ]


def asked_by(user: User) -> list[InReview]:
    """What he wants reviewed, in review or sent back, the newest first."""
    states = WorkflowState.objects.active().filter(requested_by=user)
    rows = states.select_related("current_task_state__revision").order_by("-current_task_state__started_at")
    found = [state for state in rows[:MOST] if state.current_task_state]
    articles = _articles(found)
    return [
        InReview(
            articles[state.object_id],
            state.current_task_state.revision.object_str,
            state.current_task_state.started_at,
            changes=state.status == WorkflowState.STATUS_NEEDS_CHANGES,
        )
        for state in found
        if state.object_id in articles
    ]


def _articles(states: list[WorkflowState]) -> dict[str, Article]:
    """By the id as a review keeps it; without those that are gone."""
    rows = Article.objects.filter(pk__in=[state.object_id for state in states])
    return {str(article.pk): article for article in rows.select_related("locale").defer("body")}
