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
