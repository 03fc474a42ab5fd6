from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.core.ids import uuid7


class Inbox(models.Model):
    """A door that customers come through (a mailbox, a form, a widget); `channel` names the folder for its wire."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey("company.Brand", on_delete=models.PROTECT, related_name="inboxes")
    channel = models.CharField(_("channel"), max_length=30)
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=320)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True)
    calendar = models.ForeignKey("company.Calendar", on_delete=models.PROTECT, null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    secrets = models.BinaryField(default=b"", blank=True)
    enabled = models.BooleanField(_("enabled"), default=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_problem = models.TextField(blank=True)
    last_problem_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="one_inbox_an_address")]

    def __str__(self) -> str:
        return self.name
