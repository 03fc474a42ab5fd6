"""The hot statements of receiving, over Django's own connection: one spelling, two dialects of values.

SQLite keeps UUIDs as 32 hex digits and times as text without a zone, PostgreSQL has types for both. Tests compare
what these write with what the ORM reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from madoguchi.core.ids import uuid7
from madoguchi.core.plain_sql import as_uuid as as_uuid
from madoguchi.core.plain_sql import insert_rows
from madoguchi.core.plain_sql import key as key
from madoguchi.core.plain_sql import moment as moment
from madoguchi.core.plain_sql import places as places
from madoguchi.core.plain_sql import postgresql as postgresql
from madoguchi.core.plain_sql import truth as truth

_MESSAGE = (
    "inbox_message (id, conversation_id, inbox_id, position, version, kind, identity_id, agent_id, author_name, text,"
    " html, quoted, external_id, state, state_reason, event, data, visible_at, sent_at, created_at)"
)
_MESSAGE_ROW = (
    "(%s, %s, %s, %s, %s, 'customer', %s, NULL, %s, %s, %s, %s, %s, 'received', '', '', %s, NULL, %s, %s)"
)

ATTACH = (
    "INSERT INTO inbox_attachment (message_id, file_id, inline_id, position) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)


def known_messages(pairs: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], UUID]:
    """Of these (inbox, external id) pairs, the ones already stored, with their message."""
    wanted = sorted(set(pairs))
    if not wanted:
        return {}
    places = " OR ".join(["(inbox_id = %s AND external_id = %s)"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, inbox_id, external_id FROM inbox_message WHERE {places}",
            [value for inbox, external in wanted for value in (key(inbox), external)],
        )
        return {(as_uuid(row[1]), row[2]): as_uuid(row[0]) for row in cursor.fetchall()}


def write_messages(rows: Sequence[Sequence[Any]]) -> None:
    """Insert what customers said; values in the order of the statement."""
    insert_rows(_MESSAGE, _MESSAGE_ROW, rows)


def as_moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value is None:
        return None
    moment: datetime = value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def new_ids(count: int) -> list[UUID]:
    """Time-ordered ids, rising within the call."""
    return sorted(uuid7() for _ in range(count))
