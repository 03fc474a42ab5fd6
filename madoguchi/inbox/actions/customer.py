"""What a customer does in a conversation of his that he has open."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.inbox.actions.receive import receive
from madoguchi.inbox.actions.timeline import locked
from madoguchi.inbox.contract import InboundFile, InboundMessage, InboxError, Received
from madoguchi.inbox.models import Participant, Status
from madoguchi.people.contract import Reader


@transaction.atomic
def write_by_customer(
    *, reader: Reader, reference: str, text: str, client_id: str, files: Sequence[InboundFile] = ()
) -> Received:
    """Add a message to a conversation that this customer may see. The same `client_id` again is the same message.

    One person may have several addresses: the one he is signed in with takes part from now on.

    Raises:
        NotAllowed: there is no such conversation for him.
        InboxError: it is closed for good, or nothing was written.
    """
    conversation = locked(reference, asker=reader)
    if conversation.status == Status.CLOSED:
        raise InboxError(_("This conversation is closed. Write a new message and we will connect the two."))
    if not text.strip() and not files:
        raise InboxError(_("Write something first."))
    let_take_part(conversation_id=conversation.id, identity_id=reader.identity_id)
    return receive(
        InboundMessage(
            external_id=f"portal:{reader.customer_id}:{client_id}"[:255],
            sender_channel="portal",
            sender_address="",
            sender_name=conversation.customer.name,
            identity_id=reader.identity_id,
            proof=reader.proof,
            text=text,
            files=tuple(files),
            conversation_id=conversation.id,
            language=conversation.language,
        ),
        inbox_id=conversation.inbox_id,
    )


def let_take_part(*, conversation_id: UUID, identity_id: UUID) -> None:
    """One more address may write into the conversation and gets its answers; the caller knows that it may."""
    Participant.objects.get_or_create(
        conversation_id=conversation_id, identity_id=identity_id, defaults={"added_at": timezone.now()}
    )
