"""Search across conversations, filtered by who asks."""

from __future__ import annotations

from uuid import UUID

from madoguchi.core.ids import read_reference
from madoguchi.inbox.contract import Head
from madoguchi.inbox.queries.thread import head_of
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff
from madoguchi.search.queries import find

LIMIT = 40


def search_conversations(staff: Staff, query: str, *, limit: int = LIMIT) -> list[Head]:
    """The conversations this agent may see that hold every word of the query, the newest match first.

    A reference, an address or a customer's name is found as well.
    """
    seen = visible_to(staff).select_related("inbox", "team", "assignee", "customer")
    found = []
    reference = read_reference(query)
    if reference:
        found = list(seen.filter(reference=reference))
    if "@" in query:
        found += list(
            seen.filter(participants__identity__address=query.strip().lower()).order_by("-updated_at")[:limit]
        )
    holders = list(dict.fromkeys(UUID(holder) for _, holder in find("message", query)))
    by_id = {conversation.id: conversation for conversation in seen.filter(id__in=holders)}
    found += [by_id[id] for id in holders if id in by_id]
    found += (
        list(seen.filter(customer__name__icontains=query.strip()).order_by("-updated_at")[:10])
        if not found
        else []
    )
    return [head_of(c) for c in {conversation.id: conversation for conversation in found}.values()][:limit]
