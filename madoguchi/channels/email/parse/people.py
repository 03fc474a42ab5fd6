"""Who sent a mail and to whom, from headers that may be missing, empty or repeated."""

from __future__ import annotations

from ..contract import Address
from .addresses import parse_addresses
from .headers import Headers
from .limits import Limits

NOBODY = Address("", "")


def addresses(headers: Headers, name: str, limits: Limits) -> tuple[Address, ...]:
    """All mailboxes of all header fields of that name."""
    found: list[Address] = []
    for value in headers.all_undecoded(name):
        found += parse_addresses(value, limits.max_addresses - len(found))
    return tuple(found[: limits.max_addresses])


def sender(headers: Headers, limits: Limits) -> Address:
    """The first mailbox of From with an address; where there is none, of Reply-To, Sender or Return-Path."""
    named = NOBODY
    for name in ("from", "reply-to", "sender", "return-path"):
        for box in addresses(headers, name, limits):
            if "@" in box.address:
                return box if box.name or not named.name else Address(named.name, box.address)
            # MAILER-DAEMON has no @ and is better than nobody; keep looking for a whole address.
            named = box if not (named.address or named.name) else named
        if name == "from" and named.address:
            return named
    return named
