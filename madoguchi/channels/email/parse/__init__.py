"""Reads a raw mail: any bytes, no exception, bounded time. The door is `parse_mail`."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..contract import MailHeaders, ParsedMail
from .attachments import read_attachments
from .automatic import is_auto_reply, is_mailing_list, may_be_answered
from .bodies import collect
from .dates import parse_date
from .forwarded import forwarded_text
from .headers import Headers
from .ids import message_id, message_ids
from .limits import DEFAULT_LIMITS, Limits
from .parts import PartReader
from .people import addresses, sender
from .reports import read_reports
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
    reader = PartReader(limits, problems)
    root = reader.read(data)
    headers = root.headers
    body = collect(root, limits, problems)
    own_text = body.text(limits)
    bounced, complained = read_reports(root, limits, problems)
    attached = "" if bounced or complained else forwarded_text(body, reader, limits)
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
        text="\n\n".join(filter(None, (own_text, attached))),
        visible_text=visible_text(own_text),
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
