"""Every write to conversations: one function per thing that can happen."""

from madoguchi.inbox.actions.arrival import answers_arrived
from madoguchi.inbox.actions.canned import delete_canned, save_canned
from madoguchi.inbox.actions.carried import note_carried
from madoguchi.inbox.actions.change import (
    add_tags,
    assign,
    close_by_customer,
    hand_back,
    reopen_by_customer,
    route_to,
    set_priority,
    set_status,
    set_subject,
    set_tags,
    set_team,
    wake_snoozed,
)
from madoguchi.inbox.actions.customer import let_take_part, write_by_customer
from madoguchi.inbox.actions.delivery import (
    begin_attempt,
    delayed,
    delivered,
    failed,
    not_yet_delivered,
    retry,
)
from madoguchi.inbox.actions.drafts import DraftConflict, drop_old_drafts, save_draft
from madoguchi.inbox.actions.inboxes import save_inbox
from madoguchi.inbox.actions.incoming import Refused
from madoguchi.inbox.actions.orphans import drop_orphans
from madoguchi.inbox.actions.read import mark_read, read_by_customer, read_up_to, unread
from madoguchi.inbox.actions.receive import receive, receive_many
from madoguchi.inbox.actions.reply import (
    SecretInAnswer,
    Unreachable,
    add_participant,
    note,
    reply,
    undo_reply,
)
from madoguchi.inbox.actions.wires import sending_failed, sending_works, set_wires, wire_failed, wire_works

__all__ = [
    "DraftConflict",
    "Refused",
    "SecretInAnswer",
    "Unreachable",
    "add_participant",
    "add_tags",
    "answers_arrived",
    "assign",
    "begin_attempt",
    "close_by_customer",
    "delayed",
    "delete_canned",
    "delivered",
    "drop_old_drafts",
    "drop_orphans",
    "failed",
    "hand_back",
    "let_take_part",
    "mark_read",
    "not_yet_delivered",
    "note",
    "note_carried",
    "read_by_customer",
    "read_up_to",
    "receive",
    "receive_many",
    "reopen_by_customer",
    "reply",
    "retry",
    "route_to",
    "save_canned",
    "save_draft",
    "save_inbox",
    "sending_failed",
    "sending_works",
    "set_priority",
    "set_status",
    "set_subject",
    "set_tags",
    "set_team",
    "set_wires",
    "undo_reply",
    "unread",
    "wake_snoozed",
    "wire_failed",
    "wire_works",
    "write_by_customer",
]
