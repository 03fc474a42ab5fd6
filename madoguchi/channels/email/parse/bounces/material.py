"""Takes a message apart into what reports are read from. Never raises, whatever the bytes were."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

MOST_PARTS = 100
MOST_TEXT = 200_000  # characters read of one part
MOST_DEPTH = 12

_TAG = re.compile(
    r"<(?:style|script)\b[^<]{0,20000}</(?:style|script)>|<[a-zA-Z/!][^<>]{0,4000}>", re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|p|/p|div|/div|tr|/tr|li|h\d|/h\d|td|/td)\b[^<>]{0,500}>", re.IGNORECASE)
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")


@dataclass
class Material:
    """What a report can say, in pieces; texts have "\\n" line ends."""

    sender: str = ""
    subject: str = ""
    recipient: str = ""
    failed_header: str = ""
    return_path: str | None = None
    kind: str = ""  # content type, lower case
    report_type: str = ""
    headers: str = ""
    texts: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    original: str = ""
    returned: Message | None = None


def material(message: Message) -> Material:
    """`message` in pieces; parts below a returned message are not looked into."""
    out = Material(
        sender=header(message, "From"),
        subject=header(message, "Subject"),
        recipient=" ".join((header(message, "To"), header(message, "Delivered-To"))),
        failed_header=" ".join(
            header(message, name)
            for name in ("X-Failed-Recipients", "X-Failed-Recipient", "Original-Recipient")
        ),
        return_path=header(message, "Return-Path") if message.get("Return-Path") is not None else None,
        kind=message.get_content_type(),
        report_type=_parameter(message, "report-type"),
        headers="\n".join(str(name) for name in list(message.keys())[:200]).lower(),
    )
    html_texts: list[str] = []
    for part, depth in _parts(message):
        _sort_in(part, depth, out, html_texts)
    if not any(text.strip() for text in out.texts):
        out.texts = html_texts
    return out


def header(message: Message, name: str) -> str:
    """The decoded header field `name` in one line, "" where it is missing."""
    raw = message.get(name)
    if raw is None:
        return ""
    text = str(raw)[:4000]
    if "=?" in text:
        try:
            pieces = [
                _decoded(data, charset) if isinstance(data, bytes) else data
                for data, charset in decode_header(text)
            ]
            text = "".join(pieces)
        except (HeaderParseError, ValueError):
            pass
    return " ".join(text.split())


def _parts(message: Message) -> Iterator[tuple[Message, int]]:
    stack: list[tuple[Message, int]] = [(message, 0)]
    count = 0
    while stack and count < MOST_PARTS:
        part, depth = stack.pop()
        count += 1
        yield part, depth
        payload = part.get_payload()
        closed = part.get_content_type().startswith("message/") or depth >= MOST_DEPTH
        if isinstance(payload, list) and not closed:
            stack += [(sub, depth + 1) for sub in reversed(payload) if isinstance(sub, Message)]


def _sort_in(part: Message, depth: int, out: Material, html_texts: list[str]) -> None:
    kind = part.get_content_type()
    payload = part.get_payload()
    if kind in _STATUS_TYPES:
        out.statuses.append(_inner_fields(part))
    elif kind == "message/feedback-report":
        out.feedback.append(_inner_fields(part))
    elif kind in (
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/partial",
    ):
        out.original = out.original or _inner_fields(part)
        if out.returned is None and isinstance(payload, list) and payload and isinstance(payload[0], Message):
            out.returned = payload[0]
    elif isinstance(payload, list):
        return
    elif kind.startswith("text/") or depth == 0 or kind.startswith("message/"):
        text = body_text(part)
        if kind == "text/html":
            html_texts.append(plain_of_html(text))
        elif kind == "text/x-amp-html":
            return
        else:
            out.texts.append(plain_of_html(text) if text.lstrip()[:9].lower() == "<!doctype" else text)


def _inner_fields(part: Message) -> str:
    """The header fields (and text) inside a message/* part, one block per nested message."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        return body_text(part)
    blocks: list[str] = []
    for sub in payload[:MOST_PARTS]:
        if not isinstance(sub, Message):
            continue
        lines = [f"{name}: {' '.join(str(value)[:4000].split())}" for name, value in list(sub.items())[:500]]
        inner = sub.get_payload()
        blocks.append("\n".join(lines) + "\n\n" + (body_text(sub) if isinstance(inner, str) else ""))
    return "\n\n".join(blocks)[:MOST_TEXT]


def body_text(part: Message) -> str:
    """The decoded text of one part."""
    try:
        raw = part.get_payload(decode=True)
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
    ):  # broken transfer encodings and header objects
        raw = None
    if not isinstance(raw, bytes):
        return ""
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):
        charset = None
    return _decoded(raw[: MOST_TEXT * 4], charset)[:MOST_TEXT].replace("\r\n", "\n").replace("\r", "\n")


def plain_of_html(text: str) -> str:
    """Rough text of an HTML report; only for reading addresses and phrases, never shown."""
    return html.unescape(_TAG.sub(" ", _BREAK.sub("\n", text))).replace("\xa0", " ")


def _parameter(message: Message, name: str) -> str:
    try:
        value = message.get_param(name)
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""
    return value.lower() if isinstance(value, str) else ""


def _decoded(raw: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name or "utf-8")
        except (LookupError, ValueError):
            continue
    if b"\x1b$" in raw:
        return raw.decode("iso-2022-jp", "replace")
    return raw.decode("latin-1")
