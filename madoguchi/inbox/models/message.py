from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madoguchi.core.ids import uuid7


class Message(models.Model):
    """One entry of the timeline: what was said, noted, or happened.

    `position` is the conversation's version when the entry was written, and its order; `version` that of its last
    change (delivered, redacted), so that "everything after version 12" is one indexed read.
    """

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        AGENT = "agent", _("agent")
        NOTE = "note", _("note")
        EVENT = "event", _("event")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        QUEUED = "queued", _("waiting to be sent")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        READ = "read", _("read")
        FAILED = "failed", _("not delivered")
        UNDONE = "undone", _("called back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # No index of their own: the constraints below begin with them, and each index is written with each message.
    conversation = models.ForeignKey(
        "inbox.Conversation", on_delete=models.PROTECT, related_name="messages", db_index=False
    )
    inbox = models.ForeignKey("inbox.Inbox", on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    identity = models.ForeignKey(
        "people.Identity", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agent = models.ForeignKey(
        "people.Agent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=150, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    # NULL, not empty: many entries have none, and the constraint must not compare those.
    external_id = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    state_reason = models.CharField(max_length=500, blank=True)
    event = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict, blank=True)
    visible_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inbox", "external_id"], name="received_once"),
            models.UniqueConstraint(fields=["conversation", "position"], name="one_entry_a_position"),
            models.CheckConstraint(
                condition=Q(version__gte=models.F("position")), name="changed_after_written"
            ),
        ]
        indexes = [models.Index(fields=["conversation", "version"], name="changed_since")]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class Attachment(models.Model):
    """A file of a message."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    inline_id = models.CharField(max_length=255, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["message", "file"], name="attached_once")]


class Unindexed(models.Model):
    """A message that the search index does not hold yet, or not as it is now; written with the message itself."""

    message_id = models.UUIDField()

    def __str__(self) -> str:
        return str(self.message_id)
