"""What the wires must remember: how far each mailbox was read, tokens to sign in with, automatic mails sent."""

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


class MailToken(models.Model):
    """The tokens of an inbox that signs in by OAuth2, encrypted; where none came, why, and until when we ask no more.

    `settings_hash` names the settings they belong to; `renewed_at`: when one was fetched because a server refused it.
    """

    inbox = models.OneToOneField("inbox.Inbox", on_delete=models.CASCADE, primary_key=True, related_name="+")
    settings_hash = models.CharField(max_length=64)
    sealed = models.BinaryField(default=b"", blank=True)
    replace_at = models.DateTimeField(null=True, blank=True)
    renewed_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    final = models.BooleanField(default=False)
    ask_again_at = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.inbox_id} until {self.replace_at}"


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
