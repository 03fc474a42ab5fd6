from __future__ import annotations

from django.db import models
from django.db.models import Q

from madoguchi.core.ids import uuid7


class Delivery(models.Model):
    """The way of one answer to its customer. `in_doubt` is set while an attempt has begun and its end is unknown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message = models.OneToOneField("inbox.Message", on_delete=models.PROTECT, related_name="delivery")
    channel = models.CharField(max_length=30)
    identity = models.ForeignKey("people.Identity", on_delete=models.PROTECT, related_name="+")
    provider_id = models.CharField(max_length=255, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    in_doubt = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(finished_at__isnull=True), name="open_deliveries")
        ]
