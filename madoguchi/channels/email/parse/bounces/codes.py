"""From SMTP reply codes and enhanced status codes to plain reasons.

Sources: RFC 3463 (enhanced codes), RFC 5248 (their registry at IANA), RFC 5321 section 4.2.3 (reply codes),
RFC 7505 (null MX), RFC 7372 (authentication), Microsoft's list of Exchange Online delivery reports.
"""

from __future__ import annotations

import re

# reason → does a permanent (5xx) answer with it say that the address itself will not work?
REASONS: dict[str, bool] = {
    "user unknown": True,
    "host unknown": True,
    "moved": True,
    "not accepting mail": True,
    "mailbox disabled": True,
    "syntax": True,
    "mailbox full": False,
    "too big": False,
    "expired": False,
    "network": False,
    "system": False,
    "blocked": False,
    "spam": False,
    "virus": False,
    "policy": False,
    "authentication": False,
    "rate limited": False,
    "relay denied": False,
    "content": False,
    "refused": False,
    "delayed": False,
    "unknown": True,
}

# The last two numbers of an enhanced code.
ENHANCED: dict[str, str] = {
    "1.0": "user unknown", "1.1": "user unknown", "1.2": "host unknown", "1.3": "user unknown",
    "1.4": "user unknown",
    "1.6": "moved", "1.7": "refused", "1.8": "refused", "1.10": "user unknown", "1.20": "user unknown",
    "1.90": "rate limited", "1.351": "user unknown", "1.350": "user unknown",
    "2.0": "refused", "2.1": "mailbox disabled", "2.2": "mailbox full", "2.3": "too big", "2.4": "system",
    "3.0": "system", "3.1": "system", "3.2": "system", "3.3": "system", "3.4": "too big", "3.5": "system",
    "4.0": "network", "4.1": "network", "4.2": "network", "4.3": "network", "4.4": "host unknown",
    "4.5": "network",
    "4.6": "network", "4.7": "expired", "4.14": "network", "4.300": "expired", "4.310": "host unknown",
    "4.312": "host unknown", "4.316": "expired", "4.317": "network",
    "5.0": "system", "5.1": "system", "5.2": "system", "5.3": "rate limited", "5.4": "system",
    "5.5": "system",
    "6.0": "content", "6.1": "content", "6.2": "content", "6.3": "content", "6.5": "content",
    "6.7": "syntax",
    "7.0": "policy", "7.1": "refused", "7.2": "refused", "7.3": "policy", "7.5": "policy", "7.7": "policy",
    "7.8": "authentication", "7.9": "authentication", "7.13": "mailbox disabled", "7.17": "user unknown",
    "7.20": "authentication", "7.21": "authentication", "7.22": "authentication", "7.23": "authentication",
    "7.24": "authentication", "7.25": "blocked", "7.26": "authentication", "7.27": "policy",
    "7.28": "rate limited",
    "7.29": "authentication", "7.54": "relay denied", "7.57": "authentication", "7.64": "relay denied",
    "7.124": "refused", "7.133": "refused", "7.232": "rate limited", "7.233": "rate limited",
    "7.501": "blocked", "7.502": "blocked", "7.503": "blocked", "7.511": "blocked", "7.606": "blocked",
    "7.700": "rate limited", "7.705": "rate limited", "7.708": "blocked", "7.750": "blocked",
}  # fmt: skip

REPLIES: dict[str, str] = {
    "421": "network", "450": "refused", "451": "system", "452": "mailbox full", "454": "authentication",
    "530": "authentication", "535": "authentication", "541": "spam", "550": "unknown", "551": "moved",
    "552": "mailbox full", "553": "user unknown", "554": "unknown", "556": "not accepting mail",
    "521": "not accepting mail", "523": "too big", "500": "system", "501": "syntax", "502": "system",
    "503": "system",
}  # fmt: skip

_ENHANCED_CODE = re.compile(r"(?<![\d.\w])([245]\.\d{1,3}\.\d{1,3})(?![\d\w])(?!\.\d)")
_REPLY_CODE = re.compile(r"(?<![\d.\w/=-])([45][0-5]\d)(?![\d\w]|\.\d)")


def enhanced_codes(text: str) -> list[str]:
    """All enhanced codes in `text`, in order."""
    return _ENHANCED_CODE.findall(text)


def reply_code(text: str) -> str:
    """The first SMTP reply code in `text`, or ""."""
    found = _REPLY_CODE.search(text)
    return found.group(1) if found else ""


def best_status(given: str, text: str) -> str:
    """The most telling enhanced code: `given` unless it is a general one and `text` has a better."""
    own = enhanced_codes(given)
    found = own + [code for code in enhanced_codes(text) if code[0] != "2"]
    for code in found:
        if not code.endswith(".0.0") and code[0] != "2":
            return code
    return found[0] if found else ""


def reason_of_code(status: str, reply: str) -> str:
    """A plain reason for the codes alone, or "" where they say nothing."""
    by_status = ENHANCED.get(status[2:], "") if status else ""
    return by_status or REPLIES.get(reply, "")


def is_permanent(status: str, reply: str, reason: str) -> bool:
    """Is the address itself of no use? Transient (4xx) answers and passing troubles are not."""
    if status.startswith("4") and reason != "user unknown":
        return False
    if not status and reply.startswith("4"):
        return False
    if reason == "unknown" and not status.startswith("5") and not reply.startswith("5"):
        return False
    return REASONS.get(reason, False)
