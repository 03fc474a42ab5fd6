"""The raw log: what came over the wire is kept before anything can fail, and can be taken in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from madoguchi.audit import actions as audit
from madoguchi.channel_kit import raw_log
from madoguchi.channel_kit.contract import Payload
from madoguchi.channel_kit.intake import attempt, attempt_kept, claim
from madoguchi.channel_kit.models import RawPayload
from madoguchi.people.contract import Permission, Staff

AT_A_TIME = 100


class NotMine(Exception):
    """The payload is not in quarantine any more, or the asker may not touch it."""


def take_in(
    *, channel: str, inbox_id: UUID | None, content: bytes, headers: Mapping[str, str] | None = None
) -> RawPayload:
    """Keep a payload, then take it in: `take_in_many` with one."""
    return take_in_many([Payload(channel, inbox_id, content, headers or {})])[0]


def take_in_many(payloads: Sequence[Payload]) -> list[RawPayload]:
    """Keep payloads by one commit, then take them in by another; the rows, in order.

    One that cannot be taken in waits in quarantine and stops no other. The same payload for the same inbox again
    returns the row it already has. After an exception of this function none may be acknowledged.
    """
    rows = raw_log.keep(payloads)
    new = {
        row.id: (row, payload.content)
        for row, payload in zip(rows, payloads, strict=True)
        if row.state == RawPayload.State.NEW
    }
    attempt(list(new.values()))
    return rows


def hold(
    *,
    channel: str,
    inbox_id: UUID | None,
    content: bytes,
    problem: str,
    headers: Mapping[str, str] | None = None,
) -> RawPayload:
    """Keep a payload in quarantine from the start: the wire knows that it cannot be taken in, and says why."""
    (row,) = raw_log.keep([Payload(channel, inbox_id, content, headers or {})])
    if row.state == RawPayload.State.NEW:
        row.state, row.problem = RawPayload.State.QUARANTINED, problem[:2000]
        raw_log.note([row])
    return row


def replay(*, staff: Staff, payload_id: UUID) -> RawPayload:
    """Take a quarantined payload in again (after its cause was mended). Raises NotMine."""
    row = _held(staff, payload_id)
    audit.record(actor=f"agent:{staff.agent_id}", action="payload.replay", subject=f"payload:{row.id}")
    attempt_kept(row)
    return row


def discard(*, staff: Staff, payload_id: UUID) -> None:
    """Give a quarantined payload up; it stays readable until it expires. Raises NotMine."""
    row = _held(staff, payload_id)
    audit.record(actor=f"agent:{staff.agent_id}", action="payload.discard", subject=f"payload:{row.id}")
    RawPayload.objects.filter(id=row.id).update(state=RawPayload.State.DISCARDED, done_at=timezone.now())


def try_again() -> int:
    """Take in what only the database kept out and is due, and what a crash left behind; how many are in now.

    One at a time: what trips the database itself must keep no other out.
    """
    now = timezone.now()
    left = now - timedelta(seconds=settings.RAW_PAYLOAD_LEFT_SECONDS)
    due = RawPayload.objects.filter(state=RawPayload.State.QUARANTINED, retry_at__lte=now)
    due |= RawPayload.objects.filter(state=RawPayload.State.NEW, received_at__lt=left)
    rows = list(due.order_by("received_at")[:AT_A_TIME])
    for row in rows:
        claim(row)
        attempt_kept(row)
    return sum(row.state == RawPayload.State.DONE for row in rows)


def forget_old() -> int:
    """Remove what was received more than RAW_PAYLOAD_DAYS ago, except what still waits in quarantine."""
    before = timezone.now() - timedelta(days=settings.RAW_PAYLOAD_DAYS)
    gone = RawPayload.objects.filter(received_at__lt=before).exclude(state=RawPayload.State.QUARANTINED)
    return gone.delete()[0]


def _held(staff: Staff, payload_id: UUID) -> RawPayload:
    row = RawPayload.objects.filter(id=payload_id, state=RawPayload.State.QUARANTINED).first()
    if row is None or not staff.may(Permission.REPLAY):
        raise NotMine("It is not in quarantine any more.")
    return row
