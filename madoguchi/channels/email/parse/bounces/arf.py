"""Complaints of mailbox providers: the Abuse Reporting Format (RFC 5965) and Amazon SES notifications."""

from __future__ import annotations

import re
from email.message import Message

from madoguchi.channels.email.contract import Complaint
from madoguchi.channels.email.parse.bounces import ses
from madoguchi.channels.email.parse.bounces.addresses import clean, find_all
from madoguchi.channels.email.parse.bounces.material import Material, material

_FIELD = re.compile(r"^([A-Za-z][A-Za-z-]{1,60})[ \t]{0,4}:[ \t]*(.*)$")
_SUBJECTS = (
    "complaint about message from",
    "abuse report",
    "email feedback report",
    "fbl report",
    "spam report",
)


def complaint(message: Message, *, pieces: Material | None = None) -> Complaint | None:
    """The complaint that `message` reports, None where it is none. `pieces` as in `bounce`."""
    mail = pieces or material(message)
    for text in mail.texts:
        notice = ses.notice_in(text)
        if notice is not None:
            return ses.complaint_of(notice)
    report = next((text for text in mail.feedback), "")
    fields = _fields(report)
    if not report and mail.report_type != "feedback-report":
        fields = _written(mail)
        if not fields:
            return None
    named = fields.get("original-rcpt-to", []) + fields.get("removal-recipient", [])
    original = _fields(mail.original)
    addresses = [clean(value) for value in named] or [
        a for value in original.get("to", []) for a in find_all(value)
    ]
    return Complaint(
        kind=(fields.get("feedback-type") or ["abuse"])[0].strip().lower()[:40] or "abuse",
        recipients=tuple(dict.fromkeys(a for a in addresses[:500] if a)),
        message_id=(original.get("message-id") or [""])[0].strip()[:500],
    )


def _written(mail: Material) -> dict[str, list[str]]:
    """A complaint without the right parts: its fields in the text, or Microsoft's bare copy of our mail."""
    for text in mail.texts:
        fields = _fields(text)
        if "feedback-type" in fields and ("user-agent" in fields or "version" in fields):
            return fields
    if "x-apple-unsubscribe" in mail.headers:
        return {"feedback-type": ["opt-out"], "original-rcpt-to": [mail.sender]}
    subject = mail.subject.lower()
    staff = "staff@hotmail.com" in mail.sender.lower()
    if (
        mail.original
        and subject.startswith(_SUBJECTS)
        and (staff or "x-hmxmroriginalrecipient" in mail.original.lower())
    ):
        return {
            "feedback-type": ["abuse"],
            "original-rcpt-to": _fields(mail.original).get("x-hmxmroriginalrecipient", []),
        }
    return {}


def _fields(text: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for line in text.split("\n")[:2000]:
        match = _FIELD.match(line[:2000])
        if match and len(rows := out.setdefault(match.group(1).lower(), [])) < 500:
            rows.append(match.group(2).strip())
    return out
