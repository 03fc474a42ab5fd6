"""What stands beside a thread: the form's answers, how the customer is reached, what else he has asked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from madoguchi.inbox.contract import Head
from madoguchi.inbox.models import Conversation
from madoguchi.inbox.queries.thread import head_of
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff


@dataclass(frozen=True, slots=True)
class About:
    customer_id: UUID
    fields: dict[str, str]
    inbox_address: str
    reply_channel: str
    reply_address: str
    continued_from: str
    tags: list[str]
    others: list[Head]


def about(staff: Staff, reference: str, *, others: int = 10) -> About | None:
    """None if the agent may not see the conversation; of the customer's others only those he may see."""
    seen = visible_to(staff).select_related("inbox", "identity", "continued_from")
    conversation = seen.filter(reference=reference).first()
    if conversation is None:
        return None
    earlier = conversation.continued_from
    return About(
        customer_id=conversation.customer_id,
        fields={str(name): str(value) for name, value in conversation.fields.items()},
        inbox_address=conversation.inbox.address,
        reply_channel="email" if conversation.identity.channel == "email" else conversation.inbox.channel,
        reply_address=conversation.identity.address,
        continued_from=earlier.reference if earlier and _sees(staff, earlier) else "",
        tags=list(conversation.tags.order_by("name").values_list("name", flat=True)),
        others=_others(staff, conversation, others),
    )


def _sees(staff: Staff, conversation: Conversation) -> bool:
    return visible_to(staff).filter(id=conversation.id).exists()


def _others(staff: Staff, conversation: Conversation, limit: int) -> list[Head]:
    rows = visible_to(staff).filter(customer_id=conversation.customer_id).exclude(id=conversation.id)
    joined = rows.select_related("inbox", "team", "assignee", "customer").order_by("-updated_at")
    return [head_of(other) for other in joined[:limit]]
