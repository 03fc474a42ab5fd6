"""What live screens are told after a commit, in one statement for a whole batch.

The head is read with plain SQL: through the ORM it cost three times as much as writing the message itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from madoguchi.inbox import recent
from madoguchi.inbox.contract import Change, Entry, Head
from madoguchi.inbox.models import Message
from madoguchi.inbox.queries.thread import entries_of
from madoguchi.inbox.statements import as_moment, key

Versions = Sequence[tuple[UUID | None, int]]

_HEADS = (
    "SELECT c.id, c.reference, c.version, c.status, c.priority, c.subject, i.channel, i.name, c.team_id, t.name,"
    " c.assignee_id, a.public_name, c.customer_id, p.name, c.proof, c.language, c.topic, c.preview,"
    " c.last_message_kind, c.last_message_at, c.waiting_since, c.snoozed_until, c.created_at, c.has_attachment"
    " FROM inbox_conversation c JOIN inbox_inbox i ON i.id = c.inbox_id JOIN people_customer p ON p.id = c.customer_id"
    " LEFT JOIN people_team t ON t.id = c.team_id LEFT JOIN people_agent a ON a.id = c.assignee_id WHERE c.id IN ({})"
)


def announced_changes(changed: Mapping[UUID, Versions]) -> list[Change]:
    """Per conversation its head now and the entries named by (message, version).

    For the live screens alone: who may see it is decided where it is delivered.
    """
    heads = heads_of(changed)
    return [_change(head, changed[UUID(head.id)]) for head in heads]


def heads_of(ids: Iterable[UUID]) -> list[Head]:
    """The heads of these conversations, whoever may see them."""
    wanted = list(ids)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_HEADS.format(", ".join(["%s"] * len(wanted))), [key(id) for id in wanted])
        return [_head(row) for row in cursor.fetchall()]


def head_by_id(conversation_id: UUID) -> Head | None:
    """One head, for the system itself (rules, jobs)."""
    return next(iter(heads_of([conversation_id])), None)


def _change(head: Head, versions: Versions) -> Change:
    wanted = [(id, version) for id, version in versions if id]
    entries = [entry for id, version in wanted if (entry := recent.recall(str(id), version))]
    shown = {entry.id for entry in entries}
    if missing := {id for id, _ in wanted if str(id) not in shown}:
        entries += entries_of(Message.objects.filter(id__in=missing))
    since = min(version for _, version in versions) - 1
    return Change(head=head, since=since, entries=sorted(entries, key=_position))


def _position(entry: Entry) -> int:
    return entry.position


def _head(row: Sequence[Any]) -> Head:
    return Head(
        id=_id(row[0]),
        reference=row[1],
        version=row[2],
        status=row[3],
        priority=row[4],
        subject=row[5],
        channel=row[6],
        inbox=row[7],
        team_id=row[8],
        team=row[9] or "",
        assignee_id=_id(row[10]) if row[10] else "",
        assignee=row[11] or "",
        customer_id=_id(row[12]),
        customer=row[13],
        proof=row[14],
        language=row[15],
        topic=row[16],
        preview=row[17],
        last_kind=row[18],
        last_at=_iso(row[19]),
        waiting_since=_iso(row[20]),
        snoozed_until=_iso(row[21]),
        created_at=_iso(row[22]),
        has_attachment=bool(row[23]),
    )


def _id(value: Any) -> str:
    """A key as text; sliced, not parsed, where the database keeps hexadecimal digits."""
    if not isinstance(value, str):
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def _iso(value: Any) -> str:
    """A time as ISO 8601 in UTC; SQLite keeps it so but for the zone."""
    if isinstance(value, str):
        return value.replace(" ", "T") + "+00:00"
    moment = as_moment(value)
    return moment.isoformat() if moment else ""
