"""What our own mail server found about a mail: Authentication-Results (RFC 8601), believed from servers we name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from .author import NoOneAuthor, author_domain
from .fields import read_message
from .limits import DEFAULT_AUTH_LIMITS, AuthLimits
from .organization import aligned
from .tokens import tokens_of

_MOST_FIELDS = 20
_MOST_CHARS = 8_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether the domain in From stands behind a mail, found by `server`; both names are empty where unknown."""

    result: Literal["pass", "fail", "none"]
    server: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class _Method:
    """One method's result; names of properties are in lower case, such as "header.from"."""

    name: str
    result: str
    properties: dict[str, str]

    def domain(self, *names: str) -> str:
        """Of the first of these properties that is there: an address's domain, or the value itself."""
        value = next((self.properties[name] for name in names if name in self.properties), "")
        return value.rpartition("@")[2].strip("<> ").lower()


def believed(
    raw: bytes, *, shown: str, servers: Collection[str], limits: AuthLimits = DEFAULT_AUTH_LIMITS
) -> Finding:
    """`servers` are the authserv-ids of our own mail servers; they take such fields from others out (section 5).

    shown: the sender's address as `parse_mail` reads it.
    """
    message = read_message(raw[: limits.header_bytes], limits=limits)
    if not message.fields:
        return Finding("none")
    ours = {server.lower() for server in servers}
    server, methods = "", list[_Method]()
    for field in message.all("authentication-results")[:_MOST_FIELDS]:
        segments = tokens_of(field.text[:_MOST_CHARS])
        name = segments[0][0].lower() if segments[0] else ""
        if name in ours:
            server = server or name
            methods += [found for tokens in segments[1:] if (found := _method(tokens))]
    if not server:
        return Finding("none")
    try:
        domain = author_domain(message, shown)
    except NoOneAuthor:
        return Finding("fail", server)
    return Finding(_judged(methods, domain), server, domain)


def _judged(methods: list[_Method], domain: str) -> Literal["pass", "fail", "none"]:
    """The first word on DMARC counts; without one, a signature or an envelope of the same organization proves it."""
    dmarc = next((one for one in methods if one.name == "dmarc"), None)
    if dmarc is not None and dmarc.result in ("pass", "fail"):
        other = dmarc.domain("header.from") not in ("", domain)
        return "fail" if other or dmarc.result == "fail" else "pass"
    for one in methods:
        names = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}.get(one.name, ())
        if one.result == "pass" and names and aligned(one.domain(*names), domain, strict=False):
            return "pass"
    return "none"


def _method(tokens: list[str]) -> _Method | None:
    pairs = [
        (tokens[at].lower(), tokens[at + 2])
        for at in range(len(tokens) - 2)
        if tokens[at + 1] == "=" and tokens[at] != "="
    ]
    if not pairs:
        return None
    (name, result), *rest = pairs
    properties: dict[str, str] = {}
    for key, value in rest:
        properties.setdefault(key, value)
    return _Method(name.partition("/")[0], result.lower(), properties)
