"""Reports about mails of ours: bounces become delivery states, complaints a note for staff."""

from __future__ import annotations

import re
from uuid import UUID

from madoguchi.channels.email.addresses import message_of
from madoguchi.channels.email.contract import Bounce, ParsedMail
from madoguchi.inbox import actions as inbox
from madoguchi.inbox.queries import delivery_of_message

_OWN_ID = re.compile(r"md\.[0-9a-f]{32}\.[a-z2-7]{16}@[\w.-]+", re.IGNORECASE)


def take_bounce(mail: ParsedMail) -> bool:
    """Mark the answer that did not arrive. False: it names none of ours, so a person should look at it.

    A report of delay changes nothing; only a report that carries our signed Message-ID counts, so that nobody can
    invent failures.
    """
    assert mail.bounce is not None
    found = [delivery for id in _named(mail) if (delivery := delivery_of_message(id))]
    for delivery_id in found:
        if mail.bounce.permanent:
            inbox.failed(delivery_id=delivery_id, reason=_reason(mail.bounce), unreachable=True)
    return bool(found)


def take_complaint(mail: ParsedMail) -> bool:
    """Somebody called our mail unwanted: noted on the answer. False: it names none of ours."""
    found = [delivery for id in _named(mail) if (delivery := delivery_of_message(id))]
    for delivery_id in found:
        inbox.failed(
            delivery_id=delivery_id, reason="The recipient marked this mail as unwanted.", unreachable=True
        )
    return bool(found)


def _named(mail: ParsedMail) -> list[UUID]:
    """Our messages that the report names, in its headers or in the copy of our mail that it carries."""
    names = [mail.in_reply_to, *mail.references]
    names += _OWN_ID.findall(mail.text)
    for attachment in mail.attachments:
        names += _OWN_ID.findall(attachment.content[:20_000].decode("latin-1"))
    return list(dict.fromkeys(id for name in names if (id := message_of(name))))


def _reason(bounce: Bounce) -> str:
    parts = [f"{r.address}: {r.reason}{f' ({r.status})' if r.status else ''}" for r in bounce.recipients[:3]]
    return "; ".join(parts) or "The mail could not be delivered."
