"""Each mailbox is read by one thread of one process: a row that is claimed by UPDATE and renewed while it is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from madoguchi.channels.email.models import MailboxState


class LeaseLost(Exception):
    """Another process reads the mailbox now; what it finds already taken in changes nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a mailbox was read: UIDs count only under their UIDVALIDITY (RFC 9051, section 2.3.1.1)."""

    uid_validity: int
    last_uid: int


def renew_seconds() -> float:
    """A holder renews three times within a lease."""
    seconds: float = settings.MAILBOX_LEASE_SECONDS / 3
    return seconds


def claim(inbox_id: UUID, *, holder: str) -> bool:
    """Whether the mailbox is this holder's now; also renews."""
    MailboxState.objects.get_or_create(inbox_id=inbox_id)
    now = timezone.now()
    free = Q(holder__in=["", holder]) | Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    claimed = MailboxState.objects.filter(free, inbox_id=inbox_id).update(
        holder=holder, lease_until=now + timedelta(seconds=settings.MAILBOX_LEASE_SECONDS)
    )
    return bool(claimed)


def release(inbox_id: UUID, *, holder: str) -> None:
    MailboxState.objects.filter(inbox_id=inbox_id, holder=holder).update(holder="", lease_until=None)


def place_of(inbox_id: UUID) -> Place:
    state = MailboxState.objects.get(inbox_id=inbox_id)
    return Place(state.uid_validity, state.last_uid)


def move_to(inbox_id: UUID, place: Place, *, holder: str) -> None:
    """Note how far it was read, and renew. Raises LeaseLost."""
    moved = MailboxState.objects.filter(inbox_id=inbox_id, holder=holder).update(
        uid_validity=place.uid_validity,
        last_uid=place.last_uid,
        lease_until=timezone.now() + timedelta(seconds=settings.MAILBOX_LEASE_SECONDS),
    )
    if not moved:
        raise LeaseLost
