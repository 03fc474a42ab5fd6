"""What is the brand's own, and what people asked about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an official channel is."""

    DOMAIN = "domain", _("Website")
    EMAIL = "email", _("E-mail address")
    EMAIL_DOMAIN = "email-domain", _("Domain of e-mail")
    PHONE = "phone", _("Phone number")
    HANDLE = "handle", _("Account on a network")
    ALIAS = "alias", _("Name of an agent")


class OfficialChannel(models.Model):
    """One entry of the register. `value` is in the spelling in which values are compared, `shown` as it was written."""

    brand = models.ForeignKey("company.Brand", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    value = models.CharField(_("value"), max_length=320)
    shown = models.CharField(_("as written"), max_length=320)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "kind", "value"], name="official_once_a_brand")
        ]

    def __str__(self) -> str:
        return self.shown


class Asked(models.Model):
    """How often a site, handle or number was asked about on a day, and what the answer was; never who asked.

    An empty value counts what is not kept: secrets, names of people, what could not be read, too many in a day.
    """

    day = models.DateField(_("day"))
    value = models.CharField(_("value"), max_length=320, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "value", "verdict"], name="asked_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.value} {self.verdict} {self.count}"
