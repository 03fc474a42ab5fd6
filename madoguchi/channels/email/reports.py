"""Reports about mails of ours: bounces become delivery states, complaints a note for staff."""

from __future__ import annotations

import re
from uuid import UUID

from madoguchi.channels.email.addresses import bounced_message, message_of
from madoguchi.channels.email.contract import Bounce, ParsedMail
from madoguchi.inbox import actions as inbox
from madoguchi.inbox.queries import delivery_of_message

_OWN_ID = re.compile(r"md\.[0-9a-f]{32}\.[a-z2-7]{16}@[\w.-]+", re.IGNORECASE)
_ACTION = re.compile(r"^action:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_REPORT_BYTES = 20_000


def take_bounce(mail: ParsedMail, *, recipient: str = "") -> bool:
    """Mark the answer that did not arrive. False: it names none of ours, so a person should look at it.

    Only a report to our signed bounce address, or one that carries our signed Message-ID, counts, so that nobody can
    invent failures. A report of delay (RFC 3464, Action: delayed) is noted and changes no state: the server tries on.
    """
    assert mail.bounce is not None
    found = _deliveries(mail, recipient)
    for delivery_id in found:
        if _is_delay(mail):
            inbox.delayed(delivery_id=delivery_id, reason=_reason(mail.bounce))
        else:
            inbox.failed(
                delivery_id=delivery_id, reason=_reason(mail.bounce), unreachable=mail.bounce.permanent
            )
    return bool(found)


def take_complaint(mail: ParsedMail, *, recipient: str = "") -> bool:
    """Somebody called our mail unwanted: noted on the answer. False: it names none of ours."""
    found = _deliveries(mail, recipient)
    for delivery_id in found:
        inbox.failed(
            delivery_id=delivery_id, reason="The recipient marked this mail as unwanted.", unreachable=True
        )
    return bool(found)


def bounce_recipients(mail: ParsedMail, recipient: str) -> list[UUID]:
    """Our messages to whose signed bounce address the mail was sent."""
    names = [
        recipient,
        *mail.headers.delivered_to,
        *mail.headers.original_to,
        *(to.address for to in mail.to),
    ]
    return list(dict.fromkeys(id for name in names if (id := bounced_message(name))))


def _deliveries(mail: ParsedMail, recipient: str) -> list[UUID]:
    named = dict.fromkeys([*bounce_recipients(mail, recipient), *_named(mail)])
    return [delivery for id in named if (delivery := delivery_of_message(id))]


def _named(mail: ParsedMail) -> list[UUID]:
    """Our messages that the report names, in its headers or in the copy of our mail that it carries."""
    names = [mail.in_reply_to, *mail.references]
    names += _OWN_ID.findall(mail.text[:_REPORT_BYTES])
    for text in _parts(mail):
        names += _OWN_ID.findall(text)
    return [id for name in names if (id := message_of(name))]


def _is_delay(mail: ParsedMail) -> bool:
    assert mail.bounce is not None
    actions = [
        word.lower() for text in (mail.text[:_REPORT_BYTES], *_parts(mail)) for word in _ACTION.findall(text)
    ]
    if actions:
        return "failed" not in actions and "delayed" in actions
    return bool(mail.bounce.recipients) and all(r.reason == "delayed" for r in mail.bounce.recipients)


def _parts(mail: ParsedMail) -> list[str]:
    return [attachment.content[:_REPORT_BYTES].decode("latin-1") for attachment in mail.attachments]


def _reason(bounce: Bounce) -> str:
    parts = [f"{r.address}: {r.reason}{f' ({r.status})' if r.status else ''}" for r in bounce.recipients[:3]]
    return "; ".join(parts) or "The mail could not be delivered."
