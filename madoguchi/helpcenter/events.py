"""What happens in the help centre; ids only."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.core.events import Event


@dataclass(frozen=True, slots=True)
class ArticlePublished(Event):
    """An article, or a new version of it, can be read now."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn(Event):
    """An article can no longer be read: unpublished, expired or deleted. Where it stood, for it may be gone."""

    article_id: int
    key: str
    group: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class ReviewAsked(Event):
    """An article waits for its review, as this step (a TaskState of Wagtail's); asked for by this user."""

    step_id: int
    user_id: int | None


@dataclass(frozen=True, slots=True)
class ReviewDecided(Event):
    """A review (a WorkflowState of Wagtail's) ended: approved, or changes are wanted; decided by this user."""

    review_id: int
    user_id: int | None
