"""Heads of conversations by plain SQL, which costs a tenth of the ORM: every reconnecting screen asks for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from madoguchi.core.plain_sql import id_text, iso_text
from madoguchi.inbox.contract import Head
from madoguchi.inbox.queries.visibility import visible_sql
from madoguchi.inbox.statements import as_uuid, key
from madoguchi.people.contract import Asker

HEAD_COLUMNS = (
    "c.id, c.reference, c.version, c.status, c.priority, c.subject, i.channel, i.name, c.team_id, t.name,"
    " c.assignee_id, a.public_name, c.customer_id, p.name, c.proof, c.language, c.topic, c.preview,"
    " c.last_message_kind, c.last_message_at, c.waiting_since, c.snoozed_until, c.created_at, c.has_attachment,"
    " c.list_at"
)
HEAD_TABLES = (
    "inbox_conversation c JOIN inbox_inbox i ON i.id = c.inbox_id JOIN people_customer p ON p.id = c.customer_id"
    " LEFT JOIN people_team t ON t.id = c.team_id LEFT JOIN people_agent a ON a.id = c.assignee_id"
)
_HEADS = f"SELECT {HEAD_COLUMNS} FROM {HEAD_TABLES}"  # noqa: S608 - constants

_ID = "SELECT c.id FROM inbox_conversation c"


def head(asker: Asker, reference: str) -> Head | None:
    """The conversation's facts as this asker may see them, or None."""
    seen, values = visible_sql(asker)
    found = _read(f"c.reference = %s AND {seen}", [reference, *values])
    return found[0] if found else None


def conversation_id(asker: Asker, reference: str) -> UUID | None:
    """The conversation's id if this asker may see it, or None."""
    seen, values = visible_sql(asker)
    with connection.cursor() as cursor:
        cursor.execute(f"{_ID} WHERE c.reference = %s AND {seen}", [reference, *values])
        row = cursor.fetchone()
    return as_uuid(row[0]) if row else None


def heads_of(ids: Iterable[UUID]) -> list[Head]:
    """The heads of these conversations, whoever may see them."""
    wanted = list(ids)
    if not wanted:
        return []
    return _read(f"c.id IN ({', '.join(['%s'] * len(wanted))})", [key(id) for id in wanted])


def _read(condition: str, values: Sequence[Any]) -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_HEADS} WHERE {condition}", values)
        return [head_of_row(row) for row in cursor.fetchall()]


def head_of_row(row: Sequence[Any]) -> Head:
    """The head in a row of HEAD_COLUMNS."""
    return Head(
        id=id_text(row[0]),
        reference=row[1],
        version=row[2],
        status=row[3],
        priority=row[4],
        subject=row[5],
        channel=row[6],
        inbox=row[7],
        team_id=row[8],
        team=row[9] or "",
        assignee_id=id_text(row[10]),
        assignee=row[11] or "",
        customer_id=id_text(row[12]),
        customer=row[13],
        proof=row[14],
        language=row[15],
        topic=row[16],
        preview=row[17],
        last_kind=row[18],
        last_at=iso_text(row[19]),
        waiting_since=iso_text(row[20]),
        snoozed_until=iso_text(row[21]),
        created_at=iso_text(row[22]),
        has_attachment=bool(row[23]),
        list_at=iso_text(row[24]),
    )
