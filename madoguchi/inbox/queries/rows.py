"""What a row of the desk's list shows besides the head, for one agent, in a handful of queries whatever the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from madoguchi.inbox.contract import Head
from madoguchi.inbox.models import Conversation, Draft, Message, ReadMark
from madoguchi.people.contract import Staff


@dataclass(slots=True)
class RowExtras:
    """`unread` counts the customer's messages after the agent's mark; `draft` says that he has begun to write."""

    unread: int = 0
    draft: bool = False
    tags: list[str] = field(default_factory=list)


def row_extras(staff: Staff, heads: Sequence[Head]) -> dict[str, RowExtras]:
    """By conversation id; the heads are rows that this agent was given."""
    ids = [UUID(head.id) for head in heads]
    found = {head.id: RowExtras() for head in heads}
    if not ids:
        return found
    for id, count in _unread(staff, ids):
        found[str(id)].unread = count
    for id in Draft.objects.filter(agent_id=staff.agent_id, conversation_id__in=ids).values_list(
        "conversation_id", flat=True
    ):
        found[str(id)].draft = True
    tagged = Conversation.tags.through.objects.filter(conversation_id__in=ids)
    for id, name in tagged.order_by("tag__name").values_list("conversation_id", "tag__name"):
        found[str(id)].tags.append(name)
    return found


def tags_of(head: Head) -> list[str]:
    """The tags of one conversation that the asker was given."""
    tagged = Conversation.tags.through.objects.filter(conversation_id=UUID(head.id))
    return list(tagged.order_by("tag__name").values_list("tag__name", flat=True))


def _unread(staff: Staff, ids: Sequence[UUID]) -> list[tuple[UUID, int]]:
    marks = dict(
        ReadMark.objects.filter(conversation_id__in=ids, reader=f"agent:{staff.agent_id}").values_list(
            "conversation_id", "version"
        )
    )
    after = [Q(conversation_id=id, position__gt=marks.get(id, 0)) for id in ids]
    rows = Message.objects.filter(reduce(or_, after), kind="customer")
    return list(rows.values_list("conversation_id").annotate(Count("id")))
