"""What keeps the help centre true: articles are verified, translations started or confirmed, readers' votes handled."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from madoguchi.core.events import publish
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.events import ArticlePublished
from madoguchi.helpcenter.models import Article, Feedback
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import require
from madoguchi.people.queries import user_of

VERIFIED, STILL_RIGHT = "helpcenter.verified", "helpcenter.translation_still_right"


@transaction.atomic
def verify_article(article_id: int, *, staff: Staff) -> Article:
    """Text and pictures are right as of today; the next look is due MADOGUCHI_HELP_VERIFY_DAYS from now.

    Raises:
        PermissionDenied: he may not publish, and the article is not his.
        HelpcenterError: nobody can read it yet, so there is nothing to verify.
    """
    article = _locked(article_id)
    if not may_verify(article, staff):
        raise PermissionDenied
    if not article.live:
        raise HelpcenterError(
            _("Nobody can read this article yet. Publish it first; then it can be verified.")
        )
    now = timezone.now()
    due = timezone.localdate() + timedelta(days=settings.HELP_VERIFY_DAYS)
    Article.objects.filter(pk=article.pk).update(
        verified_at=now, verified_by_id=staff.agent_id, verify_by=due
    )
    # A draft on top of what is live, or one that waits for its hour, must not bring the old date back.
    for revision in article.revisions.filter(pk=article.latest_revision_id) | article.revisions.filter(
        approved_go_live_at__isnull=False
    ):
        revision.content["verify_by"] = due.isoformat()
        revision.save(update_fields=["content"])
    log(instance=article, action=VERIFIED, user=user_of(staff))
    publish(ArticlePublished(article_id=article.pk))  # the page says when it was verified
    article.refresh_from_db()
    return article


def may_verify(article: Article, staff: Staff) -> bool:
    """Who publishes may, and whoever owns the article."""
    return staff.may(Permission.ARTICLES_PUBLISH) or (
        staff.may(Permission.ARTICLES_WRITE) and article.owner_id == staff.agent_id
    )


@transaction.atomic
def confirm_translation(article_id: int, *, staff: Staff) -> None:
    """The source has changed, and this translation is still right as it stands.

    Raises:
        PermissionDenied: he may not publish.
    """
    require(staff, Permission.ARTICLES_PUBLISH)
    article = _locked(article_id)
    source = article.source
    Article.objects.filter(pk=article.pk).update(
        outdated_since=None,
        source_changed_at=source.changed_at if source else article.source_changed_at,
    )
    log(instance=article, action=STILL_RIGHT, user=user_of(staff))
    if article.live:
        publish(ArticlePublished(article_id=article.pk))


@transaction.atomic
def start_translation(article_id: int, *, language: str, staff: Staff) -> Article:
    """A draft in this language that begins as a copy of the source; the one that exists where there is one.

    Raises:
        PermissionDenied: he may not write.
        HelpcenterError: no such language.
    """
    require(staff, Permission.ARTICLES_WRITE)
    if language not in BY_CODE:
        raise HelpcenterError(
            _("This language is not one of ours. Choose one from the list of translations.")
        )
    source = _locked(article_id)
    source = source.source or source
    locale, _new = Locale.objects.get_or_create(language_code=language)
    there = Article.objects.filter(translation_key=source.translation_key, locale=locale).first()
    if there is not None:
        return there
    draft: Article = source.copy_for_translation(locale)
    draft.owner_id = staff.agent_id
    draft.save()
    draft.save_revision(user=user_of(staff), log_action="wagtail.create")
    return draft


@transaction.atomic
def handle_feedback(article_id: int, *, staff: Staff, feedback_id: int | None = None) -> int:
    """Somebody has read what readers said about an article: one answer, or all. Answers how many.

    Raises:
        PermissionDenied: he may not write.
    """
    require(staff, Permission.ARTICLES_WRITE)
    unseen = Feedback.objects.filter(article_id=article_id, seen_at=None)
    if feedback_id is not None:
        unseen = unseen.filter(pk=feedback_id)
    return unseen.update(seen_at=timezone.now(), seen_by_id=staff.agent_id)


def _locked(article_id: int) -> Article:
    found: Article | None = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if found is None:
        raise HelpcenterError(_("Somebody has deleted this article. Load the list again and choose another."))
    return found
