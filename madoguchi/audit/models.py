"""Who did or read what. Nothing here is ever changed or deleted: the database refuses it (migration 0003)."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act. `actor` is `agent:<id>`, `customer:<id>` or `system`; `subject` names what it was done to."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80, db_index=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"


class Link(models.Model):
    """The place of an entry in the chain. `digest`: SHA-256 over the digest before it and the entry, hexadecimal.

    A table of its own, so that an entry is written once, without a lock, and never touched again.
    """

    sequence = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.DO_NOTHING, db_constraint=False)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"


class Checkpoint(models.Model):
    """What the chain was when a run ended, signed by the installation: `digest` is that of the entry `sequence`.

    `linked`: entries linked in that run. `top`: the highest id of an entry linked so far, where the next runs begin to
    look; a hint that nobody has to trust.
    """

    number = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    linked = models.IntegerField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    top = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.number}: up to {self.sequence}"


class Inspection(models.Model):
    """One check of the whole log: up to which entry, what was wrong (contract.Problem as JSON, the first of them)."""

    at = models.DateTimeField()
    sequence = models.BigIntegerField()
    problems = models.JSONField(default=list)
    found = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} up to {self.sequence}: {self.found}"
