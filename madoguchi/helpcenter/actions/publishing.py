"""What follows when an article goes live or is withdrawn, whichever way that happened."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.core.events import publish
from madoguchi.helpcenter.actions.searched import settle_searches
from madoguchi.helpcenter.contract import Significance
from madoguchi.helpcenter.events import ArticlePublished, ArticleWithdrawn
from madoguchi.helpcenter.models import Article, OldSlug


class UnreadMachineDraft(PermissionDenied):
    """Nobody has confirmed yet that he has read what a machine wrote."""


def refuse_unread(*, article_id: int, revision_id: int) -> None:
    """Whoever publishes and however: not what nobody has read. Raises UnreadMachineDraft."""
    since = Article.objects.filter(pk=article_id).values_list("unread_from", flat=True).first()
    if since is not None and revision_id >= since:
        raise UnreadMachineDraft(
            _("A machine wrote this translation. Somebody must read and confirm it before it is published.")
        )


@transaction.atomic
def after_publishing(article: Article) -> None:
    """What a publication means for the article and its translations, and tell the rest."""
    note_publication(article)
    publish(ArticlePublished(article_id=article.pk))


def note_publication(article: Article) -> None:
    """Note when it last changed, keep its old addresses, mark translations that no longer fit."""
    now = timezone.now()
    if article.significance != Significance.TYPO or article.changed_at is None:
        article.changed_at = now
        Article.objects.filter(pk=article.pk).update(changed_at=now)
    if article.source_id is None:
        _judge_translations(article)
    else:
        # Published by a person who had the source before him: up to date with what the source says now.
        changed = Article.objects.filter(pk=article.source_id).values_list("changed_at", flat=True)[0]
        Article.objects.filter(pk=article.pk).update(outdated_since=None, source_changed_at=changed)
    keep_address(article)
    settle_searches(article)


def _judge_translations(article: Article) -> None:
    if article.significance == Significance.SIGNIFICANT:
        others = Article.objects.filter(source=article, outdated_since=None)
        others.update(outdated_since=timezone.now())


@transaction.atomic
def after_withdrawing(article: Article) -> None:
    """Tell the rest that an article is gone; the row itself may be deleted already."""
    publish(
        ArticleWithdrawn(
            article_id=article.pk or 0,
            key=article.key,
            group=str(article.translation_key),
            category=article.category.key,
        )
    )


def keep_address(article: Article) -> None:
    """Remember the article's address, so that it leads here after a renaming, unless another article has it now."""
    OldSlug.objects.filter(brand=article.brand, language=article.language, slug=article.slug).exclude(
        article=article
    ).delete()
    OldSlug.objects.get_or_create(
        brand=article.brand, language=article.language, slug=article.slug, defaults={"article": article}
    )
