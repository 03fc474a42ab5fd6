"""Who the customers deal with: brands, the legal entities behind them, and when they are open."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalEntity(models.Model):
    """A company that contracts with customers; licences and complaints belong to it."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    country = models.CharField(_("country"), max_length=2)
    address = models.TextField(_("postal address"), blank=True)

    def __str__(self) -> str:
        return self.name


class Brand(models.Model):
    """What customers see: a name, a colour, languages, an address on the web."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    legal_entity = models.ForeignKey(LegalEntity, on_delete=models.PROTECT, null=True, blank=True)
    accent = models.CharField(_("accent colour"), max_length=60, blank=True)
    site = models.URLField(_("website"), blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    default_language = models.CharField(_("default language"), max_length=10, default="en")

    def __str__(self) -> str:
        return self.name


class Calendar(models.Model):
    """Opening hours: several intervals a day, past midnight too, holidays and special days, in one time zone.

    `hours` is {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], …},
    `special_days` is {"2026-12-31": [["09:00", "12:00"]]}.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    hours = models.JSONField(_("hours"), default=dict, blank=True)
    special_days = models.JSONField(_("special days"), default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which a calendar is closed."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="holidays")
    date = models.DateField(_("date"))
    name = models.CharField(_("name"), max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "date"], name="one_holiday_a_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
