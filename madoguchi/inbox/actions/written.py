"""What a received message becomes: its row, its files, and the entry that screens show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from madoguchi.core.plain_sql import document, run_many
from madoguchi.inbox import statements as sql
from madoguchi.inbox.actions.incoming import Item
from madoguchi.inbox.contract import Entry, Received


def message_row(item: Item, message_id: UUID, version: int, now: Any) -> tuple[object, ...]:
    """The values of `write_messages`; `now` as the database takes it."""
    inbound = item.inbound
    data = dict(inbound.data)
    if item.masked:
        data["masked"] = list(item.masked)
    if inbound.automatic:
        data["automatic"] = True
    return (
        sql.key(message_id),
        sql.key(item.conversation_id),
        sql.key(item.inbox_id),
        version,
        version,
        sql.key(item.identity_id),
        inbound.sender_name,
        inbound.text,
        inbound.html,
        inbound.quoted,
        inbound.external_id,
        document(data),
        sql.moment(inbound.sent_at),
        now,
    )


def entry_of(item: Item, message_id: UUID, version: int, now: str) -> Entry:
    """What screens show, without another read."""
    inbound = item.inbound
    return Entry(
        id=str(message_id),
        position=version,
        version=version,
        kind="customer",
        at=now,
        author=inbound.sender_name,
        identity_id=str(item.identity_id),
        text=inbound.text,
        html=inbound.html,
        quoted=inbound.quoted,
        external_id=inbound.external_id,
        data=dict(inbound.data) | ({"masked": list(item.masked)} if item.masked else {}),
        files=list(item.shown_files),
    )


def attach(pairs: Iterable[tuple[Item, Received]]) -> None:
    """Link the stored files to their messages."""
    rows = [
        (sql.key(received.message_id), sql.key(file_id), file.inline_id, number)
        for item, received in pairs
        if item.files
        for number, (file_id, file) in enumerate(zip(item.files, item.inbound.files, strict=True))
    ]
    run_many(sql.ATTACH, rows)
