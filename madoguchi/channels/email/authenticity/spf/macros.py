"""Macros of SPF: %{…} in domain names and explanations (RFC 7208, section 7)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST_NAME = 253

_MACRO = re.compile(
    r"%(?:(?P<plain>[%_-])|\{(?P<letter>[A-Za-z])(?P<keep>[0-9]*)(?P<turn>[rR]?)(?P<cuts>[-.+,/_=]*)\})"
)
_PLAIN = {"%": "%", "_": " ", "-": "%20"}
_MOST_LABELS = 128


@dataclass(frozen=True, slots=True)
class Facts:
    """What macros speak of. `sender` is local@domain; `receiver` is our own host; `time` in seconds of Unix.

    `validated` finds the client's proven name (section 7.3) for a domain, "unknown" if there is none.
    """

    client: Address
    sender: str
    helo: str
    receiver: str
    time: int
    validated: Callable[[str], str]


def expand(text: str, facts: Facts, domain: str) -> str:
    """`text` with its macros filled in; it was checked by grammar.check_macros before."""

    def value(match: re.Match[str]) -> str:
        if match["plain"]:
            return _PLAIN[match["plain"]]
        parts = re.split(
            f"[{re.escape(match['cuts'] or '.')}]", _value(match["letter"].lower(), facts, domain)
        )
        if match["turn"]:
            parts.reverse()
        if match["keep"]:
            parts = parts[-min(int(match["keep"][:4]), _MOST_LABELS) :]
        whole = ".".join(parts)
        return quote(whole, safe="-._~") if match["letter"].isupper() else whole

    return _MACRO.sub(value, text)


def expand_name(text: str, facts: Facts, domain: str) -> str:
    """The same as a domain name: labels are taken from the left until it is short enough (section 7.3)."""
    name = expand(text, facts, domain).removesuffix(".")
    return name if len(name) <= LONGEST_NAME else name[-LONGEST_NAME - 1 :].partition(".")[2]


def reverse_name(client: Address) -> str:
    """The client's name below in-addr.arpa or ip6.arpa."""
    return client.reverse_pointer


def _value(letter: str, facts: Facts, domain: str) -> str:
    local, _, host = facts.sender.rpartition("@")
    four = facts.client.version == 4
    match letter:
        case "s":
            return facts.sender
        case "l":
            return local
        case "o":
            return host
        case "d":
            return domain
        case "i":
            nibbles = facts.client.exploded.replace(":", "").upper()
            return str(facts.client) if four else ".".join(nibbles)
        case "p":
            return facts.validated(domain)
        case "v":
            return "in-addr" if four else "ip6"
        case "h":
            return facts.helo
        case "c":
            return str(facts.client)
        case "r":
            return facts.receiver
        case _:
            return str(facts.time)
