"""The hot statements of receiving, over Django's own connection: one spelling, two dialects of values.

SQLite keeps UUIDs as 32 hex digits and times as text without a zone, PostgreSQL has types for both. Tests compare
what these write with what the ORM reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from madoguchi.core.ids import uuid7
from madoguchi.core.plain_sql import as_uuid as as_uuid
from madoguchi.core.plain_sql import key as key
from madoguchi.core.plain_sql import moment as moment
from madoguchi.core.plain_sql import places as places
from madoguchi.core.plain_sql import postgresql as postgresql
from madoguchi.core.plain_sql import truth as truth

INSERT_MESSAGE = (
    "INSERT INTO inbox_message (id, conversation_id, inbox_id, position, version, kind, identity_id, agent_id,"
    " author_name, text, html, quoted, external_id, state, state_reason, event, data, visible_at, sent_at, created_at)"
    " VALUES (%s, %s, %s, %s, %s, 'customer', %s, NULL, %s, %s, %s, %s, %s, 'received', '', '', %s, NULL, %s, %s)"
)
RAISE_CONVERSATION = (
    "UPDATE inbox_conversation SET version = %s, status = %s, waiting_since = %s, list_at = %s, snoozed_until = %s,"
    " resolved_at = %s, last_message_at = %s, last_message_kind = 'customer', preview = %s, has_attachment = %s,"
    " updated_at = %s WHERE id = %s"
)

ATTACH = (
    "INSERT INTO inbox_attachment (message_id, file_id, inline_id, position) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)


class Held(NamedTuple):
    """A conversation's row, locked until the transaction ends; its times as this database gives and takes them."""

    id: UUID
    reference: str
    customer_id: UUID
    version: int
    status: str
    waiting_since: Any
    snoozed_until: Any
    resolved_at: Any
    has_attachment: bool
    proof: int


def lock_conversations(ids: Iterable[UUID]) -> dict[UUID, Held]:
    """Read and lock the rows in the order of their ids, so that two writers cannot wait for each other."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    lock = " ORDER BY id FOR UPDATE" if postgresql() else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, reference, customer_id, version, status, waiting_since, snoozed_until, resolved_at,"
            f" has_attachment, proof FROM inbox_conversation WHERE id IN ({places(wanted)}){lock}",
            [key(id) for id in wanted],
        )
        rows = cursor.fetchall()
    return {held.id: held for held in map(_held, rows)}


def open_participations(pairs: Iterable[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    """Of these (conversation, identity) pairs, the ones that take part, in conversations not closed for good."""
    wanted = {
        (key(conversation), key(identity)): (conversation, identity) for conversation, identity in pairs
    }
    if not wanted:
        return set()
    conversations = list(dict.fromkeys(pair[0] for pair in wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.conversation_id, p.identity_id FROM inbox_participant p"
            " JOIN inbox_conversation c ON c.id = p.conversation_id"
            f" WHERE p.conversation_id IN ({places(conversations)}) AND c.status <> 'closed'",
            conversations,
        )
        return {wanted[row] for row in map(tuple, cursor.fetchall()) if row in wanted}


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


def write_messages(rows: Sequence[Sequence[Any]], raised: Sequence[Sequence[Any]]) -> None:
    """Insert the messages and raise their conversations; parameters in the statements' order."""
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(INSERT_MESSAGE, rows[0])
        else:
            cursor.executemany(INSERT_MESSAGE, rows)
        if len(raised) == 1:
            cursor.execute(RAISE_CONVERSATION, raised[0])
        else:
            cursor.executemany(RAISE_CONVERSATION, raised)


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


def _held(row: Sequence[Any]) -> Held:
    return Held(
        as_uuid(row[0]),
        row[1],
        as_uuid(row[2]),
        row[3],
        row[4],
        row[5],
        row[6],
        row[7],
        bool(row[8]),
        row[9],
    )
