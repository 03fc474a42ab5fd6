"""A new conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from madoguchi.core.ids import new_reference, uuid7
from madoguchi.core.plain_sql import key, moment, run
from madoguchi.inbox.contract import InboundMessage
from madoguchi.people.actions import recognise

SUBJECT = 300
_OPEN = (
    "INSERT INTO inbox_conversation (id, reference, inbox_id, customer_id, identity_id, proof, subject, topic, fields,"
    " status, priority, team_id, language, version, list_at, last_message_kind, preview, has_attachment,"
    " continued_from_id, created_at, updated_at)"
    " SELECT %s, %s, i.id, p.customer_id, %s, %s, %s, %s, %s, 'new', 3, i.team_id,"
    " COALESCE(NULLIF(%s, ''), c.language), 0, %s, '', '', false, %s, %s, %s"
    " FROM inbox_inbox i, people_identity p JOIN people_customer c ON c.id = p.customer_id"
    " WHERE i.id = %s AND p.id = %s"
)
_TAKES_PART = "INSERT INTO inbox_participant (conversation_id, identity_id, added_at) VALUES (%s, %s, %s)"


def open_conversation(
    inbound: InboundMessage,
    *,
    inbox_id: UUID,
    identity_id: UUID,
    continued_from: UUID | None = None,
    now: datetime,
) -> UUID:
    """Insert the conversation with its first participant; the first message follows in the same transaction."""
    conversation_id = uuid7()
    at = moment(now)
    row = [
        key(conversation_id),
        new_reference(),
        key(identity_id),
        inbound.proof,
        subject_of(inbound)[:SUBJECT],
        inbound.topic[:60],
        msgspec.json.encode(dict(inbound.fields)).decode(),
        inbound.language,
        at,
        key(continued_from),
        at,
        at,
        key(inbox_id),
        key(identity_id),
    ]
    if not run(_OPEN, row):
        raise ValueError("a conversation needs an inbox and an identity that exist")
    takes_part = [identity_id]
    if inbound.claimed_email:
        # Its own customer until somebody proves it: who claims another's address must never share his history.
        takes_part.append(
            recognise(channel="email", address=inbound.claimed_email, language=inbound.language)
        )
    for id in dict.fromkeys(takes_part):
        run(_TAKES_PART, [key(conversation_id), key(id), at])
    return conversation_id


def subject_of(inbound: InboundMessage) -> str:
    """The subject, else the first line of what was said."""
    if inbound.subject.strip():
        return inbound.subject.strip()
    lines = inbound.text.strip().splitlines()
    return lines[0][:80] if lines else ""
