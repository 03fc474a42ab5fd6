"""A line on top of every customer's page: something is announced, or something is broken."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from madoguchi.languages import LANGUAGES

TONES = [
    ("info", _("Announcement")),
    ("warn", _("Incident: something is slow or partly broken")),
    ("danger", _("Incident: something is down, or customers are being deceived")),
]


class Banner(ClusterableModel):
    """Shown from `starts_at` until `ends_at`; without one of them from now on, or until it is taken down."""

    brand = models.ForeignKey(
        "company.Brand", on_delete=models.PROTECT, related_name="+", verbose_name=_("brand")
    )
    name = models.CharField(_("name, for staff"), max_length=100)
    tone = models.CharField(_("kind"), max_length=8, choices=TONES, default="info")
    starts_at = models.DateTimeField(_("shown from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("shown until"), null=True, blank=True)
    link = models.URLField(_("address with more about it"), blank=True)

    class Meta:
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("This is before the banner appears.")})


class BannerText(models.Model):
    """What a banner says in one language."""

    banner = ParentalKey(Banner, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES)
    title = models.CharField(_("what happened"), max_length=150)
    text = models.CharField(_("what it means, what to do now"), max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["banner", "language"], name="one_banner_text")]

    def __str__(self) -> str:
        return self.title
