"""What the wires must remember: how far each mailbox was read, and which automatic mails went out."""

from __future__ import annotations

from django.db import models

from madoguchi.core.ids import uuid7


class MailboxState(models.Model):
    """How far a mailbox was read, and which process reads it now (until `lease_until`, unless it renews)."""

    inbox = models.OneToOneField("inbox.Inbox", on_delete=models.PROTECT, primary_key=True, related_name="+")
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    holder = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.inbox_id} up to {self.last_uid}"


class AutomaticMail(models.Model):
    """One mail that no person wrote, so that none goes out twice and no address gets too many."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    conversation = models.OneToOneField("inbox.Conversation", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=320)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["address", "created_at"], name="automatic_mails_to")]

    def __str__(self) -> str:
        return f"{self.address} {self.created_at:%Y-%m-%d %H:%M}"
