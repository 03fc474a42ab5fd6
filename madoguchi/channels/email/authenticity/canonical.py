"""Canonical forms of header and body (RFC 6376, section 3.4), each in linear time."""

from __future__ import annotations

import re

_WHITE = re.compile(rb"[ \t]+")


def canonical_body(body: bytes, form: str) -> bytes:
    """`form` is "simple" or "relaxed"; `body` has CRLF line ends."""
    if form == "relaxed":
        body = _single_spaces(body).replace(b" \r\n", b"\r\n").removesuffix(b" ")
    text = body.rstrip(b"\r\n")
    ends = body[len(text) :]
    # Empty lines at the end do not count; a lone CR before them does.
    kept = ends[: ends.rfind(b"\r\r") + 1] if ends.endswith(b"\n") else ends
    body = text + kept
    return body + b"\r\n" if body or form == "simple" else b""


def _single_spaces(body: bytes) -> bytes:
    """Each run of spaces and tabs as one space; each round halves the runs, and no round is in Python."""
    body = body.replace(b"\t", b" ")
    while b"  " in body:
        body = body.replace(b"  ", b" ")
    return body


def canonical_field(raw: bytes, form: str) -> bytes:
    """A field without its last CRLF, as it is hashed, without the CRLF too."""
    if form == "simple":
        return raw
    name, _, value = raw.partition(b":")
    flat = _WHITE.sub(b" ", value.replace(b"\r\n", b"")).strip(b" \t")
    return name.strip(b" \t").lower() + b":" + flat


def without_signature(raw: bytes) -> bytes:
    """The field with the value of its b= taken out, everything else as it came."""
    head, _, value = raw.partition(b":")
    parts = value.split(b";")
    for at, part in enumerate(parts):
        name, equals, _ = part.partition(b"=")
        if equals and name.strip(b" \t\r\n") == b"b":
            parts[at] = name + equals
            break
    return head + b":" + b";".join(parts)
