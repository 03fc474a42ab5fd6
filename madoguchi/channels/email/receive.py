"""One mail in: read, then a bounce moves a delivery, anything else is a message."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings

from madoguchi.channel_kit.intake import intake
from madoguchi.channels.email.addresses import conversation_of, host_of, message_of
from madoguchi.channels.email.authenticity.results import Finding, believed
from madoguchi.channels.email.contract import Address, ParsedMail
from madoguchi.channels.email.keep_files import keep_files
from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.parse.limits import Limits
from madoguchi.channels.email.reports import bounce_recipients, take_bounce, take_complaint
from madoguchi.inbox.contract import InboundMessage
from madoguchi.inbox.queries import inbox_facts
from madoguchi.inbox.queries.inboxes import InboxFacts
from madoguchi.languages import to_supported
from madoguchi.languages.detect import detect
from madoguchi.people.models import Proof
from madoguchi.shield import shield

REFERENCES = 50
HEAD_BYTES = 65_536
SUBJECT = 300
FACTS_SECONDS = 3.0
_known_facts: dict[UUID, tuple[float, InboxFacts]] = {}


class NoSender(ValueError):
    """A mail without a sender cannot be answered; it waits in quarantine."""


def masked_head(raw: bytes) -> bytes:
    """The header block of a mail, without secrets: all that may be kept of one that held any."""
    end = min((at for at in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if at >= 0), default=len(raw))
    return shield(raw[: min(end, HEAD_BYTES)].decode("utf-8", "replace")).text.encode() + b"\r\n\r\n"


@intake("email", harmless=masked_head)
def read_mail(inbox_id: UUID | None, raw: bytes, headers: Mapping[str, str]) -> InboundMessage | None:
    """What a raw mail says. None: it was a report about a mail of ours, or our own mail come back.

    `headers` are facts of the wire: `rcpt` (the envelope's recipient), `from`. Raises NoSender.
    """
    if inbox_id is None:
        raise ValueError("a mail needs an inbox")
    facts, recipient = _facts(inbox_id), headers.get("rcpt", "")
    mail = parse_mail(raw, limits=Limits(max_bytes=settings.MAIL_BYTES), own_hosts=[host_of(facts.address)])
    if mail.bounce and take_bounce(mail, recipient=recipient):
        return None
    if mail.complaint and take_complaint(mail, recipient=recipient):
        return None
    if _is_our_own(mail, facts):
        return None
    if not mail.sender.address:
        raise NoSender("The mail names no sender.")
    return _inbound(mail, raw, facts, recipient)


def _facts(inbox_id: UUID) -> InboxFacts:
    """An inbox's facts, not older than FACTS_SECONDS: many mails come through few doors."""
    now = monotonic()
    known = _known_facts.get(inbox_id)
    if known and known[0] > now:
        return known[1]
    facts = inbox_facts(inbox_id)
    _known_facts[inbox_id] = (now + FACTS_SECONDS, facts)
    return facts


def _inbound(mail: ParsedMail, raw: bytes, facts: InboxFacts, recipient: str) -> InboundMessage:
    files, refused = keep_files(mail.attachments, inbox_id=facts.id)
    text = mail.visible_text.strip() or mail.text.strip()
    finding = _finding(mail, raw)
    doubted = mail.auto_reply or (finding is not None and finding.result == "fail")
    return InboundMessage(
        external_id=(mail.message_id or f"sha256:{hashlib.sha256(raw).hexdigest()}")[:255],
        sender_channel="email",
        sender_address=mail.sender.address,
        sender_name=mail.sender.name,
        proof=Proof.CLAIMED if doubted else Proof.CHANNEL,
        text=text,
        html=mail.html,
        quoted=_quoted(mail, text),
        subject=mail.subject,
        sent_at=mail.date,
        conversation_id=_named_conversation(mail, recipient),
        references=_references(mail),
        answers=_answers(mail, recipient),
        language=_language(text, facts),
        files=files,
        data={"mail": _shown(mail, refused, finding)},
        automatic=mail.auto_reply or mail.mailing_list or bool(mail.bounce),
    )


def _named_conversation(mail: ParsedMail, recipient: str) -> UUID | None:
    """A reply address of ours among those the mail was sent to."""
    names = [recipient, *mail.headers.delivered_to, *mail.headers.original_to]
    names += [address.address for address in (*mail.to, *mail.cc)]
    return next((id for name in names if (id := conversation_of(name))), None)


def _answers(mail: ParsedMail, recipient: str) -> tuple[UUID, ...]:
    """Our messages that it answers; an absence note goes to the address that reports go to (RFC 3834, section 4)."""
    named = [id for reference in (mail.in_reply_to, *mail.references) if (id := message_of(reference))]
    return tuple(dict.fromkeys([*named, *bounce_recipients(mail, recipient)]))


def _references(mail: ParsedMail) -> tuple[str, ...]:
    ids = dict.fromkeys([*mail.references, mail.in_reply_to])
    return tuple(id[:255] for id in ids if id)[-REFERENCES:]


def _quoted(mail: ParsedMail, text: str) -> str:
    """What was folded away: the rest of the text after what the person wrote."""
    whole = mail.text.strip()
    return whole if text and whole != text else ""


def _language(text: str, facts: InboxFacts) -> str:
    code, confidence = detect(text[:2_000])
    fallback = facts.languages[0] if facts.languages else "en"
    return to_supported(code, fallback) if confidence >= 0.5 else ""


def _is_our_own(mail: ParsedMail, facts: InboxFacts) -> bool:
    """A loop: what we sent came back to us."""
    return message_of(mail.message_id) is not None or mail.sender.address.lower() == facts.address.lower()


def _finding(mail: ParsedMail, raw: bytes) -> Finding | None:
    """What our own mail server says about the sender; None where none is named that we believe."""
    servers = settings.MAIL_AUTHSERV_IDS
    return believed(raw, shown=mail.sender.address, servers=servers) if servers else None


def _shown(mail: ParsedMail, refused: Sequence[str], finding: Finding | None) -> dict[str, Any]:
    """What the mail card shows beside the text."""
    return {
        "from": _person(mail.sender),
        "to": [_person(address) for address in mail.to[:20]],
        "cc": [_person(address) for address in mail.cc[:20]],
        "subject": shield(mail.subject[:SUBJECT]).text,
        "problems": [*mail.problems[:5], *refused],
        "may_auto_respond": mail.may_auto_respond,
        "authentication": asdict(finding) if finding else None,
    }


def _person(address: Address) -> dict[str, str]:
    return {"name": shield(address.name[:150]).text, "address": address.address}
