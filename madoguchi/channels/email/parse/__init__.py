"""Reads a raw mail: any bytes, no exception, bounded time. The door is `parse_mail`."""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from collections.abc import Collection

from ..contract import MailHeaders, ParsedMail
from .attachments import read_attachments
from .automatic import is_auto_reply, is_mailing_list, may_be_answered
from .bodies import collect
from .bounces import bounce, complaint
from .dates import parse_date
from .headers import Headers
from .ids import message_id, message_ids
from .limits import DEFAULT_LIMITS, Limits
from .parts import PartReader
from .people import addresses, sender
from .visible import visible_text

_BLANK_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_RAW_VALUES = 50
_RAW_CHARS = 4_000
_MAX_PROBLEMS = 50


def parse_mail(raw: bytes, *, limits: Limits = DEFAULT_LIMITS, own_hosts: Collection[str] = ()) -> ParsedMail:
    """One mail as text, people, files and facts about it.

    raw: the mail as it came (RFC 5322 and whatever else servers let through). own_hosts: host names that this
    installation writes into its Message-IDs; mail that carries one is never answered automatically.
    """
    problems: list[str] = []
    data = _line_ends(raw, limits, problems)
    root = PartReader(limits, problems).read(data)
    headers = root.headers
    body = collect(root, limits, problems)
    text = body.text(limits)
    report = _standard_message(data, limits)
    bounced = bounce(report, text)
    complained = complaint(report)
    subject = headers.get("subject")
    author = sender(headers, limits)
    own_id = message_id(headers.undecoded("message-id"))
    auto = is_auto_reply(headers, subject)
    if not author.address:
        problems.append("no sender")
    return ParsedMail(
        subject=subject,
        sender=author,
        to=addresses(headers, "to", limits),
        cc=addresses(headers, "cc", limits),
        reply_to=addresses(headers, "reply-to", limits),
        date=parse_date(headers.get("date")),
        message_id=own_id,
        in_reply_to=message_id(headers.undecoded("in-reply-to")),
        references=message_ids(" ".join(headers.all_undecoded("references")), limits.max_references),
        text=text,
        visible_text=visible_text(text),
        html=body.html(),
        attachments=read_attachments(body, limits),
        auto_reply=auto,
        may_auto_respond=not (auto or bounced or complained)
        and may_be_answered(headers, author.address, own_id, own_hosts),
        mailing_list=is_mailing_list(headers),
        bounce=bounced,
        complaint=complained,
        headers=_kept(headers),
        problems=tuple(dict.fromkeys(problems))[:_MAX_PROBLEMS],
    )


def _line_ends(raw: bytes, limits: Limits, problems: list[str]) -> bytes:
    """LF line ends alone, nothing before the first header, at most `limits.max_bytes`."""
    if len(raw) > limits.max_bytes:
        problems.append("the mail is too large and was cut")
        raw = raw[: limits.max_bytes]
    data = re.sub(rb"\r+\n", b"\n", raw) if b"\r" in raw else raw
    if b"\r" in data and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    start = _BLANK_START.match(data)
    return data[start.end() :] if start else data


def _standard_message(data: bytes, limits: Limits) -> email.message.Message:
    """The standard library's view of the mail's beginning, which is where reports of failures stand."""
    if data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    return email.message_from_bytes(data[: limits.max_report_bytes], policy=email.policy.compat32)


def _kept(headers: Headers) -> MailHeaders:
    raw: dict[str, tuple[str, ...]] = {}
    for name, _ in headers.fields:
        if name not in raw:
            raw[name] = tuple(value[:_RAW_CHARS] for value in headers.all(name)[:_RAW_VALUES])
    return MailHeaders(
        delivered_to=raw.get("delivered-to", ()),
        original_to=raw.get("x-original-to", ()) + raw.get("envelope-to", ()),
        received=raw.get("received", ()),
        authentication_results=raw.get("authentication-results", ()),
        auto_submitted=headers.get("auto-submitted"),
        return_path=headers.get("return-path"),
        raw=raw,
    )
