"""Who a chat visitor is: a signed token that says it without a look into the database."""

from __future__ import annotations

import base64
import binascii
import struct
import time
from dataclasses import dataclass, field, replace
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from madoguchi.core.crypto import sign, verify
from madoguchi.core.ids import uuid7
from madoguchi.people.contract import Reader

CHANNEL = "website_chat"
SIGNED_IN = 3
_PURPOSE = "chat-visitor"
_SIGNATURE = 20
_LONGEST = 1_024
_NAME = 150
# Version, proof, when it was issued (Unix seconds), identity, customer, inbox; then the name in UTF-8.
_FIXED = struct.Struct(">BBI16s16s16s")
_VERSION = 1


@dataclass(slots=True)
class Visitor:
    """Somebody in front of the widget. His rows are made with his first message, under these ids.

    `known` holds the conversations that he was found to take part in, by reference: at most LIVE_TOPICS of them.
    """

    identity_id: UUID
    customer_id: UUID
    inbox_id: UUID
    proof: int
    issued: int
    name: str = ""
    known: dict[str, UUID] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"identity:{self.identity_id}"

    def reader(self, language: str = "en") -> Reader:
        return Reader(self.customer_id, self.identity_id, self.proof, language)

    def remember(self, reference: str, conversation_id: UUID) -> None:
        if len(self.known) >= settings.LIVE_TOPICS:
            del self.known[next(iter(self.known))]
        self.known[reference] = conversation_id


def new_visitor(inbox_id: UUID) -> Visitor:
    return Visitor(uuid7(), uuid7(), inbox_id, proof=0, issued=int(time.time()))


def issue(visitor: Visitor) -> str:
    """The visitor as a token: readable by him, changeable by nobody."""
    name = visitor.name.encode()[:_NAME].decode(errors="ignore").encode()
    body = _FIXED.pack(
        _VERSION,
        visitor.proof,
        visitor.issued,
        visitor.identity_id.bytes,
        visitor.customer_id.bytes,
        visitor.inbox_id.bytes,
    )
    text = base64.urlsafe_b64encode(body + name).decode().rstrip("=")
    return f"{text}.{sign(_PURPOSE, text, size=_SIGNATURE)}"


def read(token: str) -> Visitor | None:
    """The visitor of a token that we signed, however old; None for any other text."""
    text, dot, signature = token.partition(".")
    if not dot or len(token) > _LONGEST or not token.isascii():
        return None
    if not verify(_PURPOSE, text, signature, size=_SIGNATURE):
        return None
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        version, proof, issued, identity, customer, inbox = _FIXED.unpack_from(raw)
    except (binascii.Error, struct.error):
        return None
    if version != _VERSION:
        return None
    name = raw[_FIXED.size :].decode(errors="ignore")
    return Visitor(UUID(bytes=identity), UUID(bytes=customer), _inbox(inbox), proof, issued, name)


@lru_cache(maxsize=256)
def _inbox(raw: bytes) -> UUID:
    """One object for each inbox: it is compared for every message, and the same object is equal at once."""
    return UUID(bytes=raw)


def expires(visitor: Visitor) -> int:
    """When his token ends, in Unix seconds."""
    return visitor.issued + int(settings.VISITOR_TOKEN_SECONDS)


def present(token: str) -> Visitor | None:
    """The visitor of a token that is good now."""
    visitor = read(token)
    return visitor if visitor and time.time() < expires(visitor) else None


def renewed(token: str, inbox_id: UUID) -> Visitor | None:
    """The same visitor with a fresh token, also after the old one has ended; None where he must begin anew.

    A signed identity is not renewed: it lasts as long as its token, and then the exchange signs a new one.
    """
    visitor = read(token)
    if visitor is None or visitor.inbox_id != inbox_id:
        return None
    now = int(time.time())
    if visitor.proof >= SIGNED_IN:
        return visitor if now < expires(visitor) else None
    if now - visitor.issued > settings.VISITOR_DAYS * 86_400:
        return None
    return replace(visitor, issued=now, known={})
