"""Answers by mail. The door is `CHANNEL`.

An attempt whose end is unknown (the process died between the server's taking and our noting it) is repeated with the
same Message-ID: mail has no way to ask, a lost answer is worse than a second copy, and servers and mail programs that
compare Message-IDs show it once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings

from madoguchi.channel_kit.contract import DeliveryError, Outgoing, Sent
from madoguchi.channels.email.accounts import BadAccount, account_problems, signed_in, smtp_account
from madoguchi.channels.email.addresses import mailbox_of
from madoguchi.channels.email.oauth import NoToken
from madoguchi.channels.email.problems import WireProblem
from madoguchi.channels.email.send.answer import letter_of
from madoguchi.channels.email.send.connect import smtp_connection
from madoguchi.channels.email.send.letter import BadAddress, Letter, compose, host_in_ascii, policy_for
from madoguchi.channels.email.send.smtp import hand_over, mail_bytes
from madoguchi.company.queries import brand_facts
from madoguchi.core.crypto import Unreadable
from madoguchi.inbox.actions import sending_failed, sending_works
from madoguchi.inbox.queries import InboxFacts, inboxes_of_channel, said_before


class EmailChannel:
    """Mail as a channel (channel_kit.contract.Channel)."""

    key = "email"
    at_once = False

    def send(self, outgoing: Outgoing) -> Sent:
        """Raises DeliveryError."""
        facts = sending_inbox(outgoing.inbox_id, outgoing.brand_id)
        brand = brand_facts(outgoing.brand_id)
        letter = letter_of(outgoing, facts, brand, said_before(outgoing.message_id))
        post(letter, facts)
        return Sent(provider_id=letter.message_id)

    def problems(self, settings: dict[str, object]) -> Sequence[str]:
        found = []
        for protocol in ("imap", "smtp"):
            own = settings.get(protocol)
            if isinstance(own, Mapping):
                found += account_problems(protocol, own)
        return found


CHANNEL = EmailChannel()


def post(letter: Letter, facts: InboxFacts) -> None:
    """Hand a letter to the inbox's server; without any server it is written to the folder `mail` of the home folder.

    Raises DeliveryError.
    """
    try:
        message = compose(letter)
        recipient = host_in_ascii(letter.recipient_address)
    except BadAddress as error:
        raise DeliveryError(str(error), permanent=True, unreachable=True) from error
    policy = policy_for(letter)
    try:
        account = smtp_account(facts)
        server = signed_in(account, facts, smtp_connection) if account else None
    except (WireProblem, BadAccount, NoToken, Unreadable) as error:
        sending_failed(inbox_id=facts.id, reason=str(error))
        raise DeliveryError(str(error)) from error
    if server is None:
        _to_folder(letter, mail_bytes(message, policy))
        return
    sending_works(inbox_id=facts.id)
    hand_over(message, sender=letter.envelope_from, recipient=recipient, server=server, policy=policy)


def sending_inbox(inbox_id: UUID, brand_id: int) -> InboxFacts:
    """The mail inbox that answers for this inbox: itself, else the brand's oldest one, for chats and forms.

    Raises DeliveryError if there is none.
    """
    mailboxes = inboxes_of_channel("email")
    own = next((box for box in mailboxes if box.id == inbox_id), None)
    of_brand = next((box for box in mailboxes if box.brand_id == brand_id), None)
    found = own or of_brand
    if found is None:
        raise DeliveryError("No mailbox is set up that could carry this answer: add an e-mail inbox.")
    return found


def _to_folder(letter: Letter, content: bytes) -> None:
    """Named by the Message-ID, so that a repeat replaces the first."""
    folder = settings.HOME / "mail"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = mailbox_of(letter.message_id).replace("/", "_")[:150]
    (folder / f"{name}.eml").write_bytes(content)
