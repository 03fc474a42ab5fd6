"""What happens by the clock (articles go live and expire, and often read ones rise), and what must not be lost."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, FloatField, Sum
from django.db.models.functions import Cast
from django.utils import timezone

from madoguchi.ai.contract import WritingError
from madoguchi.helpcenter.actions.machine_drafts import JOB, note_failure, write_machine_draft
from madoguchi.helpcenter.actions.noting import forget_old_changes
from madoguchi.helpcenter.actions.scheduled import publish_and_withdraw_due
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.models import Article, ArticleDay
from madoguchi.helpcenter.notices.mails import send_asked, send_decided
from madoguchi.jobs.actions import enqueue_many
from madoguchi.jobs.contract import SLOW, NewJob, Retry, current, every, job
from madoguchi.people.contract import Permission
from madoguchi.people.queries import users_who_may

POPULAR_DAYS = 30
MACHINE_ATTEMPTS = 3
MACHINE_PAUSE_SECONDS = 30


@every("helpcenter.publish_due", seconds=5)
def publish_due() -> None:
    """Publish and withdraw what is scheduled for now."""
    publish_and_withdraw_due()


@job(JOB, queue=SLOW, attempts=MACHINE_ATTEMPTS)
def machine_draft(*, draft_id: int) -> None:
    """A draft translation; why it could not be had stands where it was asked for."""
    try:
        write_machine_draft(draft_id)
    except WritingError as error:
        running = current()
        if error.again and running and running.attempt < MACHINE_ATTEMPTS:
            raise Retry(MACHINE_PAUSE_SECONDS, str(error)) from error
        note_failure(draft_id, problem=str(error))
    except HelpcenterError as error:
        note_failure(draft_id, problem=str(error))


@job("helpcenter.review_asked")
def review_asked(*, step_id: int, user_id: int | None) -> None:
    """A mail to each who may publish, besides who asks; a job each, so that one bad address harms no other."""
    readers = users_who_may(Permission.ARTICLES_PUBLISH, besides=user_id)
    name = "helpcenter.tell_reviewer"
    enqueue_many(NewJob(name, {"step_id": step_id, "user_id": reader}) for reader in readers)


@job("helpcenter.tell_reviewer")
def tell_reviewer(*, step_id: int, user_id: int) -> None:
    send_asked(step_id=step_id, user_id=user_id)


@job("helpcenter.review_decided")
def review_decided(*, review_id: int, user_id: int | None) -> None:
    send_decided(review_id=review_id, user_id=user_id)


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
