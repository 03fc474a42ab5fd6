"""How many answers wait for a visitor, on all his screens, whether they watch the conversation or not."""

from __future__ import annotations

from uuid import UUID

from madoguchi.channels.website_chat.visitors import CHANNEL
from madoguchi.inbox.events import AnswerWritten
from madoguchi.inbox.queries.own import own_conversations, own_unread, readers_of
from madoguchi.live.actions import announce
from madoguchi.people.contract import Reader


def show_waiting(event: AnswerWritten) -> None:
    """An answer was written. One that is held back for undo counts when it is looked at next."""
    for reader in readers_of(event.conversation_id, channel=CHANNEL):
        show_unread(reader)


def show_unread(reader: Reader) -> None:
    ids = [UUID(head.id) for head in own_conversations(reader)]
    announce(f"visitor:{reader.identity_id}", {"unread": sum(own_unread(reader, ids).values())})
