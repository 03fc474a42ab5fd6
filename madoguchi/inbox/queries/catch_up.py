"""What changed since a version, for a screen that comes back; by plain SQL, because thousands may come at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings

from madoguchi.core.plain_sql import id_text, iso_text, rows_at_once
from madoguchi.inbox.contract import Change, Entry, FileEntry
from madoguchi.inbox.queries.heads import head
from madoguchi.inbox.queries.thread import PUBLIC_EVENTS, files_of
from madoguchi.inbox.statements import as_uuid, key, moment, places
from madoguchi.people.contract import Asker, Staff

# What `entry_of` takes, of `inbox_message m`.
COLUMNS = (
    "m.id, m.position, m.version, m.kind, m.created_at, m.author_name, m.agent_id, m.identity_id, m.text, m.html,"
    " m.quoted, m.state, m.state_reason, m.event, m.external_id, m.data, m.visible_at"
)
_SINCE = "SELECT * FROM inbox_message m WHERE m.conversation_id = %s AND m.version > %s"
# What a customer may see of `inbox_message m`, with `shown_values`: the same rule as `thread.visible_entries`.
SHOWN = (
    " AND (m.kind = 'customer' OR (m.kind = 'agent' AND m.state <> 'undone'"
    " AND (m.visible_at IS NULL OR m.visible_at <= %s))"
    f" OR (m.kind = 'event' AND m.event IN ({places(PUBLIC_EVENTS)})))"
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
    rows = since(asker, UUID(facts.id), version, limit=limit + 1)
    if len(rows) > limit:
        raise LookupError("too much changed")
    files = files_of([as_uuid(row[0]) for row in rows])
    entries = sorted((entry_of(row, files) for row in rows), key=lambda entry: entry.position)
    return Change(head=facts, since=version, entries=entries)


def since(asker: Asker, conversation_id: UUID, version: int, *, limit: int) -> Sequence[Sequence[Any]]:
    """Rows for `entry_of`, those that changed first first."""
    sql, values = _SINCE, [key(conversation_id), version]
    if not isinstance(asker, Staff):
        sql += SHOWN
        values += shown_values()
    return rows_at_once(COLUMNS, f"({sql} ORDER BY m.version LIMIT %s) m", [*values, limit])


def entries_by_id(message_ids: Collection[UUID], *, with_files: bool) -> list[Entry]:
    """Entries as they are now, whoever may see them; `with_files` is false where the conversation has none."""
    if not message_ids:
        return []
    files = files_of(list(message_ids)) if with_files else {}
    named = f"inbox_message m WHERE m.id IN ({places(list(message_ids))})"
    return [entry_of(row, files) for row in rows_at_once(COLUMNS, named, [key(id) for id in message_ids])]


def shown_values() -> list[Any]:
    return [moment(datetime.now(UTC)), *PUBLIC_EVENTS]


def entry_of(row: Sequence[Any], files: dict[UUID, list[FileEntry]]) -> Entry:
    return Entry(
        id=id_text(row[0]),
        position=row[1],
        version=row[2],
        kind=row[3],
        at=iso_text(row[4]),
        author=row[5],
        agent_id=id_text(row[6]),
        identity_id=id_text(row[7]),
        text=row[8],
        html=row[9],
        quoted=row[10],
        state=row[11],
        reason=row[12],
        event=row[13],
        external_id=row[14] or "",
        data=_data(row[15]),
        files=files.get(as_uuid(row[0]), []) if files else [],
        visible_at=iso_text(row[16]),
    )


def _data(value: Any) -> dict[str, Any]:
    if value == "{}":
        return {}
    found: dict[str, Any] = msgspec.json.decode(value) if isinstance(value, str) else value
    return found
