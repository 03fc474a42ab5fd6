from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What an agent has begun to write; reply and note are kept apart, and follow him to another machine."""

    agent = models.ForeignKey("people.Agent", on_delete=models.CASCADE, related_name="drafts")
    conversation = models.ForeignKey("inbox.Conversation", on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=10, choices=[("reply", _("reply")), ("note", _("note"))])
    text = models.TextField(blank=True)
    files = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "conversation", "kind"], name="one_draft_a_kind")
        ]


class CannedReply(models.Model):
    """A prepared answer, found by `/` in the composer."""

    shortcut = models.SlugField(_("shortcut"), max_length=50, allow_unicode=True)
    title = models.CharField(_("title"), max_length=120)
    team = models.ForeignKey(
        "people.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="canned"
    )
    owner = models.ForeignKey(
        "people.Agent", on_delete=models.CASCADE, null=True, blank=True, related_name="canned"
    )
    uses = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class CannedText(models.Model):
    """The words of a canned reply in one language."""

    reply = models.ForeignKey(CannedReply, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "language"], name="one_text_a_language")]
