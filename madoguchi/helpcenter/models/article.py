"""An article in one language; its translations are rows of their own with the same `translation_key`."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from madoguchi.helpcenter.blocks import BODY
from madoguchi.helpcenter.contract import Audience, Kind, Significance

KINDS = [
    (Kind.FAQ.value, _("Question and answer")),
    (Kind.TUTORIAL.value, _("Step-by-step tutorial")),
    (Kind.TROUBLESHOOTING.value, _("Troubleshooting guide")),
    (Kind.ANNOUNCEMENT.value, _("Announcement")),
]
AUDIENCES = [
    (Audience.PUBLIC.value, _("Everybody")),
    (Audience.CUSTOMERS.value, _("Customers who are signed in")),
    (Audience.VIP.value, _("VIP customers")),
    (Audience.AGENTS.value, _("Agents only")),
]
SIGNIFICANCES = [
    (Significance.TYPO.value, _("Typo: nothing changes for the reader")),
    (Significance.NORMAL.value, _("Normal: translations stay right")),
    (Significance.SIGNIFICANT.value, _("Significant: translations become outdated")),
]
NAMES_TRIED = 3
# What is true of the article whatever its revisions say: an older draft that goes live must not bring it back.
_KEPT = (
    "key",
    "verified_at",
    "verified_by_id",
    "source_id",
    "changed_at",
    "source_changed_at",
    "outdated_since",
    "popularity",
    "unread_from",
    "written_hash",
)


class Article(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    PreviewableMixin,
    models.Model,
):
    """`key` is its public name, also in imports, exports and search.

    `changed_at` is the last change that was no typo, `source_changed_at` that of the source when this translation was
    last brought up to date. From the revision `unread_from` on it is a machine's draft that no person has confirmed:
    the database itself refuses that it goes live.
    """

    key = models.CharField(_("key"), max_length=120, unique=True, editable=False)
    brand = models.ForeignKey(
        "company.Brand", on_delete=models.PROTECT, related_name="+", verbose_name=_("brand")
    )
    category = models.ForeignKey(
        "helpcenter.Category", on_delete=models.PROTECT, related_name="articles", verbose_name=_("category")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default=Kind.FAQ.value)
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True, blank=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = StreamField(BODY, verbose_name=_("text"), blank=True)
    tags = models.JSONField(_("further words that people search for"), default=list, blank=True)
    audience = models.CharField(
        _("who may read it"), max_length=12, choices=AUDIENCES, default=Audience.PUBLIC.value
    )
    regions = models.JSONField(_("regions"), default=list, blank=True)
    owner = models.ForeignKey(
        "people.Agent",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        "people.Agent",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
        editable=False,
    )
    verify_by = models.DateField(_("verify by"), null=True, blank=True)
    source = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations", editable=False
    )
    significance = models.CharField(
        _("how much this change matters"),
        max_length=12,
        choices=SIGNIFICANCES,
        default=Significance.NORMAL.value,
    )
    changed_at = models.DateTimeField(null=True, editable=False)
    source_changed_at = models.DateTimeField(null=True, editable=False)
    outdated_since = models.DateTimeField(null=True, blank=True, editable=False)
    popularity = models.FloatField(default=0, editable=False)
    unread_from = models.BigIntegerField(null=True, editable=False)
    written_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["brand", "locale", "slug"], name="one_article_an_address"),
            models.CheckConstraint(
                name="no_machine_draft_unread_is_live",
                condition=models.Q(unread_from=None)
                | models.Q(live=False)
                | models.Q(live_revision__isnull=False, live_revision__lt=models.F("unread_from")),
            ),
        ]
        indexes = [models.Index(fields=["brand", "locale", "category", "live"], name="article_shelf")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        """Wagtail's forms know neither keys nor that an address is unique in its language only.

        Whoever saves at the same moment may take the name that was free: then the next one is taken.
        """
        if options.get("update_fields"):
            super().save(*args, **options)
            return
        from madoguchi.helpcenter.actions.slugs import give_names  # the action reads this model

        key = self.key
        for left in reversed(range(NAMES_TRIED)):
            give_names(self)
            try:
                with transaction.atomic():
                    super().save(*args, **options)
                return
            except IntegrityError:
                if not left:
                    raise
                self.key = key

    @cached_property
    def language(self) -> str:
        """The product's code of its language."""
        return str(self.locale.language_code)

    def with_content_json(self, content: Any) -> Any:
        revised = super().with_content_json(content)
        for name in _KEPT:
            setattr(revised, name, getattr(self, name))
        return revised

    def copy_for_translation(self, locale: Any, exclude_fields: Any = None) -> Any:
        copy = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        copy.key, copy.written_hash, copy.source = "", "", self.source or self
        copy.live, copy.live_revision, copy.latest_revision = False, None, None
        copy.first_published_at = copy.last_published_at = copy.changed_at = copy.source_changed_at = None
        copy.verified_at = copy.verified_by = copy.verify_by = copy.outdated_since = None
        copy.popularity = 0
        # `unread_from` stays: the copy begins with the same words, and nobody has confirmed them here either.
        return copy

    def publish(self, revision: Any, **options: Any) -> Any:
        """Wagtail's one way to put a revision live, whoever asks for it: the editor, the schedule, an import."""
        from madoguchi.helpcenter.actions.publishing import after_publishing, refuse_unread  # as above

        with transaction.atomic():
            refuse_unread(article_id=self.pk, revision_id=revision.pk)
            done = super().publish(revision, **options)
            now = type(self).objects.get(pk=self.pk)
            # With a later time it is only scheduled: then nothing has changed for anybody yet.
            if now.live and now.live_revision_id == revision.pk:
                after_publishing(now)
        return done

    def unpublish(self, *args: Any, **options: Any) -> Any:
        from madoguchi.helpcenter.actions.publishing import after_withdrawing  # the action reads this model

        with transaction.atomic():
            done = super().unpublish(*args, **options)
            after_withdrawing(self)
        return done

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "portal/help/preview.html"


class OldSlug(models.Model):
    """An address that an article had before; it leads to where the article is now."""

    brand = models.ForeignKey("company.Brand", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    slug = models.SlugField(max_length=120, allow_unicode=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="old_slugs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "language", "slug"], name="one_old_slug"),
        ]

    def __str__(self) -> str:
        return self.slug
