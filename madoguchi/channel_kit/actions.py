"""The raw log: what came over the wire is kept before anything can fail, and can be taken in again."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import zip_longest
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import timezone

from madoguchi.audit import actions as audit
from madoguchi.channel_kit.models import RawPayload
from madoguchi.core.crypto import decrypt, encrypt
from madoguchi.core.plain_sql import key, moment, run
from madoguchi.people.contract import Permission, Staff
from madoguchi.shield import shield

log = logging.getLogger(__name__)

# How much of one stretch of text is searched for secrets before it is kept encrypted; the intake searches what it
# reads once more. A file of a mail, in base 64, holds no words: 15 kB of it is longer than any key that is written so.
MASKED_BYTES = 1_000_000
_LONG = 15_000
_ENCODED_FILE = re.compile(rb"(?:[A-Za-z0-9+/]{60,76}\r?\n){200,}")

# How a kept payload of a channel is taken in; each channel registers its own. What it answers replaces the payload:
# where a secret was found in it, only what is harmless is kept.
Intake = Callable[[UUID | None, bytes, Mapping[str, str]], bytes | None]
_intakes: dict[str, Intake] = {}

_KEEP = (
    "INSERT INTO channel_kit_rawpayload (id, inbox_id, channel, content, headers, digest, state, problem, attempts,"
    " received_at) VALUES (%s, %s, %s, %s, %s, %s, %s, '', 0, %s) ON CONFLICT (inbox_id, digest) DO NOTHING"
)
_TAKEN = (
    "UPDATE channel_kit_rawpayload SET state = %s, problem = %s, attempts = %s, done_at = %s WHERE id = %s"
)
_TAKEN_AND_MASKED = _TAKEN.replace(" WHERE", ", content = %s WHERE")


class NotMine(Exception):
    """The payload is not in quarantine any more, or the asker may not touch it."""


def intake(channel: str) -> Callable[[Intake], Intake]:
    """Register the function that takes in a channel's payloads: (inbox id, content, headers)."""

    def register(function: Intake) -> Intake:
        _intakes[channel] = function
        return function

    return register


def take_in(
    *, channel: str, inbox_id: UUID | None, content: bytes, headers: Mapping[str, str] | None = None
) -> RawPayload:
    """Keep a payload, then take it in; one that cannot be taken in waits in quarantine and stops no other.

    The same payload for the same inbox again returns the row it already has.
    """
    row, is_new = _keep(channel, inbox_id, content, dict(headers or {}))
    if not is_new and row.state != RawPayload.State.NEW:
        return row
    return _attempt(row, content)


def hold(
    *,
    channel: str,
    inbox_id: UUID | None,
    content: bytes,
    problem: str,
    headers: Mapping[str, str] | None = None,
) -> RawPayload:
    """Keep a payload in quarantine from the start: the wire knows that it cannot be taken in, and says why."""
    row, is_new = _keep(channel, inbox_id, content, dict(headers or {}))
    if is_new:
        row.state, row.problem = RawPayload.State.QUARANTINED, problem[:2000]
        row.save(update_fields=["state", "problem"])
    return row


def replay(*, staff: Staff, payload_id: UUID) -> RawPayload:
    """Take a quarantined payload in again (after its cause was mended). Raises NotMine."""
    row = _held(staff, payload_id)
    audit.record(actor=f"agent:{staff.agent_id}", action="payload.replay", subject=f"payload:{row.id}")
    return _attempt(row, decrypt(bytes(row.content)))


def discard(*, staff: Staff, payload_id: UUID) -> None:
    """Give a quarantined payload up; it stays readable until it expires. Raises NotMine."""
    row = _held(staff, payload_id)
    audit.record(actor=f"agent:{staff.agent_id}", action="payload.discard", subject=f"payload:{row.id}")
    RawPayload.objects.filter(id=row.id).update(state=RawPayload.State.DISCARDED, done_at=timezone.now())


def forget_old() -> int:
    """Remove what was received more than RAW_PAYLOAD_DAYS ago, except what still waits in quarantine."""
    before = timezone.now() - timedelta(days=settings.RAW_PAYLOAD_DAYS)
    gone = RawPayload.objects.filter(received_at__lt=before).exclude(state=RawPayload.State.QUARANTINED)
    return gone.delete()[0]


def _keep(
    channel: str, inbox_id: UUID | None, content: bytes, headers: dict[str, str]
) -> tuple[RawPayload, bool]:
    row = RawPayload(
        inbox_id=inbox_id,
        channel=channel,
        content=encrypt(_masked(content)),
        headers=headers,
        digest=hashlib.sha256(content).hexdigest(),
        received_at=timezone.now(),
    )
    values = [
        key(row.id),
        key(inbox_id),
        channel,
        row.content,
        msgspec.json.encode(headers).decode(),
        row.digest,
        str(row.state),
        moment(row.received_at),
    ]
    if not run(_KEEP, values):
        return RawPayload.objects.get(inbox_id=inbox_id, digest=row.digest), False
    row._state.adding = False
    return row, True


def _masked(content: bytes) -> bytes:
    """Secrets in plain text are masked even here; what is encoded is opened by the intake and masked there."""
    pieces = _ENCODED_FILE.split(content) if len(content) > _LONG else [content]
    encoded = _ENCODED_FILE.findall(content) if len(pieces) > 1 else []
    shown = [_masked_text(piece[:MASKED_BYTES]) + piece[MASKED_BYTES:] for piece in pieces]
    return b"".join(part for pair in zip_longest(shown, encoded, fillvalue=b"") for part in pair)


def _masked_text(content: bytes) -> bytes:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    found = shield(text)
    return found.text.encode() if found.masked else content


def _attempt(row: RawPayload, content: bytes) -> RawPayload:
    row.attempts += 1
    harmless = None
    try:
        harmless = _intakes[row.channel](row.inbox_id, content, row.headers)
    except Exception as error:  # whatever it is: it waits where staff can see it
        log.exception("a payload of %s waits in quarantine as %s", row.channel, row.id)
        row.state = RawPayload.State.QUARANTINED
        row.problem = f"{type(error).__name__}: {error}"[:2000]
    else:
        row.state, row.problem, row.done_at = RawPayload.State.DONE, "", timezone.now()
    taken = [str(row.state), row.problem, row.attempts, moment(row.done_at)]
    if harmless is None:
        run(_TAKEN, [*taken, key(row.id)])
    else:
        row.content = encrypt(harmless)
        run(_TAKEN_AND_MASKED, [*taken, row.content, key(row.id)])
    return row


def _held(staff: Staff, payload_id: UUID) -> RawPayload:
    row = RawPayload.objects.filter(id=payload_id, state=RawPayload.State.QUARANTINED).first()
    if row is None or not staff.may(Permission.REPLAY):
        raise NotMine("It is not in quarantine any more.")
    return row
