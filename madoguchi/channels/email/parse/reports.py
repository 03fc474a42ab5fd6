"""Is the mail a report about another mail: one that did not arrive, or one that somebody complained about?

The readers of reports take the standard library's Message. It is built from our own parts, because the library's
parser gives up on deep nesting and broken parameters.
"""

from __future__ import annotations

import re
from email.message import Message

from ..contract import Bounce, Complaint
from .bounces import bounce, complaint
from .bounces.evidence import may_be_report
from .bounces.material import Material, material
from .charsets import codec_name
from .headers import Headers, split_head
from .limits import Limits
from .parts import Part
from .words import raw_text

_KEPT_PARAMETERS = ("report-type", "boundary", "name")
_MAX_BLOCKS = 500
_MAX_VALUE_CHARS = 8_000
# What notifications in JSON and complaints without the right parts hold.
_WORDS = re.compile(rb"otificationType|eventType|feedback-type", re.IGNORECASE)
_UNLIKE_ASCII = (
    "utf-16",
    "utf16",
    "utf-32",
    "utf32",
    "utf-7",
    "utf7",
    "ucs",
    "unicode",
    "hz",
    "cp037",
    "ebcdic",
)


def read_reports(root: Part, limits: Limits, problems: list[str]) -> tuple[Bounce | None, Complaint | None]:
    """What a mail reports; only the beginning of each part is read, where reports say what they have to say."""
    if not _may_report(root, limits):
        return None, None
    try:
        message = _message(root, limits)
        pieces = material(message)
        return bounce(message, pieces=pieces), complaint(message, pieces=pieces)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # The library raises such errors while it is merely asked for a parameter or a text.
        problems.append("a report in this mail cannot be read")
        return None, None


def _may_report(root: Part, limits: Limits) -> bool:
    """Whether anything hints at a report. In nearly every mail nothing does, and taking it apart would be in vain.

    Where this reading could differ from the careful one (repeated or broken fields, odd charsets), it says yes.
    """
    headers = root.headers
    names = [name for name, _ in headers.fields]
    seen = Material(
        sender=headers.get("from"),
        subject=headers.get("subject"),
        headers="\n".join(names),
        kind=root.content_type,
    )
    if "=?" in seen.sender + seen.subject or names.count("from") != 1 or names.count("subject") > 1:
        return True
    if "<>" in headers.all("return-path") or "x-apple-unsubscribe" in seen.headers or may_be_report(seen):
        return True
    return "report-type" in root.parameters or _speaks_of_reports(root, limits)


def _speaks_of_reports(part: Part, limits: Limits) -> bool:
    if part.is_multipart:
        return any(_speaks_of_reports(child, limits) for child in part.children)
    if part.content_type.startswith("message/") or "rfc822" in part.content_type:
        return True
    if part.depth and not part.content_type.startswith("text/"):
        return False
    unlike_ascii = (part.charset or "").lower().startswith(_UNLIKE_ASCII)
    return unlike_ascii or _WORDS.search(part.content([])[: limits.max_report_bytes]) is not None


def _message(part: Part, limits: Limits) -> Message:
    message = Message()
    _copy_fields(part.headers, message, limits)
    message["Content-Type"] = _content_type(part)
    if part.is_multipart:
        for child in part.children:
            message.attach(_message(child, limits))
        return message
    content = part.content([])[: limits.max_report_bytes]
    if part.content_type.startswith("message/"):
        message.set_payload(_inner(part.content_type, content, limits))
    else:
        message.set_payload(content.decode("ascii", "surrogateescape"))
    return message


def _inner(content_type: str, content: bytes, limits: Limits) -> list[Message | str]:
    """The blocks of fields of a report, or the head and text of a returned mail."""
    is_mail = content_type in ("message/rfc822", "message/global")
    blocks = [content] if is_mail else content.strip().split(b"\n\n")[:_MAX_BLOCKS]
    messages: list[Message | str] = []
    for block in blocks:
        headers, rest = split_head(block, limits, [])
        message = Message()
        _copy_fields(headers, message, limits)
        message.set_payload(rest.decode("ascii", "surrogateescape"))
        messages.append(message)
    return messages


def _copy_fields(headers: Headers, message: Message, limits: Limits) -> None:
    for name, value in headers.fields:
        if name not in ("content-type", "content-transfer-encoding"):
            message[name] = raw_text(value[:_MAX_VALUE_CHARS], headers.charset)


def _content_type(part: Part) -> str:
    kept = {key: part.parameters[key] for key in _KEPT_PARAMETERS if key in part.parameters}
    kept["charset"] = codec_name(part.charset or "") or "utf-8"
    quoted = ('; {}="{}"'.format(key, value.replace('"', "")) for key, value in kept.items())
    return part.content_type + "".join(quoted)
