"""From one channel to another: an answer that nobody looked at goes a second way. Channels do not know each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from madoguchi.channel_kit.contract import DeliveryError
from madoguchi.channel_kit.outgoing import outgoing_of
from madoguchi.channel_kit.registry import channel
from madoguchi.inbox.actions import note_carried
from madoguchi.inbox.queries import inboxes_of_channel
from madoguchi.inbox.queries.carried import due_by
from madoguchi.people.actions import mark_unreachable


def carry_by(key: str, *, conversation_id: UUID, message_ids: Sequence[UUID]) -> bool:
    """Send these answers, as one, to the participant whom the channel `key` reaches, from the brand's inbox there.

    False where nobody takes part whom it reaches, or the brand has no inbox of it. What it took is noted on the
    answers, so that it takes them once; a crash in between repeats it under the same message id.

    Raises:
        UnknownChannel: it is not installed.
        DeliveryError: it did not take them.
    """
    wire = channel(key)
    due = due_by(key, conversation_id=conversation_id, message_ids=message_ids)
    box = next((box for box in inboxes_of_channel(key) if due and box.brand_id == due.brand_id), None)
    if due is None or box is None:
        return False
    try:
        wire.send(outgoing_of(replace(due, inbox_id=box.id)))
    except DeliveryError as error:
        if error.unreachable:
            mark_unreachable(identity_id=due.identity_id, reason=str(error), at=timezone.now())
        raise
    note_carried(conversation_id=conversation_id, message_ids=message_ids, channel=key)
    return True
