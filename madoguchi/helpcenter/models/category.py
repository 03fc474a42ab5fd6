"""Where articles stand: the five categories and what is below them, for each brand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from madoguchi.languages import LANGUAGES


class Category(ClusterableModel):
    """A shelf. Its key names it for programs, its texts for people."""

    brand = models.ForeignKey(
        "company.Brand", on_delete=models.PROTECT, related_name="+", verbose_name=_("brand")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    key = models.SlugField(_("key"), max_length=80)
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["brand", "key"], name="one_category_a_key")]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Its name in a language, in English, or its key. Whoever shows many prefetches `texts`."""
        names = {text.language: text.name for text in self.texts.all()}
        return names.get(language) or names.get("en") or self.key


class CategoryText(models.Model):
    """A category's name in one language."""

    category = ParentalKey(Category, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES)
    name = models.CharField(_("name"), max_length=100)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["category", "language"], name="one_category_text")]

    def __str__(self) -> str:
        return self.name
