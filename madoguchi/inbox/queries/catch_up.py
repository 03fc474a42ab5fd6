"""What changed since a version, for a screen that comes back; by plain SQL, because thousands may come at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection

from madoguchi.inbox.contract import Change, Entry, FileEntry
from madoguchi.inbox.queries.heads import head
from madoguchi.inbox.queries.thread import PUBLIC_EVENTS, files_of
from madoguchi.inbox.statements import as_moment, as_uuid, key, moment
from madoguchi.people.contract import Asker, Staff

_SINCE = (
    "SELECT id, position, version, kind, created_at, author_name, agent_id, identity_id, text, html, quoted, state,"
    " state_reason, event, external_id, data, visible_at FROM inbox_message WHERE conversation_id = %s AND version > %s"
)
# The same rule as `thread.visible_entries`.
_SHOWN = (
    " AND (kind = 'customer' OR (kind = 'agent' AND state <> 'undone' AND (visible_at IS NULL OR visible_at <= %s))"
    f" OR (kind = 'event' AND event IN ({', '.join(['%s'] * len(PUBLIC_EVENTS))})))"
)


def change_since(asker: Asker, reference: str, *, version: int) -> Change | None:
    """What changed after `version`, in order of position.

    None if the asker may not see the conversation. More than LIVE_CATCH_UP_ITEMS changes raise LookupError: reload.
    """
    facts = head(asker, reference)
    if facts is None:
        return None
    if facts.version <= version:  # each change raises it, so there is nothing to look for
        return Change(head=facts, since=version, entries=[])
    limit: int = settings.LIVE_CATCH_UP_ITEMS
    rows = _rows(asker, UUID(facts.id), version, limit + 1)
    if len(rows) > limit:
        raise LookupError("too much changed")
    files = files_of([as_uuid(row[0]) for row in rows])
    entries = sorted((_entry(row, files) for row in rows), key=lambda entry: entry.position)
    return Change(head=facts, since=version, entries=entries)


def _rows(asker: Asker, conversation_id: UUID, version: int, limit: int) -> list[Sequence[Any]]:
    sql, values = _SINCE, [key(conversation_id), version]
    if not isinstance(asker, Staff):
        sql += _SHOWN
        values += [moment(datetime.now(UTC)), *PUBLIC_EVENTS]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY version LIMIT %s", [*values, limit])
        rows: list[Sequence[Any]] = cursor.fetchall()
    return rows


def _entry(row: Sequence[Any], files: dict[UUID, list[FileEntry]]) -> Entry:
    id = as_uuid(row[0])
    return Entry(
        id=str(id),
        position=row[1],
        version=row[2],
        kind=row[3],
        at=_iso(row[4]),
        author=row[5],
        agent_id=str(as_uuid(row[6])) if row[6] else "",
        identity_id=str(as_uuid(row[7])) if row[7] else "",
        text=row[8],
        html=row[9],
        quoted=row[10],
        state=row[11],
        reason=row[12],
        event=row[13],
        external_id=row[14] or "",
        data=msgspec.json.decode(row[15]) if isinstance(row[15], str) else row[15],
        files=files.get(id, []),
        visible_at=_iso(row[16]),
    )


def _iso(value: Any) -> str:
    at = as_moment(value)
    return at.isoformat() if at else ""
