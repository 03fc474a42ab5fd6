"""A mail as signatures see it: header fields byte by byte, and the body, with CRLF line ends (RFC 6376, 2.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .limits import DEFAULT_AUTH_LIMITS, AuthLimits

_LINE = re.compile(rb"\r\n(?![ \t])")
_NAME = re.compile(rb"[!-9;-~]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One header field; `name` is in lower case without white space, `raw` is all of it without the last CRLF."""

    name: str
    raw: bytes

    @property
    def value(self) -> bytes:
        """What follows the colon, folded as it came."""
        return self.raw.partition(b":")[2]

    @property
    def text(self) -> str:
        """The value on one line; bytes that are not UTF-8 are replaced."""
        return self.value.replace(b"\r\n", b"").decode("utf-8", "replace").strip()


@dataclass(frozen=True, slots=True)
class Message:
    """`problem`: why no signature of it can be checked, or empty. `by_name`: fields in the order of the mail."""

    fields: tuple[Field, ...]
    body: bytes
    problem: str = ""
    by_name: dict[str, list[Field]] = field(default_factory=dict)

    def all(self, name: str) -> list[Field]:
        """The fields of that name, from top to bottom."""
        return self.by_name.get(name, [])


def read_message(raw: bytes, *, limits: AuthLimits = DEFAULT_AUTH_LIMITS) -> Message:
    """Any bytes, no exception. A line of the header that is no field stays: signatures then do not match it."""
    if len(raw) > limits.max_bytes:
        return Message((), b"", "the mail is too large to check its signatures")
    data = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if data.startswith(b"From "):  # what mbox files put before each mail
        data = data.partition(b"\r\n")[2]
    head, _, body = (b"", b"", data[2:]) if data.startswith(b"\r\n") else data.partition(b"\r\n\r\n")
    if len(head) > limits.header_bytes:
        return Message((), body, "the header is too long to check its signatures")
    lines = _LINE.split(head.removesuffix(b"\r\n"), limits.header_fields)
    if len(lines) > limits.header_fields:
        return Message((), body, "the mail has too many header fields to check its signatures")
    fields = tuple(_field(line) for line in lines if line)
    by_name: dict[str, list[Field]] = {}
    for one in fields:
        by_name.setdefault(one.name, []).append(one)
    broken = "" if all(one.name for one in fields) else "a line of the header is no header field"
    return Message(fields, body, broken, by_name)


def _field(raw: bytes) -> Field:
    name, colon, _ = raw.partition(b":")
    name = name.rstrip(b" \t")
    known = bool(colon) and _NAME.fullmatch(name) is not None
    return Field(name.decode("ascii").lower() if known else "", raw)
