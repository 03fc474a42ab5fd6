"""Pictures of articles. A screenshot can stand for another one in a language."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from madoguchi.languages import LANGUAGES


class Picture(AbstractImage):
    """`stands_for` and `language`: this picture replaces that one where an article is in this language."""

    name = models.SlugField(_("name in imports"), max_length=120, blank=True)
    language = models.CharField(_("language of what it shows"), max_length=10, choices=LANGUAGES, blank=True)
    stands_for = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="in_languages",
        verbose_name=_("replaces, in that language"),
    )
    shown_at = models.DateField(_("day on which it was taken"), null=True, blank=True)

    admin_form_fields = ("title", "file", "description", "language", "stands_for", "shown_at", "tags", "name")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]
        constraints = [
            models.UniqueConstraint(
                fields=["stands_for", "language"],
                condition=models.Q(stands_for__isnull=False),
                name="one_picture_a_language",
            ),
            models.UniqueConstraint(
                fields=["name", "language"], condition=~models.Q(name=""), name="one_picture_a_name"
            ),
        ]

    def save(self, *args: Any, **options: Any) -> None:
        """Wagtail's forms change pictures in place; pages that show one, or the one it stands for, are drawn anew."""
        from madoguchi.helpcenter.actions.noting import note_changes  # the action reads this package

        super().save(*args, **options)
        note_changes(f"picture:{number}" for number in (self.pk, self.stands_for_id) if number)


class Rendition(AbstractRendition):
    """A picture in one size, drawn anew; only these are given out."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]
