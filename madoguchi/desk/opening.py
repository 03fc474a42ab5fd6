"""An agent looks into a conversation, which the audit log notes; once it is open it counts as read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from madoguchi.audit import actions as audit
from madoguchi.inbox.actions import mark_read, read_up_to
from madoguchi.inbox.contract import Entry, Head
from madoguchi.inbox.queries import About, DraftFacts, about, drafts_of, last_said, thread
from madoguchi.people.contract import Staff

# How many messages a look shows.
LAST = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """What the thread shows; `seen` is the version up to which the agent had read before, `more` says that there
    are older entries."""

    head: Head
    entries: list[Entry]
    more: bool
    seen: int
    about: About
    drafts: dict[str, DraftFacts]


@transaction.atomic
def open_conversation(staff: Staff, reference: str) -> Opened | None:
    """None if there is no such conversation for this agent; then nothing is noted either."""
    found = thread(staff, reference)
    beside = about(staff, reference)
    if found is None or beside is None:
        return None
    head, entries, more = found
    reader = f"agent:{staff.agent_id}"
    seen = read_up_to(conversation_id=UUID(head.id), prefix=reader)
    mark_read(conversation_id=UUID(head.id), reader=reader, version=head.version)
    audit.record(actor=reader, action="conversation.open", subject=f"conversation:{head.id}")
    return Opened(head, entries, more, seen, beside, drafts_of(staff, reference))


@transaction.atomic
def look_into(staff: Staff, reference: str) -> tuple[Head, list[Entry]] | None:
    """The last messages, from the list: nothing counts as read. None if it is not for this agent."""
    found = last_said(staff, reference, limit=LAST)
    if found:
        subject = f"conversation:{found[0].id}"
        audit.record(actor=f"agent:{staff.agent_id}", action="conversation.preview", subject=subject)
    return found
