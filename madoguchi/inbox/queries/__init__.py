"""Every read of conversations; who asks stands in each signature."""

from madoguchi.inbox.queries.announce import head_by_id
from madoguchi.inbox.queries.inboxes import (
    InboxFacts,
    delivery_of_message,
    inbox_by_address,
    inbox_facts,
    inboxes_of_channel,
)
from madoguchi.inbox.queries.lists import VIEWS, Page, counts, list_conversations, row
from madoguchi.inbox.queries.thread import change_since, entries_of, head, older, thread
from madoguchi.inbox.queries.visibility import may_see, staff_topics, visible_to

__all__ = [
    "VIEWS",
    "InboxFacts",
    "Page",
    "change_since",
    "counts",
    "delivery_of_message",
    "entries_of",
    "head",
    "head_by_id",
    "inbox_by_address",
    "inbox_facts",
    "inboxes_of_channel",
    "list_conversations",
    "may_see",
    "older",
    "row",
    "staff_topics",
    "thread",
    "visible_to",
]
