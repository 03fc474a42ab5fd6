"""What happens by the clock: articles go live and expire, and often read ones rise."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db.models import F, FloatField, Sum
from django.db.models.functions import Cast
from django.utils import timezone

from madoguchi.helpcenter.actions.noting import forget_old_changes
from madoguchi.helpcenter.models import Article, ArticleDay
from madoguchi.jobs.contract import every

POPULAR_DAYS = 30


@every("helpcenter.publish_due", seconds=60)
def publish_due() -> None:
    """Publish and withdraw what is scheduled for now."""
    call_command("publish_scheduled", verbosity=0)


@every("helpcenter.count_popular", seconds=3600)
def count_popular() -> None:
    """An article's popularity: its views and thanks of the last month."""
    since = timezone.now().date() - timedelta(days=POPULAR_DAYS)
    counts = (
        ArticleDay.objects.filter(day__gte=since)
        .values("article")
        .annotate(points=Cast(Sum("views") + 5 * Sum(F("helped")), FloatField()))
        .values_list("article", "points")
    )
    for article_id, points in counts:
        Article.objects.filter(pk=article_id).exclude(popularity=points).update(popularity=points)


@every("helpcenter.forget_changes", seconds=3600)
def forget_changes() -> None:
    """What changed for readers is of no use once no page is that old."""
    forget_old_changes()
