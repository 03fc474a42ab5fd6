from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madoguchi.core.ids import new_reference, uuid7

CENTURY = timedelta(days=36_525)
WAITING = Q(status__in=["new", "open", "pending"])
UNASSIGNED = Q(status__in=["new", "open", "pending"], assignee__isnull=True)
SNOOZED = Q(status="snoozed")
CLOSED = Q(status__in=["resolved", "closed"])
SPAM = Q(status="spam")


class Status(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("Open")
    PENDING = "pending", _("Waiting for customer")
    SNOOZED = "snoozed", _("Snoozed")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    SPAM = "spam", _("Spam")


class Priority(models.IntegerChoices):
    URGENT = 1, _("Urgent")
    HIGH = 2, _("High")
    NORMAL = 3, _("Normal")
    LOW = 4, _("Low")


class Tag(models.Model):
    name = models.CharField(max_length=50, unique=True)

    def __str__(self) -> str:
        return self.name


class Conversation(models.Model):
    """Ticket and chat alike: what one customer and we say about one matter.

    `version` rises with each change; a screen that knows version 12 asks for everything after 12.
    `waiting_since` is when the customer began to wait for us; empty while we wait for him. `list_at` is where it
    stands in lists: those who wait first, the longest first, then the others (see `place`).
    What a waiting customer's next message changes stands in no index: PostgreSQL then writes the row's new version
    beside the old one and no index at all (heap-only tuples, postgresql.org/docs/current/storage-hot.html).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(
        _("reference"), max_length=11, unique=True, default=new_reference, editable=False
    )
    inbox = models.ForeignKey("inbox.Inbox", on_delete=models.PROTECT, related_name="conversations")
    customer = models.ForeignKey("people.Customer", on_delete=models.PROTECT, related_name="conversations")
    identity = models.ForeignKey("people.Identity", on_delete=models.PROTECT, related_name="conversations")
    proof = models.PositiveSmallIntegerField(_("proof"), default=0)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    fields = models.JSONField(_("form fields"), default=dict, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    team = models.ForeignKey(
        "people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    assignee = models.ForeignKey(
        "people.Agent", on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="conversations")
    version = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True, blank=True)
    list_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    last_message_at = models.DateTimeField(null=True, blank=True)
    last_message_kind = models.CharField(max_length=10, blank=True)
    preview = models.CharField(max_length=200, blank=True)
    has_attachment = models.BooleanField(default=False)
    continued_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="snoozed") | Q(snoozed_until__isnull=False),
                name="snoozed_until_some_time",
            ),
        ]
        # One partial index for each branch of a view (queries/views.py): reading the first page costs the same with
        # ten rows and ten million.
        indexes = [
            models.Index(fields=["list_at", "id"], condition=WAITING, name="view_all"),
            models.Index(fields=["team", "list_at", "id"], condition=WAITING, name="view_team"),
            models.Index(fields=["assignee", "list_at", "id"], condition=WAITING, name="view_mine"),
            models.Index(fields=["list_at", "id"], condition=UNASSIGNED, name="view_unassigned"),
            models.Index(fields=["team", "list_at", "id"], condition=UNASSIGNED, name="view_unassigned_team"),
            models.Index(fields=["snoozed_until", "id"], condition=SNOOZED, name="view_snoozed"),
            models.Index(fields=["team", "snoozed_until", "id"], condition=SNOOZED, name="view_snoozed_team"),
            models.Index(
                fields=["assignee", "snoozed_until", "id"], condition=SNOOZED, name="view_snoozed_mine"
            ),
            models.Index(fields=["-list_at", "-id"], condition=CLOSED, name="view_closed"),
            models.Index(fields=["team", "-list_at", "-id"], condition=CLOSED, name="view_closed_team"),
            models.Index(fields=["assignee", "-list_at", "-id"], condition=CLOSED, name="view_closed_mine"),
            models.Index(fields=["-list_at", "-id"], condition=SPAM, name="view_spam"),
            models.Index(fields=["team", "-list_at", "-id"], condition=SPAM, name="view_spam_team"),
            models.Index(fields=["assignee", "-list_at", "-id"], condition=SPAM, name="view_spam_mine"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @staticmethod
    def place(waiting_since: datetime | None, now: datetime) -> datetime:
        """Where a conversation stands in lists: a century behind those who wait if it does not wait itself."""
        return waiting_since or now + CENTURY


class Participant(models.Model):
    """An identity that may write into a conversation and gets its answers. Others open a new, linked one."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="participants")
    identity = models.ForeignKey("people.Identity", on_delete=models.PROTECT, related_name="participations")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "identity"], name="one_participation")]


class ReadMark(models.Model):
    """How far somebody has read: `reader` is `agent:<id>` or `identity:<id>`."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="read_marks")
    reader = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "reader"], name="one_read_mark_a_reader")
        ]
