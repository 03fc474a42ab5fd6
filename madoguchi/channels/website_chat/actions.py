"""What a visitor does besides writing."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from madoguchi.channels.website_chat.badge import show_unread
from madoguchi.channels.website_chat.prechat import good_address
from madoguchi.channels.website_chat.visitors import Visitor
from madoguchi.channels.website_chat.words import SAID
from madoguchi.core.rate import allow
from madoguchi.inbox.actions import add_participant, close_by_customer, read_by_customer
from madoguchi.inbox.contract import InboxError, NotAllowed
from madoguchi.inbox.models import Conversation
from madoguchi.inbox.queries.own import conversation_row, own_email
from madoguchi.jobs.actions import enqueue
from madoguchi.people.actions import recognise

TRANSCRIPT_JOB = "website_chat.transcript"


def ask_for_transcript(*, visitor: Visitor, reference: str, email: str, lang: str) -> None:
    """Have the conversation sent to an address (his own if none is named). Raises InboxError."""
    conversation = _his(visitor, reference)
    address = _address(email or own_email(visitor.reader()))
    _count_mail(visitor)
    payload = {
        "conversation_id": str(conversation.id),
        "identity_id": str(visitor.identity_id),
        "email": address,
        "lang": lang,
    }
    enqueue(TRANSCRIPT_JOB, payload)


@transaction.atomic
def leave_address(*, visitor: Visitor, reference: str, email: str, lang: str) -> None:
    """From now on this address takes part: it gets answers that he does not read here, and may write back.

    It stays a customer of its own until somebody proves it. Raises InboxError.
    """
    conversation = _his(visitor, reference)
    address = _address(email)
    _count_mail(visitor)
    identity_id = recognise(channel="email", address=address, language=lang)
    add_participant(conversation=conversation, identity_id=identity_id)


def end(*, visitor: Visitor, reference: str) -> None:
    """Raises InboxError."""
    try:
        close_by_customer(reader=visitor.reader(), reference=reference)
    except NotAllowed:
        raise InboxError(str(SAID["gone"])) from None


def seen(*, visitor: Visitor, reference: str, version: int) -> None:
    """He has read up to `version`: agents see it, and the badge of all his screens."""
    try:
        news = read_by_customer(reader=visitor.reader(), reference=reference, version=version)
    except NotAllowed:
        return
    if news:
        show_unread(visitor.reader())


def _his(visitor: Visitor, reference: str) -> Conversation:
    row = conversation_row(visitor.reader(), reference)
    if row is None:
        raise InboxError(str(SAID["gone"]))
    return row


def _address(email: str) -> str:
    address = good_address(email)
    if not address:
        raise InboxError(str(SAID["address"]))
    return address


def _count_mail(visitor: Visitor) -> None:
    if allow(f"chat-mail:{visitor.identity_id}", settings.RATE_CHAT_MAIL) is not None:
        raise InboxError(str(SAID["mails"]))
