"""The raw log's statements: what came over the wire, masked where it is text, encrypted, kept once per inbox."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone

from madoguchi.channel_kit.contract import Payload
from madoguchi.channel_kit.models import RawPayload
from madoguchi.core.crypto import encrypt
from madoguchi.core.plain_sql import key, moment, run_many
from madoguchi.shield import shield

# How much of one stretch of text is searched for secrets before it is kept encrypted; the intake searches what it
# reads once more.
MASKED_BYTES = 1_000_000
# What a mail says is in base 64 and looks so holds no words, nor does 15 kB of it, which is longer than any key that is
# written so. The headers of the part, bounded so that time stays linear, are searched.
_ENCODED = re.compile(
    rb"\n[Cc]ontent-[Tt]ransfer-[Ee]ncoding: ?base64\r?\n(?:[^\r\n]{1,998}\r?\n){0,20}\r?\n"
    rb"((?:[A-Za-z0-9+/]{76}\r?\n){2,}[A-Za-z0-9+/]{0,76}={0,2}\r?\n)"
    rb"|((?:[A-Za-z0-9+/]{60,76}\r?\n){200,})"
)

_KEEP = (
    "INSERT INTO channel_kit_rawpayload (id, inbox_id, channel, content, headers, digest, state, problem, attempts,"
    " received_at) VALUES (%s, %s, %s, %s, %s, %s, %s, '', 0, %s) ON CONFLICT (inbox_id, digest) DO NOTHING"
)
_NOTE = (
    "UPDATE channel_kit_rawpayload SET state = %s, problem = %s, attempts = %s, done_at = %s, retry_at = %s"
    " WHERE id = %s"
)
_NOTE_WITH_CONTENT = _NOTE.replace(" WHERE", ", content = %s WHERE")


def keep(payloads: Sequence[Payload]) -> list[RawPayload]:
    """The row of each payload, in order, by one commit; the same one for the same bytes to the same inbox.

    What was kept before comes back as it stands; its state says what became of it.
    """
    rows: dict[tuple[UUID | None, str], RawPayload] = {}
    marks = []
    for payload in payloads:
        mark = (payload.inbox_id, hashlib.sha256(payload.content).hexdigest())
        marks.append(mark)
        if mark not in rows:
            rows[mark] = _row(payload, mark[1])
    if run_many(_KEEP, [_values(row) for row in rows.values()]) < len(rows):
        for mark, row in rows.items():
            rows[mark] = RawPayload.objects.get(inbox_id=row.inbox_id, digest=row.digest)
    return [rows[mark] for mark in marks]


def note(rows: Sequence[RawPayload], *, harmless: Sequence[RawPayload] = ()) -> None:
    """Write down what became of these rows; of those in `harmless` the content as well."""
    changed = set(map(id, harmless))
    run_many(_NOTE, [(*_fate(row), key(row.id)) for row in rows if id(row) not in changed])
    run_many(_NOTE_WITH_CONTENT, [(*_fate(row), row.content, key(row.id)) for row in harmless])


def _row(payload: Payload, digest: str) -> RawPayload:
    return RawPayload(
        inbox_id=payload.inbox_id,
        channel=payload.channel,
        content=encrypt(_masked(payload.content)),
        headers=dict(payload.headers),
        digest=digest,
        received_at=timezone.now(),
    )


def _values(row: RawPayload) -> tuple[Any, ...]:
    return (
        key(row.id),
        key(row.inbox_id),
        row.channel,
        row.content,
        msgspec.json.encode(row.headers).decode(),
        row.digest,
        str(row.state),
        moment(row.received_at),
    )


def _fate(row: RawPayload) -> tuple[Any, ...]:
    return str(row.state), row.problem, row.attempts, moment(row.done_at), moment(row.retry_at)


def _masked(content: bytes) -> bytes:
    """Secrets in plain text are masked even here; what is encoded is opened by the intake and masked there."""
    parts: list[bytes] = []
    end = 0
    for encoded in _ENCODED.finditer(content):
        start = encoded.start(encoded.lastindex or 0)
        parts += (_masked_text(content[end:start]), content[start : encoded.end()])
        end = encoded.end()
    return b"".join((*parts, _masked_text(content[end:])))


def _masked_text(content: bytes) -> bytes:
    """Bytes that are no UTF-8 stay as they are, and what stands between them is searched all the same."""
    found = shield(content[:MASKED_BYTES].decode("utf-8", "surrogateescape"))
    if not found.masked:
        return content
    return found.text.encode("utf-8", "surrogateescape") + content[MASKED_BYTES:]
