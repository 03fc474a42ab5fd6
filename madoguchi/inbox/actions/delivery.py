"""What became of an answer on its way."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from madoguchi.core.events import publish
from madoguchi.inbox.actions.timeline import change_entry, locked
from madoguchi.inbox.contract import DELIVER_JOB, Due
from madoguchi.inbox.events import DeliveryChanged
from madoguchi.inbox.models import Delivery, Message
from madoguchi.jobs.actions import enqueue
from madoguchi.people.actions import mark_reachable, mark_unreachable

# A later report never takes back an earlier, stronger one: read stays read.
_RANK = {"queued": 0, "sent": 1, "delivered": 2, "read": 3}


@transaction.atomic
def begin_attempt(*, delivery_id: UUID) -> Due | None:
    """Claim a delivery for one attempt; None if it was finished, called back, or is unknown."""
    now = timezone.now()
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("message__conversation__inbox", "identity")
        .filter(id=delivery_id, finished_at__isnull=True, due_at__lte=now)
        .first()
    )
    if delivery is None:
        return None
    doubt = delivery.in_doubt
    delivery.attempts += 1
    delivery.in_doubt = True
    delivery.save(update_fields=["attempts", "in_doubt"])
    message = delivery.message
    conversation = message.conversation
    return Due(
        delivery_id=delivery.id,
        message_id=message.id,
        conversation_id=conversation.id,
        reference=conversation.reference,
        channel=delivery.channel,
        inbox_id=conversation.inbox_id,
        brand_id=conversation.inbox.brand_id,
        identity_id=delivery.identity_id,
        address=delivery.identity.address,
        name=delivery.identity.name,
        language=conversation.language,
        subject=conversation.subject,
        text=message.text,
        author=message.author_name,
        attempts=delivery.attempts,
        in_doubt=doubt,
        file_ids=tuple(message.attachments.values_list("file_id", flat=True)),
        references=_references(conversation.id, before=message.position),
    )


def _references(conversation_id: UUID, *, before: int) -> tuple[str, ...]:
    """External ids of the customer's last messages before a position, oldest first."""
    rows = Message.objects.filter(conversation_id=conversation_id, position__lt=before, kind="customer")
    ids = rows.order_by("-position").values_list("external_id", flat=True)[:20]
    return tuple(id for id in reversed(ids) if id)


@transaction.atomic
def delivered(*, delivery_id: UUID, state: str = "sent", provider_id: str = "") -> None:
    """The provider took it: `state` is sent, delivered or read."""
    delivery = Delivery.objects.select_related("message").get(id=delivery_id)
    conversation = locked(delivery.message.conversation_id, asker=None)
    now = timezone.now()
    delivery.in_doubt = False
    delivery.finished_at = delivery.finished_at or now
    delivery.provider_id = provider_id or delivery.provider_id
    delivery.last_error = ""
    delivery.save(update_fields=["in_doubt", "finished_at", "provider_id", "last_error"])
    message = Message.objects.select_for_update().get(id=delivery.message_id)
    changed = ["sent_at", "visible_at"]
    message.sent_at = message.sent_at or now
    message.visible_at = None
    if _RANK.get(state, 0) > _RANK.get(message.state, -1) or message.state == "failed":
        message.state, message.state_reason = state, ""
        changed += ["state", "state_reason"]
    change_entry(conversation, message, changed=changed)
    mark_reachable(identity_id=delivery.identity_id)
    publish(DeliveryChanged(message.id, conversation.id, message.version))


@transaction.atomic
def not_yet_delivered(*, delivery_id: UUID, reason: str) -> None:
    """An attempt failed and will be repeated; the reason is kept."""
    Delivery.objects.filter(id=delivery_id).update(in_doubt=False, last_error=reason[:2000])


@transaction.atomic
def delayed(*, delivery_id: UUID, reason: str) -> None:
    """A server on the way holds it and tries on: noted on the answer, whose state stays. Twice is as good as once."""
    delivery = Delivery.objects.select_related("message").get(id=delivery_id)
    conversation = locked(delivery.message.conversation_id, asker=None)
    message = Message.objects.select_for_update().get(id=delivery.message_id)
    if message.state == Message.State.FAILED or message.state_reason == reason[:500]:
        return
    message.state_reason = reason[:500]
    change_entry(conversation, message, changed=["state_reason"])
    publish(DeliveryChanged(message.id, conversation.id, message.version))


@transaction.atomic
def failed(*, delivery_id: UUID, reason: str, unreachable: bool = False) -> None:
    """It will not arrive: the agent sees the reason in plain words, and the conversation is his turn again."""
    delivery = Delivery.objects.select_related("message").get(id=delivery_id)
    conversation = locked(delivery.message.conversation_id, asker=None)
    now = timezone.now()
    delivery.in_doubt = False
    delivery.finished_at = delivery.finished_at or now
    delivery.last_error = reason[:2000]
    delivery.save(update_fields=["in_doubt", "finished_at", "last_error"])
    message = Message.objects.select_for_update().get(id=delivery.message_id)
    message.state = Message.State.FAILED
    message.state_reason = reason[:500]
    message.visible_at = None
    if conversation.status == "pending":
        conversation.status = "open"
        conversation.waiting_since = conversation.waiting_since or now
        conversation.list_at = conversation.waiting_since
        conversation.save(update_fields=["status", "waiting_since", "list_at"])
    change_entry(conversation, message, changed=["state", "state_reason", "visible_at"])
    if unreachable:
        mark_unreachable(identity_id=delivery.identity_id, reason=reason, at=now)
    publish(DeliveryChanged(message.id, conversation.id, message.version))


@transaction.atomic
def retry(*, message_id: UUID) -> UUID:
    """Put a failed answer on its way again; returns the delivery."""
    delivery = Delivery.objects.select_related("message").get(message_id=message_id)
    conversation = locked(delivery.message.conversation_id, asker=None)
    delivery.finished_at = None
    delivery.attempts = 0
    delivery.due_at = timezone.now()
    delivery.save(update_fields=["finished_at", "attempts", "due_at"])
    message = delivery.message
    message.state, message.state_reason = Message.State.QUEUED, ""
    change_entry(conversation, message, changed=["state", "state_reason"])
    enqueue(DELIVER_JOB, {"delivery_id": str(delivery.id)})
    publish(DeliveryChanged(message.id, conversation.id, message.version))
    return delivery.id
