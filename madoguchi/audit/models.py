"""Who did or read what, append-only; each row holds a digest of the one before it."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act. `actor` is `agent:<id>`, `customer:<id>` or `system`; `subject` names what it was done to."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    data = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"
