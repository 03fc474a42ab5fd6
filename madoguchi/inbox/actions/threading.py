"""Which conversation a message belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from madoguchi.inbox.contract import InboundMessage
from madoguchi.inbox.models import Conversation, Inbox, Message, Participant

# Long References headers are cut here; the newest ids stand last (RFC 5322, section 3.6.4).
REFERENCES = 50


def find_conversation(
    inbound: InboundMessage, *, identity_id: UUID, batch: Mapping[str, UUID]
) -> tuple[UUID | None, UUID | None]:
    """The conversation to append to, and the one that a new conversation continues.

    A conversation is found by a proof of the channel (signed reply address, session) or by the ids of the messages
    that this one answers, never by a number in a subject. It counts only if the sender takes part in it; otherwise,
    and where it is closed for good, the message opens a new one that is linked to it. `batch` holds conversations of
    messages that are written in the same transaction, by external id.
    """
    candidates = _candidates(inbound, batch)
    for conversation in candidates:
        takes_part = Participant.objects.filter(conversation=conversation, identity_id=identity_id).exists()
        if takes_part and conversation.status != "closed":
            return conversation.id, None
    return None, candidates[0].id if candidates else None


def _candidates(inbound: InboundMessage, batch: Mapping[str, UUID]) -> list[Conversation]:
    found: list[Conversation] = []
    if inbound.conversation_id:
        found.extend(Conversation.objects.filter(id=inbound.conversation_id))
    if inbound.answers:
        answered = Message.objects.filter(id__in=inbound.answers[:REFERENCES]).select_related("conversation")
        found.extend(message.conversation for message in answered)
    if inbound.references:
        ids = list(dict.fromkeys(r for r in reversed(inbound.references) if r))[:REFERENCES]
        inboxes = list(Inbox.objects.values_list("id", flat=True))
        written = Conversation.objects.in_bulk([batch[id] for id in ids if id in batch])
        by_id: dict[str | None, Conversation] = {id: written[batch[id]] for id in ids if id in batch}
        messages = Message.objects.filter(inbox_id__in=inboxes, external_id__in=ids).select_related(
            "conversation"
        )
        by_id |= {message.external_id: message.conversation for message in messages}
        found.extend(by_id[id] for id in ids if id in by_id)
    return list({conversation.id: conversation for conversation in found}.values())
