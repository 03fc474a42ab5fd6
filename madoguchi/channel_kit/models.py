"""What came over the wire, before anything could fail."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.core.ids import uuid7


class RawPayload(models.Model):
    """One payload as received: masked where it is text, encrypted at rest, kept for a short time."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        DONE = "done", _("done")
        QUARANTINED = "quarantined", _("in quarantine")
        DISCARDED = "discarded", _("discarded")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    inbox_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=30)
    content = models.BinaryField()
    headers = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    problem = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # When it is tried again by itself: only what a passing error of the database kept out.
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inbox_id", "digest"], name="one_payload_a_digest")]
        indexes = [
            models.Index(
                fields=["state", "received_at"], condition=~models.Q(state="done"), name="open_payloads"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.received_at:%Y-%m-%d %H:%M} {self.state}"
