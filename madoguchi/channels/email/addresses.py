"""Signed reply addresses and our own message ids: what a reply must carry to find its conversation without guessing."""

from __future__ import annotations

import re
from uuid import UUID

from madoguchi.core.crypto import sign, verify

_OWN_ID = re.compile(r"^md\.([0-9a-f]{32})\.([a-z2-7]{16})@", re.IGNORECASE)
_BOUNCE = re.compile(r"^[^+@]+\+b([0-9a-f]{32})-([a-z2-7]{16})@", re.IGNORECASE)
_PLUS = re.compile(r"^[^+@]+\+c([0-9a-f]{32})-([a-z2-7]{16})@", re.IGNORECASE)


def reply_address(mailbox: str, conversation_id: UUID) -> str:
    """`support+c<id>-<signature>@host`: a reply to it belongs to the conversation (RFC 5233 sub-addressing)."""
    local, _, host = mailbox.partition("@")
    return f"{local}+c{conversation_id.hex}-{sign('reply', conversation_id.hex)}@{host}"


def conversation_of(address: str) -> UUID | None:
    """The conversation that a reply address of ours names; None for any other address or a wrong signature."""
    found = _PLUS.match(address.strip())
    if found and verify("reply", found[1].lower(), found[2]):
        return UUID(found[1])
    return None


def message_id(message: UUID, host: str) -> str:
    """The Message-ID of an answer, without angle brackets; a reference to it names the answer."""
    return f"md.{message.hex}.{sign('message', message.hex)}@{host}"


def message_of(reference: str) -> UUID | None:
    """The answer that a Message-ID of ours names, or None."""
    found = _OWN_ID.match(reference.strip().strip("<>"))
    if found and verify("message", found[1].lower(), found[2]):
        return UUID(found[1])
    return None


def bounce_address(mailbox: str, message: UUID) -> str:
    """`support+b<id>-<signature>@host`: the envelope sender of an answer, so that reports about it name it."""
    local, _, host = mailbox.partition("@")
    return f"{local}+b{message.hex}-{sign('bounce', message.hex)}@{host}"


def bounced_message(address: str) -> UUID | None:
    """The answer that a bounce address of ours names; None for any other address or a wrong signature."""
    found = _BOUNCE.match(address.strip().strip("<>"))
    if found and verify("bounce", found[1].lower(), found[2]):
        return UUID(found[1])
    return None


def mailbox_of(address: str) -> str:
    """The mailbox behind an address: in lower case and without what follows a plus sign."""
    local, _, host = address.strip().strip("<>").lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def host_of(mailbox: str) -> str:
    return mailbox.rpartition("@")[2] or "localhost"
