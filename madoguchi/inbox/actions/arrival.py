"""Answers that have reached their customer's screen, many at once: thousands of screens may come back together."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from madoguchi.core.events import publish
from madoguchi.inbox.actions.timeline import locked
from madoguchi.inbox.events import DeliveryChanged
from madoguchi.inbox.models import Conversation, Delivery, Message
from madoguchi.people.actions import mark_reachable


def answers_arrived(*, message_ids: Sequence[UUID]) -> None:
    """Those of the answers that were sent, and no more than that, are delivered now; one commit for all of them."""
    sent = Message.objects.filter(id__in=message_ids, kind=Message.Kind.AGENT, state=Message.State.SENT)
    if not sent.filter(delivery__isnull=False).exists():  # looked up before anything is locked
        return
    with transaction.atomic():
        conversations = sent.filter(delivery__isnull=False).values_list("conversation_id", flat=True)
        for conversation_id in sorted(set(conversations)):
            _arrived(locked(conversation_id, asker=None), message_ids)


def _arrived(conversation: Conversation, message_ids: Sequence[UUID]) -> None:
    now = Value(timezone.now())
    rows = Message.objects.filter(
        conversation=conversation, id__in=message_ids, state=Message.State.SENT, delivery__isnull=False
    )
    ids = list(rows.order_by("position").values_list("id", flat=True))
    if not ids:
        return
    conversation.version += 1
    conversation.save(update_fields=["version"])
    Message.objects.filter(id__in=ids).update(
        state=Message.State.DELIVERED,
        state_reason="",
        version=conversation.version,
        sent_at=Coalesce("sent_at", now),
        visible_at=None,
    )
    deliveries = Delivery.objects.filter(message_id__in=ids)
    deliveries.update(in_doubt=False, finished_at=Coalesce("finished_at", now), last_error="")
    for identity_id in sorted(set(deliveries.values_list("identity_id", flat=True))):
        mark_reachable(identity_id=identity_id)
    publish(*(DeliveryChanged(id, conversation.id, conversation.version) for id in ids))
