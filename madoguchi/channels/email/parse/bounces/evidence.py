"""Is a message a delivery report at all? Ordinary mail and automatic answers are not."""

from __future__ import annotations

from madoguchi.channels.email.parse.bounces.addresses import find_all
from madoguchi.channels.email.parse.bounces.dialects import MACHINES, SAYS, SENDERS, SUBJECTS, VAGUE_SUBJECTS
from madoguchi.channels.email.parse.bounces.material import Material
from madoguchi.channels.email.parse.bounces.prose import announced

NEAR = 400  # characters behind the announcement in which the first address stands

_ANSWERS = (
    "re:", "fw:", "fwd:", "aw:", "wg:", "rv:", "tr:", "sv:", "vs:", "回复", "回覆", "转发", "轉寄",
    "답장", "전달", "auto:", "automatic reply", "auto reply", "out of office", "autoreply",
    "自動返信", "自动回复",
)  # fmt: skip


def from_machine(mail: Material) -> bool:
    """Was it sent by a mail system under one of the names that only those use?"""
    low = mail.sender.lower()
    return any(word in low for word in MACHINES)


def may_carry_report(mail: Material) -> bool:
    """May report parts in `mail` speak of our own mail? In a forwarded one they speak of another's."""
    if mail.report_type == "delivery-status" or from_machine(mail):
        return True
    return not _is_answer(mail) and (_weak_sender(mail) or _speaks(mail, SUBJECTS))


def may_be_report(mail: Material) -> bool:
    """Does anything but its words hint at a report? Nearly every mail ends here, and its words need no reading."""
    hints = from_machine(mail) or _weak_sender(mail) or _speaks(mail, SUBJECTS) or _listed(mail)
    return hints or mail.report_type == "delivery-status"


def is_report(mail: Material, text: str) -> bool:
    """Does `mail`, whose own words are `text`, report a failed or late delivery?"""
    if not may_be_report(mail):
        return False
    if mail.report_type in ("disposition-notification", "feedback-report"):
        return False
    machine, weak, spoken = from_machine(mail), _weak_sender(mail), _speaks(mail, SUBJECTS)
    if "@" in mail.failed_header and (machine or weak or spoken):
        return True
    listed = _listed(mail)
    end = announced(text)
    said = end is not None or any(p in " ".join(text[:6000].lower().split()) for p in SAYS)
    if mail.report_type == "delivery-status" and (said or spoken or machine):
        return True
    if machine:
        only_that = "daemon" in mail.sender.lower() or "delivery" in mail.sender.lower()
        return said or spoken or (only_that and _speaks(mail, VAGUE_SUBJECTS))
    if _is_answer(mail):
        return False
    near = end is not None and bool(find_all(text[end : end + NEAR]))
    return (near and (weak or spoken)) or (weak and spoken and said) or (listed and said)


def _listed(mail: Material) -> bool:
    return "x-mlserver" in mail.headers or "x-ml-info" in mail.headers


def _weak_sender(mail: Material) -> bool:
    """Machines of all kinds; the empty return path counts, as bounces must have it (RFC 5321, 4.5.5)."""
    low = mail.sender.lower()
    unnamed = not low.strip(" <>\"'")
    return unnamed or any(word in low for word in SENDERS) or mail.return_path == "<>"


def _is_answer(mail: Material) -> bool:
    return mail.subject.lower().startswith(_ANSWERS)


def _speaks(mail: Material, words: tuple[str, ...]) -> bool:
    subject = mail.subject.lower()
    return any(word in subject for word in words)
