"""Kept payloads become messages: translated one by one, stored by one commit."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from madoguchi.channel_kit import raw_log
from madoguchi.channel_kit.models import RawPayload
from madoguchi.core.crypto import Unreadable, decrypt, encrypt
from madoguchi.inbox.actions import receive_many
from madoguchi.inbox.contract import InboundMessage, Received

log = logging.getLogger(__name__)

# How a channel reads a payload: (inbox id, content, headers). None: it was a report, and is dealt with.
Read = Callable[[UUID | None, bytes, Mapping[str, str]], InboundMessage | None]
# What may still be kept of a payload that held a secret.
Harmless = Callable[[bytes], bytes]
# Of these the next attempt may be the better one; everything else stays as it is until a person looks.
PASSING = (OperationalError, InterfaceError)


class _Intake(NamedTuple):
    read: Read
    harmless: Harmless


class _Arrived(NamedTuple):
    row: RawPayload
    content: bytes
    message: InboundMessage


_intakes: dict[str, _Intake] = {}


def intake(channel: str, *, harmless: Harmless) -> Callable[[Read], Read]:
    """Register how a channel reads its payloads."""

    def register(read: Read) -> Read:
        _intakes[channel] = _Intake(read, harmless)
        return read

    return register


def attempt(kept: Sequence[tuple[RawPayload, bytes]]) -> None:
    """Take kept payloads in; each row says what became of it, in the transaction of its message."""
    arrived: list[_Arrived] = []
    settled: list[RawPayload] = []
    for row, content in kept:
        row.attempts += 1
        try:
            message = _intakes[row.channel].read(row.inbox_id, content, row.headers)
        except Exception as error:  # whatever it is: it waits where staff can see it
            _quarantine(row, error)
            settled.append(row)
            continue
        if message is not None:
            arrived.append(_Arrived(row, content, message))
        else:
            _done(row)
            settled.append(row)
    raw_log.note([*settled, *_receive(arrived)])


def attempt_kept(row: RawPayload) -> None:
    """Take in what is kept, whoever brought it."""
    try:
        content = decrypt(bytes(row.content))
    except Unreadable as error:
        row.attempts += 1
        _quarantine(row, error)
        raw_log.note([row])
    else:
        attempt([(row, content)])


def claim(row: RawPayload) -> None:
    """Count the attempt before it begins: what takes the process with it must not be tried for ever."""
    RawPayload.objects.filter(id=row.id).update(
        state=RawPayload.State.QUARANTINED,
        problem=row.problem or "The process ended while this was taken in.",
        attempts=row.attempts + 1,
        retry_at=_next_try(row.attempts + 1),
    )


def _receive(arrived: list[_Arrived]) -> list[RawPayload]:
    """Store the messages, each with its row; answers with the rows of those that were not stored."""
    if not arrived:
        return []
    outcomes: Sequence[Received | Exception]

    def also(stored: Sequence[tuple[int, Received]]) -> None:
        _note_stored([(arrived[place], received) for place, received in stored])

    try:
        outcomes = receive_many([(a.message, _inbox(a.row)) for a in arrived], also=also)
    except PASSING as error:
        if not connection.in_atomic_block:
            close_old_connections()  # one that broke is opened anew
        outcomes = [error] * len(arrived)
    failed = []
    for (row, _, _), outcome in zip(arrived, outcomes, strict=True):
        if isinstance(outcome, Exception):
            _quarantine(row, outcome)
            failed.append(row)
    return failed


def _note_stored(stored: Sequence[tuple[_Arrived, Received]]) -> None:
    masked = []
    for (row, content, _), received in stored:
        _done(row)
        if received.masked:
            row.content = encrypt(_intakes[row.channel].harmless(content))
            masked.append(row)
    raw_log.note([arrived.row for arrived, _ in stored], harmless=masked)


def _done(row: RawPayload) -> None:
    row.state, row.problem, row.done_at, row.retry_at = RawPayload.State.DONE, "", timezone.now(), None


def _quarantine(row: RawPayload, error: Exception) -> None:
    log.error("a payload of %s waits in quarantine as %s", row.channel, row.id, exc_info=error)
    row.state, row.done_at = RawPayload.State.QUARANTINED, None
    row.problem = f"{type(error).__name__}: {error}"[:2000]
    row.retry_at = _next_try(row.attempts) if isinstance(error, PASSING) else None


def _next_try(attempts: int) -> datetime | None:
    """Later each time; None when it was tried often enough and a person should look."""
    if attempts >= settings.RAW_PAYLOAD_ATTEMPTS:
        return None
    wait = settings.JOBS_BACKOFF_SECONDS * 2 ** (attempts - 1)
    return timezone.now() + timedelta(seconds=min(wait, settings.JOBS_BACKOFF_MAX_SECONDS))


def _inbox(row: RawPayload) -> UUID:
    assert row.inbox_id is not None  # a channel that reads without an inbox has raised
    return row.inbox_id
