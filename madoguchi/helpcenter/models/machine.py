"""Draft translations that somebody asked a language model for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MachineDraft(models.Model):
    """One request: what became of it, and who has read it. `article` is the translation that it was written into,
    as the revision of this number."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WRITTEN = "written", _("written")
        FAILED = "failed", _("failed")

    source = models.ForeignKey("helpcenter.Article", on_delete=models.CASCADE, related_name="machine_drafts")
    language = models.CharField(max_length=10)
    article = models.ForeignKey("helpcenter.Article", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.TextField(blank=True)
    left = models.PositiveIntegerField(default=0)
    revision = models.BigIntegerField(null=True)
    model = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "language"], name="one_machine_draft_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.language} {self.state}"
