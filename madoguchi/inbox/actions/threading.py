"""Which conversation a message belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from madoguchi.core.plain_sql import as_uuid, key, places, rows
from madoguchi.inbox.contract import InboundMessage

# Long References headers are cut here; the newest ids stand last (RFC 5322, section 3.6.4).
REFERENCES = 50
_FOUND = (
    "SELECT {value}, c.id, c.status, EXISTS (SELECT 1 FROM inbox_participant p WHERE p.conversation_id = c.id"
    " AND p.identity_id = %s) FROM {tables} WHERE {where} IN ({{}})"
)
_MESSAGES = "inbox_message m JOIN inbox_conversation c ON c.id = m.conversation_id"
_NAMED = _FOUND.format(value="c.id", tables="inbox_conversation c", where="c.id")
_ANSWERED = _FOUND.format(value="m.id", tables=_MESSAGES, where="m.id")
# The inboxes are named because the index is on (inbox, external id).
_REFERRED_TO = _FOUND.format(
    value="m.external_id",
    tables=_MESSAGES,
    where="m.inbox_id IN (SELECT id FROM inbox_inbox) AND m.external_id",
)


def find_conversation(
    inbound: InboundMessage, *, identity_id: UUID, batch: Mapping[str, UUID]
) -> tuple[UUID | None, UUID | None]:
    """The conversation to append to, and the one that a new conversation continues.

    A conversation is found by a proof of the channel (signed reply address, session) or by the ids of the messages
    that this one answers, never by a number in a subject. It counts only if the sender takes part in it; otherwise,
    and where it is closed for good, the message opens a new one that is linked to it. `batch` holds conversations of
    messages that are written in the same transaction, by external id.
    """
    candidates = _candidates(inbound, identity_id, batch)
    for found in candidates:
        if found.takes_part and found.status != "closed":
            return found.id, None
    return None, candidates[0].id if candidates else None


class _Candidate(NamedTuple):
    id: UUID
    status: str
    takes_part: bool


def _candidates(inbound: InboundMessage, identity_id: UUID, batch: Mapping[str, UUID]) -> list[_Candidate]:
    """In the order in which they count: the named one, those of answered messages, those referred to, newest first."""
    found: list[_Candidate] = []
    if inbound.conversation_id:
        found += _by(_NAMED, [key(inbound.conversation_id)], identity_id).values()
    if inbound.answers:
        found += _by(_ANSWERED, [key(id) for id in inbound.answers[:REFERENCES]], identity_id).values()
    if inbound.references:
        ids = list(dict.fromkeys(r for r in reversed(inbound.references) if r))[:REFERENCES]
        by_id = _by(_REFERRED_TO, ids, identity_id)
        written = {id: batch[id] for id in ids if id in batch}
        if written:
            rows_written = _by(_NAMED, [key(id) for id in written.values()], identity_id)
            by_id |= {id: rows_written[str(key(conversation))] for id, conversation in written.items()}
        found += [by_id[id] for id in ids if id in by_id]
    return list({candidate.id: candidate for candidate in found}.values())


def _by(statement: str, values: list[Any], identity_id: UUID) -> dict[str, _Candidate]:
    """What each value (a key or an external id) leads to."""
    if not values:
        return {}
    found = rows(statement.format(places(values)), [key(identity_id), *values])
    return {str(row[0]): _Candidate(as_uuid(row[1]), row[2], bool(row[3])) for row in found}
