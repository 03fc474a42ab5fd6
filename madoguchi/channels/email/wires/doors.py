"""Which inbox a recipient's address belongs to."""

from __future__ import annotations

from uuid import UUID

from madoguchi.channels.email.addresses import mailbox_of
from madoguchi.inbox.queries import inbox_by_address


def inbox_of(recipient: str) -> UUID | None:
    """The inbox with this address; the case of letters and what follows a plus sign do not matter."""
    exact = inbox_by_address("email", recipient.strip().strip("<>"))
    found = exact or inbox_by_address("email", mailbox_of(recipient))
    return found.id if found else None
