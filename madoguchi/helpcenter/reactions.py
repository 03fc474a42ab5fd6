"""What the help centre does because of what happened to an article: it can be found, or no longer; kept pages go."""

from __future__ import annotations

from collections.abc import Sequence

from madoguchi.helpcenter.actions.noting import note_articles, note_changes, tags_of
from madoguchi.helpcenter.events import ArticlePublished, ArticleWithdrawn
from madoguchi.helpcenter.queries.documents import documents_of
from madoguchi.search.actions import forget_articles, index_articles
from madoguchi.search.contract import HELP_CENTRE


def index_words(events: Sequence[ArticlePublished]) -> None:
    """In the transaction that publishes: what can be read can be found by its words."""
    index_articles(documents_of(event.article_id for event in events))


def forget_words(events: Sequence[ArticleWithdrawn]) -> None:
    forget_articles([event.key for event in events], collection=HELP_CENTRE)


def note_published(events: Sequence[ArticlePublished]) -> None:
    """In the same transaction: whoever keeps a page that shows them drops it."""
    note_articles(event.article_id for event in events)


def note_withdrawn(events: Sequence[ArticleWithdrawn]) -> None:
    note_changes(tag for event in events for tag in tags_of(event.key, event.group, event.category))
