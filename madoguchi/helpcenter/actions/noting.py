"""Noting what changed for readers, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from madoguchi.helpcenter.models import Article, Change

# The home page shows of any article that it exists.
ANY_ARTICLE = "any"
# Much longer than any page is kept.
LIVES = 10


def note_articles(ids: Iterable[int]) -> None:
    """These articles look different now, wherever they are shown: their pages, and those that name them."""
    articles = Article.objects.filter(pk__in=list(ids)).select_related("category")
    rows = articles.values_list("key", "slug", "translation_key", "category__key")
    note_changes(
        tag for key, slug, group, shelf in rows for tag in (f"slug:{slug}", *tags_of(key, str(group), shelf))
    )


def tags_of(key: str, group: str, shelf: str) -> list[str]:
    """The tags of pages that show an article, list its category, or could."""
    return [
        ANY_ARTICLE,
        f"key:{key}",
        *([f"group:{group}"] if group else []),
        *([f"in:{shelf}"] if shelf else []),
    ]


def note_changes(tags: Iterable[str]) -> None:
    """Pages with one of these tags are out of date, in every process."""
    Change.objects.bulk_create(Change(tag=tag[:160]) for tag in dict.fromkeys(tags))


def forget_old_changes() -> None:
    """Drop what no page is old enough to need."""
    oldest = timezone.now() - timedelta(seconds=max(600.0, settings.HELP_PAGE_SECONDS * LIVES))
    Change.objects.filter(created_at__lt=oldest).delete()
