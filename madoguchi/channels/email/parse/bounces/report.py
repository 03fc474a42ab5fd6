"""Reads a message as a delivery report."""

from __future__ import annotations

from email.message import Message

from madoguchi.channels.email.contract import Bounce, Recipient
from madoguchi.channels.email.parse.bounces import evidence, prose, ses, status_report
from madoguchi.channels.email.parse.bounces.addresses import clean, find_all, is_daemon
from madoguchi.channels.email.parse.bounces.material import Material, material


def bounce(message: Message, *, nested: bool = False, pieces: Material | None = None) -> Bounce | None:
    """What `message` reports as undelivered, None where it is no delivery report.

    Reads standard reports (RFC 3464, RFC 6533) and the prose of many mail systems. A report of success, a
    read receipt, a complaint and an automatic answer are no bounces; a delay is one that is not permanent.
    A report that a mail scanner wrapped into another is read once (`nested` is for that call).
    `pieces` is what `material` made of the message, where the caller has it.
    """
    mail = pieces or material(message)
    if mail.report_type in ("disposition-notification", "feedback-report") or mail.feedback:
        return None
    for text in mail.texts:
        notice = ses.notice_in(text)
        if notice is not None:
            return ses.bounce_of(notice)
    if not mail.statuses and not evidence.may_be_report(mail):
        return None
    own = _own_words(mail)
    if mail.statuses and not evidence.may_carry_report(mail):
        return None
    groups = [group for status in mail.statuses for group in status_report.groups_of(status)]
    if not groups and (evidence.from_machine(mail) or evidence.is_report(mail, own)):
        groups = [group for text in mail.texts for group in status_report.groups_of(text)]
    if groups:
        if all(status_report.has_arrived(group) for group in groups):
            return None
        recipients = status_report.recipients_of(groups, own)
        if recipients:
            return _bounce(recipients)
    if not groups and not mail.statuses and not evidence.is_report(mail, own):
        return None
    wrapped = mail.returned if not groups and evidence.from_machine(mail) and not nested else None
    inside = bounce(wrapped, nested=True) if wrapped is not None else None
    if inside is not None and inside.recipients:
        return inside
    return _bounce(_from_prose(mail, own))


def _own_words(mail: Material) -> str:
    return "\n".join(prose.reported_text(text) for text in mail.texts[:3])


def _from_prose(mail: Material, own: str) -> list[Recipient]:
    sender = clean(mail.sender)
    ours = {address.lower() for address in [*find_all(mail.recipient), sender] if address}
    domain = sender.partition("@")[2]
    found = prose.recipients_in(own, ours=ours, sender_domain=domain)
    delayed = prose.is_delay(own)
    failed = [address for address in find_all(mail.failed_header) if not address.startswith("/")]
    if failed:  # the header is exact where the prose may be cut short
        known = {one.address.lower(): one for one in found}
        return [known.get(a.lower()) or prose.judge(a, own, whole=own, delayed=delayed) for a in failed]
    if found:
        return found
    return [prose.judge(a, own, whole="", delayed=delayed) for a in _addressed(mail) if a.lower() not in ours]


def _addressed(mail: Material) -> list[str]:
    """To whom the returned mail was addressed."""
    returned = mail.original or "\n".join(prose.returned_text(text) for text in mail.texts[:3])
    for line in returned.split("\n")[:300]:
        if line[:3].lower() == "to:":
            return [address for address in find_all(line[:1000])[:5] if not is_daemon(address)]
    return []


def _bounce(recipients: list[Recipient]) -> Bounce:
    return Bounce(permanent=any(one.permanent for one in recipients), recipients=tuple(recipients))
