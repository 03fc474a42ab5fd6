"""Answers that have reached their customer's screen, many at once: thousands of screens may come back together.

By plain SQL: through the ORM an answer cost ten times as much, and the writers of new messages waited for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from madoguchi.core.events import publish
from madoguchi.core.plain_sql import (
    as_uuid,
    key,
    moment,
    places,
    postgresql,
    rows,
    rows_at_once,
    run,
    truth,
)
from madoguchi.inbox.events import DeliveryChanged
from madoguchi.people.actions import mark_all_reachable

_SENT = (
    "(SELECT m.id, m.conversation_id, d.identity_id FROM inbox_message m JOIN inbox_delivery d ON d.message_id = m.id"
    " WHERE m.id IN ({places}) AND m.kind = 'agent' AND m.state = 'sent' ORDER BY m.position) s"
)
_VERSIONS = "SELECT id, version FROM inbox_conversation WHERE id IN ({places})"
_RAISE = "UPDATE inbox_conversation SET version = %s WHERE id = %s"
_ARRIVED = (
    "UPDATE inbox_message SET state = 'delivered', state_reason = '', visible_at = NULL, version = %s,"
    " sent_at = COALESCE(sent_at, %s) WHERE id IN ({places})"
)
_FINISHED = (
    "UPDATE inbox_delivery SET in_doubt = %s, last_error = '', finished_at = COALESCE(finished_at, %s)"
    " WHERE message_id IN ({places})"
)


def answers_arrived(*, message_ids: Sequence[UUID]) -> None:
    """Those of the answers that were sent, and no more than that, are delivered now; one commit for all of them."""
    found = _sent(message_ids)  # looked up before anything is locked
    if not found:
        return
    with transaction.atomic():
        held = _lock({row[1] for row in found})
        answers: dict[UUID, list[Any]] = {}
        # Again, now that nobody else can change them.
        found = [row for row in _sent(message_ids) if as_uuid(row[1]) in held]
        for id, conversation, _ in found:
            answers.setdefault(as_uuid(conversation), []).append(id)
        versions = {conversation: held[conversation] + 1 for conversation in answers}
        now = moment(timezone.now())
        with connection.cursor() as cursor:
            raised = [(version, key(conversation)) for conversation, version in versions.items()]
            cursor.executemany(_RAISE, raised)
        for conversation, ids in answers.items():
            run(_ARRIVED.format(places=places(ids)), [versions[conversation], now, *ids])
        ids = [row[0] for row in found]
        if ids:
            run(_FINISHED.format(places=places(ids)), [truth(False), now, *ids])
        mark_all_reachable(identity_ids=sorted({as_uuid(row[2]) for row in found}))
        publish(
            *(
                DeliveryChanged(as_uuid(id), conversation, versions[conversation])
                for conversation, ids in answers.items()
                for id in ids
            )
        )


def _lock(conversations: Collection[Any]) -> dict[UUID, int]:
    """Locks the conversations in the order of their ids, so that two cannot wait for each other; their versions."""
    values = sorted(conversations)
    lock = " ORDER BY id FOR UPDATE" if postgresql() else ""
    found = rows(_VERSIONS.format(places=places(values)) + lock, values)
    return {as_uuid(id): version for id, version in found}


def _sent(message_ids: Sequence[UUID]) -> Sequence[Sequence[Any]]:
    """(message, conversation, identity) of each that has been sent, as the database gives them."""
    if not message_ids:
        return []
    columns = "s.id, s.conversation_id, s.identity_id"
    return rows_at_once(columns, _SENT.format(places=places(message_ids)), [key(id) for id in message_ids])
