"""Is a message a delivery report at all? Ordinary mail and automatic answers are not."""

from __future__ import annotations

from madoguchi.channels.email.parse.bounces.dialects import SAYS, SENDERS, SUBJECTS
from madoguchi.channels.email.parse.bounces.material import Material
from madoguchi.channels.email.parse.bounces.prose import announced

_ANSWERS = ("re:", "fw:", "fwd:", "aw:", "wg:", "rv:", "tr:", "sv:", "vs:", "回复", "回覆", "转发", "轉寄", "답장", "전달",
            "auto:", "automatic reply", "auto reply", "out of office", "autoreply", "自動返信", "自动回复")  # fmt: skip
_MACHINES = ("mailer-daemon", "mailerdaemon", "mail delivery sub", "mail delivery system", "delivery subsystem")


def from_daemon(mail: Material) -> bool:
    """Was it sent by a mail system? The empty return path counts, as bounces must have it (RFC 5321)."""
    low = mail.sender.lower()
    return any(word in low for word in SENDERS) or mail.return_path == "<>" or not low.strip(" <>\"'")


def is_report(mail: Material, text: str) -> bool:
    """Does `mail`, whose own words are `text`, report a failed or late delivery?"""
    if mail.report_type in ("disposition-notification", "feedback-report"):
        return False
    subject = mail.subject.lower()
    answered = subject.startswith(_ANSWERS)
    spoken = subject_speaks(subject) and not answered
    said = announced(text) is not None or any(p in " ".join(text[:6000].lower().split()) for p in SAYS)
    daemon = from_daemon(mail)
    machine = any(word in mail.sender.lower() for word in _MACHINES)
    listed = "x-mlserver" in mail.headers or "x-ml-info" in mail.headers
    if "@" in mail.failed_header and (daemon or spoken):
        return True
    if mail.report_type == "delivery-status" and (said or spoken or daemon):
        return True
    if answered and not machine:
        return False
    return (said and (daemon or spoken)) or (machine and spoken) or (listed and said)


def subject_speaks(subject: str) -> bool:
    """Do the words of a report stand in `subject` (lower case)?"""
    return any(word in subject for word in SUBJECTS)
