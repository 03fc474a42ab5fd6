"""Every read of conversations; who asks stands in each signature."""

from madoguchi.inbox.queries.about import About, about
from madoguchi.inbox.queries.announce import head_by_id
from madoguchi.inbox.queries.canned import CannedEntry, shared_canned
from madoguchi.inbox.queries.catch_up import change_since
from madoguchi.inbox.queries.entry import entry, may_read_file
from madoguchi.inbox.queries.filters import Filter
from madoguchi.inbox.queries.heads import conversation_id, head
from madoguchi.inbox.queries.inboxes import (
    InboxFacts,
    InboxState,
    all_inboxes,
    inbox_by_address,
    inbox_facts,
    inboxes_of_channel,
)
from madoguchi.inbox.queries.lists import Page, counts, list_conversations, row
from madoguchi.inbox.queries.noted import NotedProblem, noted_problems
from madoguchi.inbox.queries.requests import Receipt, Request, RequestPage, receipt_of, requests_of
from madoguchi.inbox.queries.rows import RowExtras, row_extras, tags_of
from madoguchi.inbox.queries.search import search_conversations
from madoguchi.inbox.queries.setup import answered_once, any_inbox, open_count_of
from madoguchi.inbox.queries.thread import entries_of, last_said, older, thread
from madoguchi.inbox.queries.views import VIEWS
from madoguchi.inbox.queries.visibility import hearers, may_see, staff_topics, visible_to
from madoguchi.inbox.queries.wires import Earlier, Opening, delivery_of_message, opening, said_before
from madoguchi.inbox.queries.writing import CannedFacts, DraftFacts, canned_replies, drafts_of

__all__ = [
    "VIEWS",
    "About",
    "CannedEntry",
    "CannedFacts",
    "DraftFacts",
    "Earlier",
    "Filter",
    "InboxFacts",
    "InboxState",
    "NotedProblem",
    "Opening",
    "Page",
    "Receipt",
    "Request",
    "RequestPage",
    "RowExtras",
    "about",
    "all_inboxes",
    "answered_once",
    "any_inbox",
    "canned_replies",
    "change_since",
    "conversation_id",
    "counts",
    "delivery_of_message",
    "drafts_of",
    "entries_of",
    "entry",
    "head",
    "head_by_id",
    "hearers",
    "inbox_by_address",
    "inbox_facts",
    "inboxes_of_channel",
    "last_said",
    "list_conversations",
    "may_read_file",
    "may_see",
    "noted_problems",
    "older",
    "open_count_of",
    "opening",
    "receipt_of",
    "requests_of",
    "row",
    "row_extras",
    "said_before",
    "search_conversations",
    "shared_canned",
    "staff_topics",
    "tags_of",
    "thread",
    "visible_to",
]
