"""Amazon SES notifications that arrive by mail (through SNS) as JSON.

Source: "Amazon SNS notification contents for Amazon SES" in the SES developer guide.
"""

from __future__ import annotations

import json
from typing import TypeGuard

from madoguchi.channels.email.contract import Bounce, Complaint, Recipient
from madoguchi.channels.email.parse.bounces.addresses import clean
from madoguchi.channels.email.parse.bounces.prose import judge

LARGEST = 200_000  # characters


def notice_in(text: str) -> dict[str, object] | None:
    """The notification in `text`, None if it holds none."""
    start = text.find("{")
    if start < 0 or ("otificationType" not in text[:LARGEST] and '"eventType"' not in text[:LARGEST]):
        return None
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text[start:LARGEST])
        if _is_object(value) and isinstance(value.get("Message"), str):
            value = json.loads(str(value["Message"]), strict=False)
    except (ValueError, RecursionError):
        return None
    return value if _is_object(value) and _kind(value) else None


def bounce_of(notice: dict[str, object]) -> Bounce | None:
    """The bounce that the notification reports."""
    said = notice.get("bounce")
    if _kind(notice) != "Bounce" or not _is_object(said):
        return None
    lasting = said.get("bounceType") == "Permanent"
    recipients = []
    for row in _rows(said, "bouncedRecipients"):
        address = clean(str(row.get("emailAddress", "")))
        if not address:
            continue
        diagnosis, status = str(row.get("diagnosticCode", ""))[:2000], str(row.get("status", ""))[:20]
        one = judge(address, diagnosis, whole="", delayed=False, given=status)
        recipients.append(Recipient(address, one.status, lasting and one.permanent, one.reason))
    return Bounce(any(r.permanent for r in recipients), tuple(recipients))


def complaint_of(notice: dict[str, object]) -> Complaint | None:
    """The complaint that the notification reports."""
    said, mail = notice.get("complaint"), notice.get("mail")
    if _kind(notice) != "Complaint" or not _is_object(said):
        return None
    addresses = [clean(str(row.get("emailAddress", ""))) for row in _rows(said, "complainedRecipients")]
    kind = str(said.get("complaintFeedbackType") or "abuse")[:40]
    sent_as = str(mail.get("messageId", ""))[:200] if _is_object(mail) else ""
    return Complaint(kind=kind, recipients=tuple(a for a in addresses if a), message_id=sent_as)


def _kind(notice: dict[str, object]) -> str:
    return str(notice.get("notificationType") or notice.get("eventType") or "")


def _rows(value: dict[str, object], name: str) -> list[dict[str, object]]:
    rows = value.get(name)
    return [row for row in rows[:500] if _is_object(row)] if isinstance(rows, list) else []


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)
