"""Conversations that a transaction holds locked: read once, with all that a head shows, and raised by its messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from madoguchi.core.plain_sql import (
    as_uuid,
    key,
    padded,
    places,
    postgresql,
    rows_at_once,
    truth,
    update_rows,
)
from madoguchi.inbox.contract import Head, InboundMessage
from madoguchi.inbox.queries.heads import HEAD_COLUMNS, HEAD_TABLES, head_of_row

PREVIEW = 200
_REFERENCE, _VERSION, _STATUS, _PREVIEW, _LAST_KIND, _LAST_AT = 1, 2, 3, 17, 18, 19
_WAITING, _SNOOZED, _ATTACHMENT, _LIST_AT, _RESOLVED, _WRITER = 20, 21, 23, 24, 25, 26
_COLUMNS = f"{HEAD_COLUMNS}, c.resolved_at"
# While a customer waits, his next message changes no place in any list: the indexes of the lists are not touched.
QUIET = ("version", "last_message_at", "last_message_kind", "preview", "has_attachment", "updated_at")
LOUD = (*QUIET, "status", "waiting_since", "list_at", "snoozed_until", "resolved_at")


@dataclass(slots=True)
class Held:
    """One locked conversation as the messages of this batch change it; times in the database's own form."""

    row: Sequence[Any]
    id: UUID
    reference: str
    version: int
    status: str
    waiting_since: Any
    snoozed_until: Any
    resolved_at: Any
    has_attachment: bool
    preview: str = ""
    writers: set[UUID] = field(default_factory=set)

    @classmethod
    def of(cls, row: Sequence[Any]) -> Held:
        return cls(
            row,
            as_uuid(row[0]),
            row[_REFERENCE],
            row[_VERSION],
            row[_STATUS],
            row[_WAITING],
            row[_SNOOZED],
            row[_RESOLVED],
            bool(row[_ATTACHMENT]),
        )

    def take(self, inbound: InboundMessage, now: Any) -> int:
        """Count a message in; its version. A person who writes waits for us and reopens what was resolved; a machine
        changes neither."""
        self.version += 1
        self.preview = " ".join(inbound.text[: PREVIEW * 2].split())[:PREVIEW]
        self.has_attachment = self.has_attachment or bool(inbound.files)
        if not inbound.automatic and self.status not in ("spam", "closed"):
            self.waiting_since = self.waiting_since or now
            if self.status in ("pending", "snoozed", "resolved"):
                self.status, self.snoozed_until, self.resolved_at = "open", None, None
        return self.version

    def quiet(self) -> bool:
        """Whether its place in every list stays what it was."""
        waited = self.row[_WAITING]
        return bool(waited) and self.waiting_since == waited and self.status == self.row[_STATUS]

    def quiet_row(self, now: Any) -> tuple[object, ...]:
        """The values of QUIET and the id."""
        return (self.version, now, "customer", self.preview, truth(self.has_attachment), now, key(self.id))

    def loud_row(self, now: Any, no_hurry: Any) -> tuple[object, ...]:
        """The values of LOUD and the id; `no_hurry` is the place in lists of one that does not wait."""
        *shown, id = self.quiet_row(now)
        place = self._place(no_hurry)
        return (*shown, self.status, self.waiting_since, place, self.snoozed_until, self.resolved_at, id)

    def _place(self, no_hurry: Any) -> Any:
        return self.row[_LIST_AT] if self.quiet() else self.waiting_since or no_hurry

    def head(self, now: Any, no_hurry: Any) -> Head:
        """As screens show it when this batch is committed, without reading it again."""
        row = list(self.row)
        row[_VERSION], row[_STATUS], row[_PREVIEW] = self.version, self.status, self.preview
        row[_LAST_KIND], row[_LAST_AT], row[_ATTACHMENT] = "customer", now, self.has_attachment
        row[_WAITING], row[_SNOOZED] = self.waiting_since, self.snoozed_until
        row[_LIST_AT] = self._place(no_hurry)
        return head_of_row(row)


def hold_for(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, Held]:
    """Lock the conversations of those (conversation, identity) pairs that take part, unless closed for good.

    `writers` holds the identities found: permission and lock are one statement, so nothing can change in between.
    """
    wanted = padded([(key(conversation), key(identity)) for conversation, identity in set(pairs)])
    if not wanted:
        return {}
    pair_places = ", ".join(["(%s, %s)"] * len(wanted))
    found = rows_at_once(
        f"{_COLUMNS}, w.identity_id",
        f"{HEAD_TABLES} JOIN inbox_participant w ON w.conversation_id = c.id WHERE c.status <> 'closed' AND"
        f" (w.conversation_id, w.identity_id) IN ({'' if postgresql() else 'VALUES '}{pair_places}) {_lock()}",
        [value for pair in wanted for value in pair],
        prepared=True,
    )
    held: dict[UUID, Held] = {}
    for row in found:
        id = as_uuid(row[0])
        if id not in held:
            held[id] = Held.of(row)
        held[id].writers.add(as_uuid(row[_WRITER]))
    return held


def hold(ids: Iterable[UUID]) -> dict[UUID, Held]:
    """Lock these conversations."""
    wanted = padded([key(id) for id in set(ids)])
    if not wanted:
        return {}
    found = rows_at_once(
        _COLUMNS, f"{HEAD_TABLES} WHERE c.id IN ({places(wanted)}) {_lock()}", wanted, prepared=True
    )
    return {held.id: held for held in map(Held.of, found)}


def raise_all(held: Iterable[Held], now: Any, no_hurry: Any) -> None:
    """Write what the messages have changed; `now` and `no_hurry` as the database takes them."""
    every = list(held)
    if quiet := [one.quiet_row(now) for one in every if one.quiet()]:
        update_rows("inbox_conversation", QUIET, quiet)
    if loud := [one.loud_row(now, no_hurry) for one in every if not one.quiet()]:
        update_rows("inbox_conversation", LOUD, loud)


def _lock() -> str:
    """In the order of their ids, so that two writers cannot wait for each other; SQLite's one writer holds all."""
    return "ORDER BY c.id FOR UPDATE OF c" if postgresql() else ""
